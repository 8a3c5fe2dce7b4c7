package io.stillwater.evaluate;

/** Sums over long rows: four at a time, which one processor core adds side by side. */
final class Floats {
  private Floats() {}

  /** Σ a·b. */
  static double product(float[] a, float[] b) {
    double sum = 0;
    for (int from = 0; from < a.length; from += 4096) {
      int to = Math.min(a.length, from + 4096);
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      int i = from;
      for (; i + 3 < to; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
      }
      for (; i < to; i++) {
        s0 += a[i] * b[i];
      }
      sum += (double) s0 + s1 + s2 + s3;
    }
    return sum;
  }

  /** Σ (a − b)², between two places. */
  static double distance(float[] a, float[] b, int from, int to) {
    float s0 = 0;
    float s1 = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      float d0 = a[i] - b[i];
      float d1 = a[i + 1] - b[i + 1];
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    if (i < to) {
      s0 += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return (double) s0 + s1;
  }

  /** to += factor · from. */
  static void add(double factor, float[] from, float[] to) {
    float f = (float) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] += f * from[i];
    }
  }
}
