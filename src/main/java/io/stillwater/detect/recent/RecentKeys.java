package io.stillwater.detect.recent;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges the windows of many keys by their own recent scores as well, each key's in the order of
 * time: what a stream does, for files. Not thread-safe.
 */
public final class RecentKeys {
  private final RecentJudge judge; // null where it is off
  private final Map<String, RecentScores> keys = new HashMap<>();

  /** For the verdicts of that detector. */
  public RecentKeys(Adaptation adaptation, Detector detector) {
    judge = adaptation.on() ? new RecentJudge(adaptation, detector.calibration()) : null;
  }

  /** The verdict by both limits. */
  public Verdict judge(Verdict trained) {
    if (judge == null) {
      return trained;
    }
    RecentScores key = keys.computeIfAbsent(trained.window().key(), name -> new RecentScores());
    return judge.judge(key, trained).verdict();
  }
}
