package io.stillwater.train.threshold;

import io.stillwater.detect.Tail;

/**
 * The share of windows at which an episode is open by level, for one drawing of a curve's pieces:
 * counted where enough episodes open, and beyond that by an exponential tail of the windows' alarm
 * levels. An episode is no shorter than the windows that resolve it, however rare: what falls
 * beyond is how often it opens, as in {@link EpisodeRate}.
 */
final class AlarmShare {
  /** The tail begins no lower than where so much is in alarm: below, episodes are all one. */
  private static final double MOST = 0.1;

  private final AlarmCurve curve;
  private final int[] drawing;
  private final double count; // of windows at the tail's beginning
  private final Tail tail;

  /**
   * @param episodes of the same runs and pieces
   */
  AlarmShare(AlarmCurve curve, EpisodeCurve episodes, int[] drawing) {
    this.curve = curve;
    this.drawing = drawing;
    double base =
        Math.max(
            episodes.level(EpisodeRate.TAIL, drawing),
            curve.level(MOST * curve.windows(), drawing));
    this.count = curve.count(base, drawing);
    this.tail = EpisodeRate.exponential(base, curve.excess(base, drawing), count);
  }

  /** The share at a threshold. */
  double at(double level) {
    return level <= tail.from()
        ? curve.count(level, drawing) / curve.windows()
        : count * tail.survival(level) / curve.windows();
  }

  /** How far a share is beyond what is counted, as a logarithm; 0 where it is not. */
  double depth(double share) {
    return Math.max(0, Math.log(count / (share * curve.windows())));
  }

  /** The lowest threshold that has no more than that share. */
  double level(double share) {
    double wanted = share * curve.windows();
    return wanted >= count || count == 0
        ? curve.level(wanted, drawing)
        : tail.quantile(wanted / count);
  }
}
