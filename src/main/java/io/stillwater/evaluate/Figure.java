package io.stillwater.evaluate;

import java.util.Locale;

/** What is measured of a method. Shares lie in [0, 1]. */
public enum Figure {
  /** See {@link Ranking#auroc}. */
  AUROC("AUROC", Unit.SHARE),
  /** See {@link Ranking#aupr}. */
  AUPR("AUPR", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.Vus#roc}. */
  VUS_ROC("VUS-ROC", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.Vus#pr}. */
  VUS_PR("VUS-PR", Unit.SHARE),
  /** At the method's own limit, by rows. */
  F1("F1", Unit.SHARE),
  /** The share of normal rows beyond the method's own limit. */
  FALSE_ALARMS("false %", Unit.PERCENT),
  /** The share of anomalous rows within the method's own limit. */
  MISSED("missed %", Unit.PERCENT),
  /** See {@link io.stillwater.evaluate.metric.Affiliation#precision}, at the method's own limit. */
  AFFILIATION_PRECISION("aff. P", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.Affiliation#recall}. */
  AFFILIATION_RECALL("aff. R", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.Affiliation#f1}. */
  AFFILIATION_F1("aff. F1", Unit.SHARE),
  /** The share of labelled ranges with a row beyond the method's own limit. */
  EVENT_RECALL("events %", Unit.PERCENT),
  /** Rows from the start of a found range to its first alarm, median. */
  DELAY("delay", Unit.ROWS),
  /** Episodes of the default policy that overlap no labelled row. */
  FALSE_EPISODES("episodes", Unit.ROWS),
  /** The share of normal rows at which an episode of the default policy is open. */
  IN_ALARM("alarm %", Unit.PERCENT),
  /** Time that normal rows cover, in days of one key; undefined without a clock. */
  NORMAL_DAYS("days", Unit.POINTS),
  /** The share of labelled ranges with a row at which an episode is open. */
  EVENTS_IN_ALARM("opened %", Unit.PERCENT),
  /** Rows from the start of such a range to the first of those rows, median. */
  ALARM_DELAY("opened in", Unit.ROWS),
  /** See {@link io.stillwater.evaluate.metric.PixelRanking#auroc}. */
  PIXEL_AUROC("px AUROC", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.PixelRanking#aupr}. */
  PIXEL_AUPR("px AUPR", Unit.SHARE),
  /** See {@link io.stillwater.evaluate.metric.PixelRanking#aupro}, up to its usual limit. */
  AUPRO("AUPRO", Unit.SHARE),
  /** NAB's score with its standard weights. */
  NAB_STANDARD("standard", Unit.POINTS),
  /** The same with weights that punish false alarms. */
  NAB_LOW_FP("low FP", Unit.POINTS),
  /** The same with weights that punish misses. */
  NAB_LOW_FN("low FN", Unit.POINTS);

  /** How a figure is written. */
  public enum Unit {
    SHARE,
    PERCENT,
    POINTS,
    ROWS
  }

  private final String label;
  private final Unit unit;

  Figure(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** A heading of a table. */
  public String label() {
    return label;
  }

  /** The name in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a table has it; empty where it is not a number. */
  public String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return switch (unit) {
      case SHARE -> String.format(Locale.ROOT, "%.4f", value);
      case PERCENT -> String.format(Locale.ROOT, "%.2f", 100 * value);
      case POINTS -> String.format(Locale.ROOT, "%.1f", value);
      case ROWS -> String.format(Locale.ROOT, "%.0f", value);
    };
  }
}
