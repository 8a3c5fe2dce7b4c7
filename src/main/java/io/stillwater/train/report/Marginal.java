package io.stillwater.train.report;

/**
 * How far apart two distributions of single numbers lie, each known by its sample.
 *
 * @param wasserstein ∫|F − G|: the mean distance that values must be moved
 * @param kolmogorov max|F − G|
 */
record Marginal(double wasserstein, double kolmogorov) {
  /**
   * Walks up both distribution functions.
   *
   * @param a ascending
   * @param b ascending
   */
  static Marginal between(float[] a, float[] b) {
    double area = 0;
    double largest = 0;
    int below = 0; // of a, up to the present value
    int under = 0; // of b
    double value = Math.min(a[0], b[0]);
    while (below < a.length || under < b.length) {
      while (below < a.length && a[below] <= value) {
        below++;
      }
      while (under < b.length && b[under] <= value) {
        under++;
      }
      double gap = Math.abs((double) below / a.length - (double) under / b.length);
      double next =
          Math.min(
              below < a.length ? a[below] : Double.POSITIVE_INFINITY,
              under < b.length ? b[under] : Double.POSITIVE_INFINITY);
      largest = Math.max(largest, gap);
      area += gap == 0 ? 0 : gap * (next - value);
      value = next;
    }
    return new Marginal(area, largest);
  }
}
