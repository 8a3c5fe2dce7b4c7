package io.stillwater.window;

/**
 * Normalised values beyond ±{@value #BOUND} grow with their logarithm only: f(z) = sign(z)·{@value
 * #BOUND}·(1 + ln(|z|/{@value #BOUND})). One wild value then does not drown all others, and of two
 * wild ones the wilder is still the larger. Odd, ascending, and without a kink where it begins.
 *
 * <table>
 * <caption>what becomes of deviations</caption>
 * <tr><th>z</th><th>f(z)</th></tr>
 * <tr><td>-3</td><td>-3</td></tr>
 * <tr><td>5</td><td>5</td></tr>
 * <tr><td>6</td><td>5.912</td></tr>
 * <tr><td>-20</td><td>-11.931</td></tr>
 * <tr><td>10000</td><td>43.005</td></tr>
 * </table>
 */
public final class Compression {
  /** Up to there values are left as they are. */
  public static final double BOUND = 5;

  private Compression() {}

  /** What becomes of a value in deviations. */
  static double of(double value) {
    double size = Math.abs(value);
    return size > BOUND ? Math.copySign(BOUND * (1 + Math.log(size / BOUND)), value) : value;
  }

  /**
   * The value that was compressed to that one; never beyond ±{@value Preprocessing#CLIP}, as
   * nothing that is compressed is.
   */
  static double inverse(double compressed) {
    double size = Math.abs(compressed);
    double wild = Math.min(Preprocessing.CLIP, BOUND * Math.exp(size / BOUND - 1));
    return size > BOUND ? Math.copySign(wild, compressed) : compressed;
  }
}
