package io.stillwater.diffusion;

/**
 * factor · σ^sigma · (1 + σ²)^(total/2): every coefficient of the table has this form, because data
 * have variance one, noise σ², and both together 1 + σ².
 *
 * <table>
 * <caption>at σ = 0.75, where √(1 + σ²) = 1.25</caption>
 * <tr><th>factor</th><th>sigma</th><th>total</th><th></th><th>value</th></tr>
 * <tr><td>1</td><td>0</td><td>-2</td><td>1/(1 + σ²)</td><td>0.64</td></tr>
 * <tr><td>-1</td><td>1</td><td>-1</td><td>−σ/√(1 + σ²)</td><td>-0.6</td></tr>
 * <tr><td>1</td><td>-2</td><td>2</td><td>(1 + σ²)/σ²</td><td>2.778</td></tr>
 * </table>
 *
 * @param factor a number, mostly a sign
 * @param sigma the power of σ, the deviation of the noise
 * @param total the power of √(1 + σ²), the deviation of the noisy data
 */
record Term(double factor, int sigma, int total) {
  /** Its value at σ. */
  <T> T at(Algebra<T> algebra, T sigmas) {
    T value = algebra.number(factor);
    value = scaled(algebra, value, sigmas, sigma);
    if (total == 0) {
      return value;
    }
    T variance = algebra.add(algebra.number(1), algebra.multiply(sigmas, sigmas));
    value = scaled(algebra, value, variance, total / 2);
    return total % 2 == 0
        ? value
        : scaled(algebra, value, algebra.sqrt(variance), Integer.signum(total));
  }

  /** value · base^power. */
  private static <T> T scaled(Algebra<T> algebra, T value, T base, int power) {
    T scaled = value;
    for (int i = 0; i < Math.abs(power); i++) {
      scaled = power > 0 ? algebra.multiply(scaled, base) : algebra.divide(scaled, base);
    }
    return scaled;
  }

  /** 1 / its square. */
  Term inverseSquare() {
    return new Term(1 / (factor * factor), -2 * sigma, -2 * total);
  }
}
