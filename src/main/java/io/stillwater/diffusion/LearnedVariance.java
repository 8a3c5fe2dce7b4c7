package io.stillwater.diffusion;

/**
 * The variance of one step down as a second output of the network (Nichol and Dhariwal 2021,
 * section 3.1), for steps from σ to a smaller σ′ in units in which the signal keeps its size.
 *
 * <p>What the step can be worth lies between two variances: that of data which are one point, β̃ =
 * σ′²(σ² − σ′²)/σ², and that of N(0, 1) data, β = (σ² − σ′²)(1 + σ′²)/(1 + σ²). The network says a
 * share v between the two, in logarithms. Its loss is how far the step is from the true one,
 *
 * <pre>L = ½·(ln Σ − ln β̃ + (β̃ + (1 − σ′²/σ²)²·(y − D)²)/Σ − 1),   ln Σ = v·ln β + (1 − v)·ln β̃
 * </pre>
 *
 * for each value. Its sum over all steps of the schedule (for one drawn step: L times their number)
 * is added to the simple loss with the weight {@link #WEIGHT}, with no gradient into D. (The steps
 * of the paper are those of {@link DiscreteSchedule}; both variances here are its β_t and β̃_t
 * divided by ᾱ of the step before. The step to σ′ = 0 has no variance to learn.)
 *
 * <table>
 * <caption>σ = 2, σ′ = 1</caption>
 * <tr><th>v</th><th>Σ</th><th>L where y − D = 0</th><th>L where y − D = 1</th></tr>
 * <tr><td>0</td><td>β̃ = 0.75</td><td>0</td><td>0.375</td></tr>
 * <tr><td>0.5</td><td>0.949</td><td>0.0128</td><td>0.309</td></tr>
 * <tr><td>1</td><td>β = 1.2</td><td>0.0475</td><td>0.282</td></tr>
 * </table>
 */
public final class LearnedVariance {
  /** λ of the hybrid loss: L_simple + 0.001·L_vlb, L_vlb the sum over all steps (equation 16). */
  public static final double WEIGHT = 0.001;

  private LearnedVariance() {}

  /** β̃: the variance of the step where the clean value is known. */
  public static <T> T low(Algebra<T> algebra, T sigma, T next) {
    T ratio = ratio(algebra, sigma, next);
    return algebra.multiply(ratio, algebra.subtract(square(algebra, sigma), square(algebra, next)));
  }

  /** β: the variance of the step where the clean value is N(0, 1). */
  public static <T> T high(Algebra<T> algebra, T sigma, T next) {
    T one = algebra.number(1);
    T from = square(algebra, sigma);
    T to = square(algebra, next);
    T share = algebra.divide(algebra.add(one, to), algebra.add(one, from));
    return algebra.multiply(algebra.subtract(from, to), share);
  }

  /**
   * ln Σ (equation 15).
   *
   * @param v the network's second output; 0 gives β̃, 1 gives β
   */
  public static <T> T log(Algebra<T> algebra, T v, T sigma, T next) {
    T low = algebra.log(low(algebra, sigma, next));
    T high = algebra.log(high(algebra, sigma, next));
    return algebra.add(low, algebra.multiply(v, algebra.subtract(high, low)));
  }

  /**
   * L: the Kullback–Leibler divergence of the step that the network would take from the true one,
   * of one value, in nats.
   *
   * @param v the network's second output
   * @param square (y − D)², through which no gradient goes
   */
  public static <T> T loss(Algebra<T> algebra, T v, T square, T sigma, T next) {
    T one = algebra.number(1);
    T low = low(algebra, sigma, next);
    T log = log(algebra, v, sigma, next);
    T pull = square(algebra, algebra.subtract(one, ratio(algebra, sigma, next)));
    T spread = algebra.add(low, algebra.multiply(pull, square));
    T relative = algebra.divide(spread, algebra.exp(log));
    T sum = algebra.add(algebra.subtract(log, algebra.log(low)), relative);
    return algebra.multiply(algebra.number(0.5), algebra.subtract(sum, one));
  }

  /** σ′²/σ². */
  private static <T> T ratio(Algebra<T> algebra, T sigma, T next) {
    return square(algebra, algebra.divide(next, sigma));
  }

  private static <T> T square(Algebra<T> algebra, T value) {
    return algebra.multiply(value, value);
  }
}
