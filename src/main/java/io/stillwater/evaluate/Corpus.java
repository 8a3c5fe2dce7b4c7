package io.stillwater.evaluate;

import io.stillwater.evaluate.Archive.Run;
import java.util.ArrayList;
import java.util.List;

/** What one method said of all cases. Not thread-safe. */
final class Corpus {
  private final String method;
  private final Judged rows = new Judged();

  Corpus(String method) {
    this.method = method;
  }

  void add(Case on, Run run) {
    rows.add(run.judgement(), on.test().labels(), run.seconds());
  }

  /** The figures that only the whole has; none for most collections. */
  List<Outcome> outcomes(CaseSource.Whole whole) {
    List<Outcome> outcomes = new ArrayList<>();
    if (whole == CaseSource.Whole.POOLED) {
      outcomes.add(rows.outcome(Outcome.POOLED, method, 0, rows.rows()));
    }
    return outcomes;
  }
}
