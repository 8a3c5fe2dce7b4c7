package io.stillwater.train.data;

/** Which windows share readings with others, or touch them. */
public final class Overlap {
  private final Samples samples;
  private final int reach;
  private final boolean[] marked;
  private final boolean[] near;
  private int key = -1; // of the marked window that was met last; -1 before the first
  private long end; // of the same

  private Overlap(Samples samples, int reach, boolean[] marked) {
    this.samples = samples;
    this.reach = reach;
    this.marked = marked;
    this.near = new boolean[marked.length];
  }

  /**
   * Marks the windows, marked ones included, that end near a marked one of their key.
   *
   * @param reach how many readings before or after counts as near; 0 for none but themselves
   * @param marked (windows)
   */
  public static boolean[] with(Samples samples, int reach, boolean[] marked) {
    Overlap overlap = new Overlap(samples, reach, marked);
    for (int i = 0; i < marked.length; i++) {
      overlap.mark(i);
    }
    overlap.key = -1;
    for (int i = marked.length - 1; i >= 0; i--) {
      overlap.mark(i);
    }
    return overlap.near;
  }

  private void mark(int i) {
    if (marked[i]) {
      key = samples.key(i);
      end = samples.end(i);
      near[i] = true;
    } else if (samples.key(i) == key) {
      near[i] |= Math.abs(samples.end(i) - end) <= reach;
    }
  }
}
