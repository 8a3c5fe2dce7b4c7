package io.stillwater.evaluate;

import io.stillwater.evaluate.Archive.Run;

/** The figures of one method on one case. */
final class Measures {
  private Measures() {}

  static Outcome outcome(Case on, String method, long seed, Run run) {
    Judged judged = new Judged();
    judged.add(run.judgement(), on.test().labels(), run.seconds());
    return judged.outcome(on.name(), method, seed, judged.rows());
  }
}
