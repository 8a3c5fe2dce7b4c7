package io.stillwater.evaluate;

import io.stillwater.evaluate.Archive.Run;
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
    Judged judged = new Judged();
    judged.add(run.judgement(), labels, run.seconds());
    Map<Figure, Double> figures = new EnumMap<>(judged.rows());
    if (on.form() != Case.Form.SAMPLES) {
      Vus vus = Vus.of(run.judgement().ranked(), labels, buffer);
      figures.put(Figure.VUS_ROC, vus.roc());
      figures.put(Figure.VUS_PR, vus.pr());
    }
    return judged.outcome(on.name(), method, seed, figures);
  }
}
