package io.stillwater.window.surface;

import java.util.Arrays;

/**
 * What normal images look like as a whole, whatever their cells show: how light they are, how much
 * they vary at each size, how strongly filters respond. A Gaussian, its covariance drawn to that of
 * independent numbers (Ledoit and Wolf 2004, with a fixed share), since images may be fewer than
 * numbers.
 *
 * @param means (n) of the numbers that describe an image
 * @param deviations (n) of the same, above 0
 * @param directions (n, r) along which the standardised numbers vary, of length 1
 * @param variances (r) along them
 */
public record WholeImage(
    double[] means, double[] deviations, float[] directions, float[] variances) {
  /** Share of the covariance that is that of independent numbers. */
  private static final double SHRUNK = 0.1;

  private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

  public WholeImage {
    if (deviations.length != means.length || directions.length != means.length * variances.length) {
      throw new IllegalArgumentException("the parts of a whole image do not fit each other");
    }
  }

  /**
   * The numbers that describe an image: quantiles and mean of the light, the deviations of the
   * bands, the mean responses of the filters.
   *
   * @param planes (features)(cells) before they are compared
   */
  public static double[] describe(float[][] planes) {
    int filters = planes.length - 3 * CellFeatures.BANDS - 1;
    float[] light = planes[planes.length - 1].clone();
    Arrays.sort(light);
    double[] out = new double[QUANTILES.length + 1 + CellFeatures.BANDS + filters];
    int at = 0;
    for (double quantile : QUANTILES) {
      out[at++] = light[(int) Math.round(quantile * (light.length - 1))];
    }
    out[at++] = mean(light);
    for (int b = 0; b < CellFeatures.BANDS; b++) {
      out[at++] = planes[filters + 3 * b + 2][0];
    }
    for (int f = 0; f < filters; f++) {
      out[at++] = mean(planes[f]);
    }
    return out;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The logarithm of the squared Mahalanobis distance. */
  public double unusual(double[] description) {
    int n = means.length;
    int rank = variances.length;
    double[] along = new double[rank];
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double z = (description[i] - means[i]) / deviations[i];
      rest += z * z;
      for (int r = 0; r < rank; r++) {
        along[r] += z * directions[i * rank + r];
      }
    }
    double distance = 0;
    for (int r = 0; r < rank; r++) {
      rest -= along[r] * along[r];
      distance += along[r] * along[r] / ((1 - SHRUNK) * variances[r] + SHRUNK);
    }
    return Math.log(distance + Math.max(0, rest) / SHRUNK + 1e-6);
  }
}
