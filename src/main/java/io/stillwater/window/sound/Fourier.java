package io.stillwater.window.sound;

/**
 * The discrete Fourier transform of a power of two of values, X_k = Σ x_n exp(-2πi kn/N), by Cooley
 * and Tukey (1965), in place. Thread-safe.
 */
final class Fourier {
  private final int length;

  /** exp(-2πi k/N) for k below N/2. */
  private final double[] cosines;

  private final double[] sines;

  Fourier(int length) {
    if (length < 1 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("expected a power of two: was " + length);
    }
    this.length = length;
    this.cosines = new double[length / 2];
    this.sines = new double[length / 2];
    for (int k = 0; k < length / 2; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / length);
      sines[k] = -Math.sin(2 * Math.PI * k / length);
    }
  }

  int length() {
    return length;
  }

  /**
   * Transforms in place.
   *
   * @param re (length) real parts
   * @param im (length) imaginary parts
   */
  void transform(double[] re, double[] im) {
    reorder(re, im);
    for (int half = 1; half < length; half *= 2) {
      int step = length / (2 * half);
      for (int start = 0; start < length; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cosines[k * step];
          double s = sines[k * step];
          double re1 = re[b] * c - im[b] * s;
          double im1 = re[b] * s + im[b] * c;
          re[b] = re[a] - re1;
          im[b] = im[a] - im1;
          re[a] += re1;
          im[a] += im1;
        }
      }
    }
  }

  /** Each value goes to the place whose bits are its own, reversed. */
  private void reorder(double[] re, double[] im) {
    for (int i = 1, j = 0; i < length; i++) {
      int bit = length >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
