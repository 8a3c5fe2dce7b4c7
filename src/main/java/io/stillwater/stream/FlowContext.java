package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertIds;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Episode;
import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.Peak;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.RecentJudge;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the partitions of a flow share: settings, policy, and the windows that wait for the model.
 * Not thread-safe.
 */
final class FlowContext {
  private final FlowSpec spec;
  private final Detector detector; // null where keys learn
  private final Learning learning; // null where a trained detector judges
  private final Threshold threshold;
  private final EpisodePolicy policy;
  private final Function<Verdict, Peak> painter;
  private final KeyBoard board;
  private final RecentJudge recent;
  private final List<Pending> pending = new ArrayList<>();
  private int judgements; // among what waits

  FlowContext(FlowSpec spec, FlowParts parts, LongSupplier wall) {
    this.spec = spec;
    this.detector = parts.detector();
    this.learning = parts.learning();
    this.threshold = learning == null ? detector.threshold() : learning.threshold();
    this.policy = new EpisodePolicy(spec.policy(), threshold.pValue(), parts.channels());
    this.painter = parts.painter();
    this.board = new KeyBoard(wall);
    this.recent =
        spec.adaptation().on() ? new RecentJudge(spec.adaptation(), detector.calibration()) : null;
  }

  FlowSpec spec() {
    return spec;
  }

  EpisodePolicy policy() {
    return policy;
  }

  Function<Verdict, Peak> painter() {
    return painter;
  }

  KeyBoard board() {
    return board;
  }

  /** What keys need to judge themselves; null where a trained detector does. */
  Learning learning() {
    return learning;
  }

  /** Judges by keys' own recent scores; null where that is off. */
  RecentJudge recent() {
    return recent;
  }

  Alert alert(Alert.Source source, Episode episode, AlertState state, String reason) {
    return new Alert(
        AlertIds.alert(episode.id(), episode.sequence()),
        episode.lastTime(),
        state,
        reason,
        source,
        episode,
        threshold.promise(),
        threshold.score(),
        threshold.pValue(),
        spec.model());
  }

  void queue(Pending item) {
    pending.add(item);
    judgements += judged(item) ? 1 : 0;
    // Never from inside a partition's own step: a full queue is scored before the next record is
    // taken.
  }

  private static boolean judged(Pending item) {
    return item.window() != null || item.verdict() != null;
  }

  boolean full() {
    return judgements >= spec.maxBatch();
  }

  void drop(PartitionFlow flow) {
    pending.removeIf(item -> item.flow() == flow);
    judgements = (int) pending.stream().filter(FlowContext::judged).count();
  }

  /**
   * Judges what waits, {@code maxBatch} windows a run, and lets everything through the policy in
   * the order it came.
   */
  void flush() {
    List<Verdict> verdicts = new ArrayList<>(judgements);
    List<Window> windows = new ArrayList<>(judgements);
    for (Pending item : pending) {
      if (item.window() != null) {
        windows.add(item.window());
      }
    }
    for (int from = 0; from < windows.size(); from += spec.maxBatch()) {
      int to = Math.min(windows.size(), from + spec.maxBatch());
      verdicts.addAll(detector.judge(windows.subList(from, to)));
    }
    int next = 0;
    for (Pending item : pending) {
      if (item.window() != null) {
        item.flow().judged(item, verdicts.get(next++));
      } else if (item.verdict() != null) {
        item.flow().judged(item, item.verdict());
      } else if (item.notice() != null) {
        item.flow().told(item.notice());
      } else {
        item.flow().forgotten(item);
      }
    }
    pending.clear();
    judgements = 0;
  }
}
