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
public final class Served {
  private Served() {}

  /** Event times at which an episode opens. */
  public static List<Long> opened(PolicySpec spec, List<Verdict> verdicts) {
    EpisodePolicy policy = new EpisodePolicy(spec, 0.01, List.of());
    PolicyMemory memory = new PolicyMemory(spec.n());
    OpenEpisode open = null;
    List<Long> opened = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      long time = verdict.window().endTime();
      memory.push(verdict);
      if (open != null) {
        EpisodePolicy.Clock clock = new EpisodePolicy.Clock(time, Long.MIN_VALUE);
        boolean over =
            policy.advance(open, memory, verdict, clock).stream()
                .anyMatch(step -> step.state() == AlertState.RESOLVED);
        open = over ? null : open;
      } else if (policy.opens(memory, Long.MIN_VALUE, Verdict.UNMARKED)) {
        open = policy.open("at " + time, verdict, time, Verdict.UNMARKED);
        opened.add(time);
      }
    }
    return opened;
  }
}
