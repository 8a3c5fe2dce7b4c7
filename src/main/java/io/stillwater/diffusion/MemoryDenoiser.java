package io.stillwater.diffusion;

/**
 * The exact optimum over a finite reference set {y_i}: D(x; σ) = Σ softmax_i((x·y_i −
 * ½‖y_i‖²)/σ²)·y_i, the posterior mean when the clean window is one of the references, each equally
 * likely.
 *
 * <p>For large σ it is the mean of the references, for small σ the nearest one. Plain loops in
 * double precision: the control of the graph that computes the same faster.
 */
public final class MemoryDenoiser implements Denoiser {
  private final float[][] references; // (references, dimension)

  /**
   * Over those references.
   *
   * @param references (references, dimension) clean windows, normalised; not copied
   */
  public MemoryDenoiser(float[][] references) {
    if (references.length == 0) {
      throw new IllegalArgumentException("at least one reference window is needed: there was none");
    }
    this.references = references;
  }

  @Override
  public int dimension() {
    return references[0].length;
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    double[] weights = new double[references.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < references.length; i++) {
      weights[i] = -squaredDistance(x, references[i]) / (2 * sigma * sigma);
      largest = Math.max(largest, weights[i]);
    }
    double sum = 0;
    for (int i = 0; i < references.length; i++) {
      weights[i] = Math.exp(weights[i] - largest);
      sum += weights[i];
    }
    double[] clean = new double[x.length];
    for (int i = 0; i < references.length; i++) {
      for (int j = 0; j < x.length; j++) {
        clean[j] += weights[i] / sum * references[i][j];
      }
    }
    return clean;
  }

  /** ‖x − y‖² = ‖x‖² − 2(x·y − ½‖y‖²): the same weights, since ‖x‖² is the same for all. */
  private static double squaredDistance(double[] x, float[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += (x[j] - y[j]) * (x[j] - y[j]);
    }
    return sum;
  }
}
