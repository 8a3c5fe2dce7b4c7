package io.stillwater.train;

/** Which windows share readings with others, or touch them. */
final class Overlap {
  private final boolean[] near;

  private Overlap(int size) {
    this.near = new boolean[size];
  }

  /**
   * Marks the windows, marked ones included, that end near a marked one of their key.
   *
   * @param reach how many readings before or after counts as near; 0 for none but themselves
   * @param marked (windows)
   */
  static boolean[] with(Samples samples, int reach, boolean[] marked) {
    Overlap overlap = new Overlap(marked.length);
    int last = -1;
    for (int i = 0; i < marked.length; i++) {
      last = marked[i] ? i : last;
      overlap.mark(samples, i, last, reach);
    }
    last = -1;
    for (int i = marked.length - 1; i >= 0; i--) {
      last = marked[i] ? i : last;
      overlap.mark(samples, i, last, reach);
    }
    return overlap.near;
  }

  private void mark(Samples samples, int i, int other, int reach) {
    if (other >= 0 && samples.keys()[i] == samples.keys()[other]) {
      near[i] |= Math.abs(samples.ends()[i] - samples.ends()[other]) <= reach;
    }
  }
}
