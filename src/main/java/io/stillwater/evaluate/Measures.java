package io.stillwater.evaluate;

import io.stillwater.alert.PolicySpec;
import io.stillwater.evaluate.Archive.Run;
import io.stillwater.evaluate.metric.Affiliation;
import io.stillwater.evaluate.metric.EventScore;
import io.stillwater.evaluate.metric.SlidingWindow;
import io.stillwater.evaluate.metric.Vus;
import java.util.EnumMap;
import java.util.Map;

/** The figures of methods on one case. */
final class Measures {
  private final Case on;
  private final boolean[] labels;
  private final int buffer; // rows; found in the data, not in the labels

  Measures(Case on) {
    this.on = on;
    this.labels = on.test().labels();
    this.buffer = on.form() == Case.Form.SAMPLES ? 0 : SlidingWindow.length(on.series());
  }

  Case on() {
    return on;
  }

  Outcome outcome(String method, long seed, Run run) {
    PooledRows judged = new PooledRows();
    judged.add(run.judgement(), labels, run.seconds());
    Map<Figure, Double> figures = new EnumMap<>(judged.rows());
    if (on.form() != Case.Form.SAMPLES) {
      Vus vus = Vus.of(run.judgement().ranked(), labels, buffer);
      figures.put(Figure.VUS_ROC, vus.roc());
      figures.put(Figure.VUS_PR, vus.pr());
      if (!Double.isNaN(run.judgement().limit())) {
        figures.putAll(ranges(run.judgement().alarms()));
        figures.putAll(alarms(run.judgement()));
      }
    }
    return judged.outcome(on.name(), method, seed, figures);
  }

  /** What counts labelled ranges instead of rows, at the method's own limit. */
  private Map<Figure, Double> ranges(boolean[] alarms) {
    Affiliation affiliation = Affiliation.of(alarms, labels);
    EventScore events = EventScore.of(alarms, labels, PolicySpec.DEFAULT.quiet());
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.AFFILIATION_PRECISION, affiliation.precision());
    figures.put(Figure.AFFILIATION_RECALL, affiliation.recall());
    figures.put(Figure.AFFILIATION_F1, affiliation.f1());
    figures.put(Figure.EVENT_RECALL, events.recall());
    figures.put(Figure.DELAY, events.medianDelay());
    return figures;
  }

  /** What the policy makes of them, as the service would. */
  private Map<Figure, Double> alarms(Judgement said) {
    FalseAlarms counted = FalseAlarms.of(said, on.test(), PolicySpec.DEFAULT);
    EventScore events = EventScore.of(counted.open(), labels, 0);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.FALSE_EPISODES, (double) counted.episodes());
    figures.put(Figure.IN_ALARM, counted.share());
    figures.put(Figure.NORMAL_DAYS, counted.days());
    figures.put(Figure.EVENTS_IN_ALARM, events.recall());
    figures.put(Figure.ALARM_DELAY, events.medianDelay());
    return figures;
  }
}
