package io.stillwater.benchmark;

import io.stillwater.detect.Plain;
import io.stillwater.detect.PoissonInterval;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a method promised of normal rows beside what came of it over the cases of a collection.
 *
 * @param method its name
 * @param promised share of normal rows that may be beyond the limit, where that is what decides
 * @param promisedInAlarm share of normal rows at which an episode may be open
 * @param rows what was counted
 * @param medianInAlarm share of normal rows in alarm, over the cases
 * @param kept cases in which it is at most 1.5 times the promise
 * @param cases all of them
 */
record Realised(
    String method,
    double promised,
    double promisedInAlarm,
    Counted rows,
    double medianInAlarm,
    int kept,
    int cases) {
  private static final double FACTOR = 1.5;

  /**
   * Counts over all cases.
   *
   * @param normal rows
   * @param beyond those beyond the limit of their case
   * @param inAlarm those at which an episode is open; −1 for samples, which have no episodes
   * @param episodes that overlap no labelled row; −1 for samples
   * @param days that normal rows cover; 0 without a clock
   */
  record Counted(long normal, long beyond, long inAlarm, int episodes, double days) {
    private static Counted of(List<Outcome> outcomes) {
      boolean series = outcomes.stream().anyMatch(o -> o.figures().containsKey(Figure.IN_ALARM));
      return new Counted(
          outcomes.stream().mapToLong(Realised::normal).sum(),
          outcomes.stream().mapToLong(o -> rows(o, Figure.FALSE_ALARMS)).sum(),
          series ? outcomes.stream().mapToLong(o -> rows(o, Figure.IN_ALARM)).sum() : -1,
          series ? (int) sum(outcomes, Figure.FALSE_EPISODES) : -1,
          sum(outcomes, Figure.NORMAL_DAYS));
    }

    private static long rows(Outcome outcome, Figure share) {
      return Math.round(outcome.figures().getOrDefault(share, 0.0) * Realised.normal(outcome));
    }

    private static double sum(List<Outcome> outcomes, Figure figure) {
      return outcomes.stream().mapToDouble(o -> o.figures().getOrDefault(figure, 0.0)).sum();
    }

    /** Of normal rows that are in alarm, or, of samples, beyond the limit. */
    private double share() {
      return (double) (inAlarm < 0 ? beyond : inAlarm) / normal;
    }
  }

  /** Of each method that promises something. */
  static List<Realised> of(List<Method> methods, List<Outcome> cases) {
    List<Realised> all = new ArrayList<>();
    for (Method method : methods) {
      List<Outcome> own =
          cases.stream()
              .filter(o -> o.method().equals(method.name()))
              .filter(o -> !Double.isNaN(o.get(Figure.FALSE_ALARMS)))
              .toList();
      if (!Double.isNaN(method.promised()) && !own.isEmpty()) {
        all.add(of(method, own));
      }
    }
    return all;
  }

  private static Realised of(Method method, List<Outcome> own) {
    Counted counted = Counted.of(own);
    boolean series = counted.inAlarm >= 0;
    Figure share = series ? Figure.IN_ALARM : Figure.FALSE_ALARMS;
    double promised = series ? method.promisedInAlarm() : method.promised();
    double[] shares = own.stream().mapToDouble(o -> o.get(share)).sorted().toArray();
    long kept = Arrays.stream(shares).filter(s -> s <= FACTOR * promised).count();
    double middle = (shares[(shares.length - 1) / 2] + shares[shares.length / 2]) / 2;
    return new Realised(
        method.name(),
        method.promised(),
        method.promisedInAlarm(),
        counted,
        middle,
        (int) kept,
        own.size());
  }

  private static long normal(Outcome outcome) {
    return (long) outcome.rows() - outcome.anomalies();
  }

  /** In a few sentences. */
  String text() {
    boolean series = rows.inAlarm >= 0;
    String shares =
        String.format(
            Locale.ROOT,
            "%s: promised at most %s of normal rows %s, realised %.2f %% of %,d (median case"
                + " %.2f %%; at most %.1f times the promise in %d of %d).",
            method,
            Plain.percent(series ? promisedInAlarm : promised),
            series ? "in alarm" : "beyond the limit",
            100 * rows.share(),
            rows.normal,
            100 * medianInAlarm,
            FACTOR,
            kept,
            cases);
    return series ? shares + episodes() : shares;
  }

  private String episodes() {
    PoissonInterval all = PoissonInterval.of(rows.episodes);
    PoissonInterval interval = all.per(rows.normal / 1000.0);
    String perRow =
        String.format(
            Locale.ROOT,
            " False-alarm episodes: %,d, %.2f in 1,000 normal rows (90 %% interval %.2f to %.2f)",
            rows.episodes,
            1000.0 * rows.episodes / rows.normal,
            interval.low(),
            interval.high());
    String perDay =
        rows.days > 0
            ? String.format(
                Locale.ROOT,
                ", %s a day for each key (%s to %s; %.1f days)",
                Plain.number(rows.episodes / rows.days),
                Plain.number(all.low() / rows.days),
                Plain.number(all.high() / rows.days),
                rows.days)
            : "";
    String beyond =
        String.format(
            Locale.ROOT,
            ". Beyond the limit: %.2f %% of normal rows.",
            100.0 * rows.beyond / rows.normal);
    return perRow + perDay + beyond;
  }

  /** The same for programs. */
  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", method);
    object.put("promised_share", promised);
    object.put("normal_rows", rows.normal);
    object.put("normal_rows_beyond", rows.beyond);
    object.put("median_share", medianInAlarm);
    object.put("cases", cases);
    object.put("cases_kept", kept);
    if (rows.inAlarm >= 0) {
      PoissonInterval all = PoissonInterval.of(rows.episodes);
      object.put("promised_in_alarm", promisedInAlarm);
      object.put("normal_rows_in_alarm", rows.inAlarm);
      object.put("realised_in_alarm", rows.share());
      object.put("false_episodes", rows.episodes);
      object.put("false_episodes_per_row_low", all.low() / rows.normal);
      object.put("false_episodes_per_row_high", all.high() / rows.normal);
      if (rows.days > 0) {
        object.put("normal_days", rows.days);
        object.put("false_episodes_per_key_day", rows.episodes / rows.days);
        object.put("false_episodes_per_key_day_low", all.low() / rows.days);
        object.put("false_episodes_per_key_day_high", all.high() / rows.days);
      }
    }
    return object;
  }
}
