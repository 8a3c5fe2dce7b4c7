package io.stillwater.window.sound;

import io.stillwater.event.Waveform;

/**
 * Brings sounds from one rate to another: what they would have been, had they been recorded at that
 * rate by a recorder that hears up to {@code high}.
 *
 * <p>A sample at time t is Σ x_n h(t − n/from) with h(t) = c·sinc(2 f t)·w(t), f half the lower of
 * the two rates and w the window of Kaiser (1974, "Nonrecursive digital filter design using the
 * I0-sinh window function"): β and length for {@value #ATTENUATION} dB from the end of the band
 * that is wanted, {@code high}, to where its mirror image begins, the lower rate less {@code high}.
 * So nothing below {@code high} is changed or folded into by more than that. Silence is before and
 * after a sound.
 *
 * <pre>
 * from      to        high     taps a sample
 * 44,100    16,000    7,800    708
 * 4,000     2,000     975      514
 * 16,000    15,900    7,750    258
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Resampler {
  private static final double ATTENUATION = 100;
  private static final double BETA = 0.1102 * (ATTENUATION - 8.7);

  /** Of the lower rate: no filter is steeper. */
  private static final double STEEPEST = 0.005;

  /** Rows of the table at most, if there is not a row for each phase; and values in it. */
  private static final int ROWS = 640;

  private static final int BETWEEN = 512;
  private static final int VALUES = 1 << 21;

  private final int from;
  private final int to;
  private final int taps; // to either side
  private final int rows;
  private final float[][] table; // (rows + 1, 2 taps): phase r / rows of a sample

  /**
   * @param from samples a second
   * @param to samples a second
   * @param high hertz up to which the sound is kept as it is, at most half the lower rate
   */
  public Resampler(int from, int to, double high) {
    int lower = Math.min(from, to);
    if (lower < 1 || !(high > 0) || high > lower / 2.0) {
      throw new IllegalArgumentException(
          "expected rates from 1 Hz on and an end up to half of them: were "
              + (from + " and " + to + " Hz, and " + high + " Hz"));
    }
    this.from = from;
    this.to = to;
    double width = Math.max(STEEPEST * lower, lower - 2 * high);
    double half = (ATTENUATION - 7.95) / (14.36 * width) / 2; // in seconds
    this.taps = (int) Math.max(1, Math.ceil(half * from));
    int phases = to / gcd(from, to);
    this.rows =
        phases <= ROWS && phases * 2L * taps <= VALUES
            ? phases
            : Math.max(1, Math.min(BETWEEN, VALUES / (2 * taps)));
    this.table = new float[rows + 1][2 * taps];
    for (int r = 0; r <= rows; r++) {
      fill(table[r], (double) r / rows, lower, half);
    }
  }

  private void fill(float[] row, double phase, int lower, double half) {
    double[] weights = new double[row.length];
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      double t = (phase + taps - 1 - i) / from;
      double x = t / half;
      double angle = Math.PI * lower * t;
      double sinc = Math.abs(angle) < 1e-12 ? 1 : Math.sin(angle) / angle;
      weights[i] = x * x >= 1 ? 0 : sinc * bessel(BETA * Math.sqrt(1 - x * x));
      sum += weights[i];
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (weights[i] / sum);
    }
  }

  /** The modified Bessel function of the first kind and order 0, by its series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Weighted samples behind each new one. */
  public int taps() {
    return 2 * taps;
  }

  /** The sound at the other rate; of as many samples as begin before its end. */
  public Waveform of(Waveform sound) {
    if (sound.rate() != from) {
      throw new IllegalArgumentException("the clip has " + sound.rate() + " Hz: expected " + from);
    }
    float[] x = sound.samples();
    float[] y = new float[(int) (((long) x.length * to + from - 1) / from)];
    for (int m = 0; m < y.length; m++) {
      long at = (long) m * from;
      int whole = (int) (at / to);
      double row = (double) (at % to) * rows / to;
      int below = (int) row;
      double rest = row - below;
      double value = sum(x, whole, table[below]);
      if (rest > 1e-9) {
        value += rest * (sum(x, whole, table[below + 1]) - value);
      }
      y[m] = (float) value;
    }
    return new Waveform(y, to, sound.whole());
  }

  /** In four sums, which do not wait for each other. */
  private double sum(float[] x, int whole, float[] row) {
    int first = whole - taps + 1;
    int end = Math.min(row.length, x.length - first);
    int i = Math.max(0, -first);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; i + 3 < end; i += 4) {
      a += row[i] * x[first + i];
      b += row[i + 1] * x[first + i + 1];
      c += row[i + 2] * x[first + i + 2];
      d += row[i + 3] * x[first + i + 3];
    }
    for (; i < end; i++) {
      a += row[i] * x[first + i];
    }
    return a + b + (c + d);
  }
}
