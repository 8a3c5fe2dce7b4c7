package io.stillwater.train.media;

import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.fit.Principal;
import io.stillwater.window.surface.WholeImage;
import java.util.List;

/** Fits {@link WholeImage} to descriptions of normal images. */
final class WholeImageFit {
  /** Of a number that is the same in all images. */
  private static final double LEAST = 1e-3;

  private WholeImageFit() {}

  /**
   * Fits.
   *
   * @param images what {@link WholeImage#describe} says of each, two at least
   */
  static WholeImage fit(List<double[]> images) throws BundleException {
    int n = images.get(0).length;
    double[] means = new double[n];
    double[] deviations = new double[n];
    for (double[] image : images) {
      for (int i = 0; i < n; i++) {
        means[i] += image[i] / images.size();
      }
    }
    for (double[] image : images) {
      for (int i = 0; i < n; i++) {
        deviations[i] += (image[i] - means[i]) * (image[i] - means[i]) / images.size();
      }
    }
    float[][] standardised = new float[images.size()][n];
    for (int i = 0; i < n; i++) {
      deviations[i] = Math.max(LEAST, Math.sqrt(deviations[i]));
      for (int k = 0; k < standardised.length; k++) {
        standardised[k][i] = (float) ((images.get(k)[i] - means[i]) / deviations[i]);
      }
    }
    Principal principal = Principal.of(standardised);
    return new WholeImage(means, deviations, principal.directions(), principal.variances());
  }
}
