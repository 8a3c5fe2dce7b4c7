package io.stillwater.evaluate.metric;

import java.util.Arrays;

/**
 * The connected parts of a mask: marked places that touch, by a side or a corner, are one part.
 *
 * <pre>
 * mask      parts     sizes
 * # # . .   0 0 . .   3 2
 * . . # .   . . 0 .
 * . . . .   . . . .
 * # # . .   1 1 . .
 * </pre>
 *
 * @param part (rows, columns) the number of the part that a place is of; −1 where it is not marked
 * @param sizes (parts) how many places each has
 */
record Components(int[] part, int[] sizes) {
  private static final int NONE = -1;

  /**
   * Finds them.
   *
   * @param mask (rows, columns)
   */
  static Components of(boolean[] mask, int columns) {
    int[] part = new int[mask.length];
    Arrays.fill(part, NONE);
    int[] waiting = new int[mask.length];
    int[] sizes = new int[4];
    int parts = 0;
    for (int first = 0; first < mask.length; first++) {
      if (mask[first] && part[first] == NONE) {
        if (parts == sizes.length) {
          sizes = Arrays.copyOf(sizes, 2 * parts);
        }
        sizes[parts] = fill(mask, columns, first, parts, part, waiting);
        parts++;
      }
    }
    return new Components(part, Arrays.copyOf(sizes, parts));
  }

  /** Marks all that is connected with a place, and says how much that is. */
  private static int fill(
      boolean[] mask, int columns, int first, int number, int[] part, int[] waiting) {
    int rows = mask.length / columns;
    int end = 0;
    waiting[end++] = first;
    part[first] = number;
    for (int next = 0; next < end; next++) {
      int y = waiting[next] / columns;
      int x = waiting[next] % columns;
      for (int row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
        for (int column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
          int at = row * columns + column;
          if (mask[at] && part[at] == NONE) {
            part[at] = number;
            waiting[end++] = at;
          }
        }
      }
    }
    return end;
  }
}
