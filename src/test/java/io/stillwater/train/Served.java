package io.stillwater.train;

import io.stillwater.alert.AlertState;
import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.OpenEpisode;
import io.stillwater.alert.PolicyMemory;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The policy that serves, over the verdicts of one key. */
final class Served {
  private Served() {}

  /** Event times at which an episode opens. */
  static List<Long> opened(PolicySpec spec, List<Verdict> verdicts) {
    EpisodePolicy policy = new EpisodePolicy(spec, 0.01);
    PolicyMemory memory = new PolicyMemory(spec.n());
    OpenEpisode open = null;
    List<Long> opened = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      long time = verdict.window().endTime();
      memory.push(verdict.beyond(), time);
      if (open != null) {
        open = policy.advance(open, verdict, time) == AlertState.RESOLVED ? null : open;
      } else if (policy.opens(memory, verdict, Long.MIN_VALUE)) {
        open = policy.open("at " + time, verdict, time);
        opened.add(time);
      }
    }
    return opened;
  }
}
