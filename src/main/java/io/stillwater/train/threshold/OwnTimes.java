package io.stillwater.train.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thresholds of each key's own that keep its time in alarm: where a key's episodes are so long that
 * the threshold for their number leaves too much, its threshold is raised.
 */
final class OwnTimes {
  private final List<AlarmShare> shares = new ArrayList<>(); // of each key
  private final List<List<AlarmShare>> drawn = new ArrayList<>(); // (drawings) of each key
  private final double[] weights; // (keys) windows of each in those of all
  private final double aim; // the share to aim at

  /**
   * @param curves of each key
   * @param alarms of the same runs and pieces
   * @param drawings (drawings) of each key's pieces
   * @param most share of the windows in alarm; 1 for no bound
   */
  OwnTimes(
      List<EpisodeCurve> curves, List<AlarmCurve> alarms, List<List<int[]>> drawings, double most) {
    double windows = alarms.stream().mapToInt(AlarmCurve::windows).sum();
    this.weights = alarms.stream().mapToDouble(a -> a.windows() / windows).toArray();
    for (int k = 0; k < curves.size(); k++) {
      shares.add(new AlarmShare(alarms.get(k), curves.get(k), curves.get(k).all()));
    }
    for (List<int[]> drawing : drawings) {
      List<AlarmShare> keys = new ArrayList<>();
      for (int k = 0; k < curves.size(); k++) {
        keys.add(new AlarmShare(alarms.get(k), curves.get(k), drawing.get(k)));
      }
      drawn.add(keys);
    }
    this.aim =
        most < 1
            ? Aim.of(most, drawings.size(), new Aim.Doubt(0, 0), (i, aimed) -> later(i, aimed))
                .rate()
            : 1;
  }

  private double later(int drawing, double aimed) {
    return share(levels(drawn.get(drawing), aimed));
  }

  private static double[] levels(List<AlarmShare> keys, double share) {
    return keys.stream().mapToDouble(key -> key.level(share)).toArray();
  }

  /** The share of all windows at which an episode is open at such thresholds of the keys. */
  double share(double[] thresholds) {
    double sum = 0;
    for (int k = 0; k < thresholds.length; k++) {
      sum += weights[k] * shares.get(k).at(thresholds[k]);
    }
    return sum;
  }

  /** Those thresholds, or higher ones where they are needed. */
  double[] raised(double[] thresholds) {
    return raised(thresholds, shares);
  }

  /** The same as a drawing has it. */
  double[] raised(double[] thresholds, int drawing) {
    return raised(thresholds, drawn.get(drawing));
  }

  private double[] raised(double[] thresholds, List<AlarmShare> keys) {
    double[] raised = thresholds.clone();
    if (aim < 1) {
      double[] levels = levels(keys, aim);
      Arrays.setAll(raised, k -> Math.max(thresholds[k], levels[k]));
    }
    return raised;
  }
}
