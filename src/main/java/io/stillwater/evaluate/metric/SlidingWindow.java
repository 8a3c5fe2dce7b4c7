package io.stillwater.evaluate.metric;

import java.util.Arrays;

/**
 * A length of window found in the data, not in the labels: the lag at which a series is most like
 * itself, as the TSB-AD benchmark finds it for {@link Vus}.
 */
public final class SlidingWindow {
  /** The length where none is found. */
  public static final int DEFAULT = 125;

  private static final int ROWS = 20_000;
  private static final int LAGS = 400;
  private static final int SKIPPED = 3; // lags 0, 1 and 2 are no periods
  private static final int SHORTEST = 6;
  private static final int LONGEST = 303;

  private SlidingWindow() {}

  /**
   * The lag of the highest peak of the autocorrelation, where it lies between {@value #SHORTEST}
   * and {@value #LONGEST} rows; {@value #DEFAULT} otherwise, lower peaks not being tried.
   *
   * @param series (rows) the first channel, training and test rows, of which the first {@value
   *     #ROWS} are looked at; not a number anywhere among them, or constant: {@value #DEFAULT}
   */
  public static int length(double[] series) {
    double[] r = autocovariance(Arrays.copyOf(series, Math.min(ROWS, series.length)));
    int best = 0;
    for (int k = SKIPPED + 1; k < r.length - 1; k++) {
      boolean peak = r[k] > r[k - 1] && r[k] > r[k + 1];
      if (peak && (best == 0 || r[k] > r[best])) {
        best = k;
      }
    }
    return best >= SHORTEST && best <= LONGEST ? best : DEFAULT;
  }

  /** (lags) Σ (x_t − mean)(x_(t+k) − mean); where it peaks, the correlation peaks. */
  private static double[] autocovariance(double[] series) {
    double mean = Arrays.stream(series).average().orElse(0);
    double[] centred = Arrays.stream(series).map(x -> x - mean).toArray();
    double[] sums = new double[Math.min(LAGS + 1, series.length)];
    for (int k = 0; k < sums.length; k++) {
      for (int t = 0; t + k < centred.length; t++) {
        sums[k] += centred[t] * centred[t + k];
      }
    }
    return sums;
  }
}
