package io.stillwater.diffusion;

/** The standard normal distribution; the same bits on every machine. */
public final class Normal {
  private static final double ROOT_TWO_PI = StrictMath.sqrt(2 * Math.PI);

  private Normal() {}

  static double density(double x) {
    return StrictMath.exp(-x * x / 2) / ROOT_TWO_PI;
  }

  /**
   * Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/15 + …) (Marsaglia 2004, "Evaluating the Normal Distribution").
   */
  static double distribution(double x) {
    double term = x;
    double sum = 0;
    for (int odd = 3; sum + term != sum; odd += 2) {
      sum += term;
      term *= x * x / odd;
    }
    return 0.5 + density(x) * sum;
  }

  /**
   * Where the distribution reaches u, in [0, 1], by Newton's method from the middle: Φ bends one
   * way on each side, so no step goes too far. Ends beyond ±8 at most, where Φ is 0 or 1 in double
   * precision.
   */
  public static double quantile(double u) {
    double x = 0;
    for (int i = 0; i < 100 && Math.abs(x) < 8; i++) {
      double step = (u - distribution(x)) / density(x);
      if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(x))) {
        break;
      }
      x += step;
    }
    return x;
  }
}
