package io.stillwater.train.threshold;

import io.stillwater.detect.Tail;

/**
 * Episodes a day by level, for one drawing of a curve's pieces: counted where enough open, and
 * beyond that by an exponential tail of their peaks (peaks over threshold, Davison and Smith 1990).
 */
final class EpisodeRate {
  /** Episodes that the tail is fitted to; down to so many are counted. */
  static final int TAIL = 20;

  private final EpisodeCurve curve;
  private final int[] drawing;
  private final double days;
  private final double count; // at the tail's beginning
  private final Tail tail;

  EpisodeRate(EpisodeCurve curve, int[] drawing, double days) {
    this.curve = curve;
    this.drawing = drawing;
    this.days = days;
    double base = curve.level(TAIL, drawing);
    this.count = curve.count(base, drawing);
    this.tail = exponential(base, curve.excess(base, drawing), count);
  }

  /** The tail with that mean excess. */
  static Tail exponential(double base, double excess, double count) {
    return new Tail(base, Math.max(1e-3, excess / Math.max(1, count)), 0);
  }

  /** How many open a day. */
  double at(double level) {
    return level <= tail.from()
        ? curve.count(level, drawing) / days
        : count * tail.survival(level) / days;
  }

  /** How far that rate is beyond what is counted, as a logarithm; 0 where it is not. */
  double depth(double rate) {
    return Math.max(0, Math.log(count / (rate * days)));
  }

  /** The level at which so many open a day; the lowest that was looked at where fewer always do. */
  double level(double rate) {
    double wanted = rate * days;
    return wanted >= count || count == 0
        ? curve.level(wanted, drawing)
        : tail.quantile(wanted / count);
  }
}
