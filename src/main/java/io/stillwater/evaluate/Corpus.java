package io.stillwater.evaluate;

import io.stillwater.alert.PolicySpec;
import io.stillwater.evaluate.Archive.Run;
import io.stillwater.evaluate.metric.NabCorpus;
import io.stillwater.evaluate.metric.NabProfile;
import io.stillwater.evaluate.metric.NabSeries;
import io.stillwater.evaluate.metric.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What one method said of all cases. Not thread-safe. */
final class Corpus {
  /** Rows for which a burst is not told again; NAB counts every row that is. */
  private static final int BURST = 320;

  private final String method;
  private final PooledRows rows = new PooledRows();
  private final List<NabSeries> scored = new ArrayList<>();
  private final List<NabSeries> opened = new ArrayList<>();
  private boolean limited = true;

  Corpus(String method) {
    this.method = method;
  }

  void add(Case on, Run run, Set<CaseSource.Whole> whole) {
    rows.add(run.judgement(), on.test().labels(), run.seconds());
    if (whole.contains(CaseSource.Whole.NAB)) {
      Judgement said = run.judgement();
      limited &= !Double.isNaN(said.limit());
      boolean[] opens = said.opens(PolicySpec.DEFAULT);
      double[] episodes = new double[opens.length];
      for (int i = 0; i < opens.length; i++) {
        episodes[i] = opens[i] ? 1 : 0;
      }
      scored.add(series(on, said.bursts(BURST)));
      opened.add(series(on, episodes));
    }
  }

  /** The series from its beginning, of which NAB leaves out the first 15 %, at most 750 rows. */
  private static NabSeries series(Case on, double[] scores) {
    int lead = on.form() == Case.Form.CONTINUED ? on.training().rows().size() : 0;
    double[] all = new double[lead + scores.length];
    Arrays.fill(all, 0, lead, Double.NEGATIVE_INFINITY);
    System.arraycopy(scores, 0, all, lead, scores.length);
    List<Range> windows =
        Range.runs(on.test().labels()).stream()
            .map(range -> new Range(lead + range.first(), lead + range.last()))
            .toList();
    return new NabSeries(on.name(), all, windows);
  }

  /** The figures that only the whole has; none for most collections. */
  List<Outcome> outcomes(Set<CaseSource.Whole> whole) {
    List<Outcome> outcomes = new ArrayList<>();
    if (whole.contains(CaseSource.Whole.POOLED)) {
      outcomes.add(rows.outcome(Outcome.POOLED, method, 0, rows.rows()));
    }
    if (whole.contains(CaseSource.Whole.NAB)) {
      NabCorpus all = new NabCorpus(scored);
      outcomes.add(nab(Outcome.CORPUS, profile -> all.best(profile).normalised()));
      if (limited) {
        NabCorpus own = new NabCorpus(opened);
        outcomes.add(nab(Outcome.OWN_LIMITS, profile -> own.at(profile, 1).normalised()));
      }
    }
    return outcomes;
  }

  private Outcome nab(String on, ToDoubleFunction<NabProfile> score) {
    return rows.outcome(
        on,
        method,
        0,
        Map.of(
            Figure.NAB_STANDARD,
            score.applyAsDouble(NabProfile.STANDARD),
            Figure.NAB_LOW_FP,
            score.applyAsDouble(NabProfile.REWARD_LOW_FP_RATE),
            Figure.NAB_LOW_FN,
            score.applyAsDouble(NabProfile.REWARD_LOW_FN_RATE)));
  }
}
