package io.stillwater.train.threshold;

import io.stillwater.detect.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often windows exceed a level: those over a base level, whose number gives the rate there and
 * whose heights give how it falls above (peaks over threshold, Davison and Smith 1990).
 *
 * <p>rate(t) = peaks / exposure · S(t), S the tail fitted to the peaks.
 */
final class ExcessRate {
  private static final int RESAMPLES = 400;

  private final double base;
  private final double exposure;
  private final List<double[]> pieces; // of independent stretches of time, the peaks above the base

  /**
   * @param base the base level
   * @param exposure what the rate is counted by: windows
   * @param pieces of each independent stretch of data the scores above the base, in any order;
   *     empty where there were none
   */
  ExcessRate(double base, double exposure, List<double[]> pieces) {
    this.base = base;
    this.exposure = exposure;
    this.pieces = pieces;
  }

  private Tail tail(double[] peaks) {
    return Tail.fit(base, peaks);
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
