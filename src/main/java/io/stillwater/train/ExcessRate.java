package io.stillwater.train;

import io.stillwater.detect.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often something exceeds a level: peaks over a base level, whose number gives the rate there
 * and whose heights give how it falls above (peaks over threshold, Davison and Smith 1990).
 *
 * <p>rate(t) = peaks / exposure · S(t), S the tail fitted to the peaks.
 */
final class ExcessRate {
  private static final int RESAMPLES = 400;

  private final double base;
  private final double exposure;
  private final List<double[]> pieces; // of independent stretches of time, the peaks above the base
  private final double rate;
  private final Tail tail;

  /**
   * @param base the base level
   * @param exposure what the rate is counted by: days, or windows
   * @param pieces of each independent stretch of data the peaks above the base, in any order; empty
   *     where there were none
   */
  ExcessRate(double base, double exposure, List<double[]> pieces) {
    this.base = base;
    this.exposure = exposure;
    this.pieces = pieces;
    double[] all = pieces.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    this.rate = all.length / exposure;
    this.tail = tail(all);
  }

  private Tail tail(double[] peaks) {
    return Tail.fit(base, peaks);
  }

  /** How often that level is exceeded; no more than the base is. */
  double at(double level) {
    return rate * tail.survival(Math.max(base, level));
  }

  /** The level that is exceeded so often; the base where that is more often than the base is. */
  double level(double wanted) {
    return wanted >= rate ? base : tail.quantile(wanted / rate);
  }

  /**
   * The 90 % interval of the rate at a level: quantiles over {@value #RESAMPLES} drawings of as
   * many pieces with replacement, each fitted anew (Efron 1979).
   */
  double[] interval(double level, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rates = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double[] peaks =
          random
              .ints(pieces.size(), 0, pieces.size())
              .mapToObj(pieces::get)
              .flatMapToDouble(Arrays::stream)
              .sorted()
              .toArray();
      double survival = peaks.length == 0 ? 0 : tail(peaks).survival(Math.max(base, level));
      rates[r] = peaks.length / exposure * survival;
    }
    Arrays.sort(rates);
    return new double[] {rates[RESAMPLES / 20], rates[RESAMPLES - 1 - RESAMPLES / 20]};
  }
}
