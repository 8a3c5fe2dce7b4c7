package io.stillwater.detect.picture;

/** How many places of a rectangle are marked, by sums over all that is above and to the left. */
final class Counts {
  private final int height;
  private final int width;
  private final int[] sums; // (height + 1, width + 1)

  Counts(boolean[] marks, int height, int width) {
    this.height = height;
    this.width = width;
    this.sums = new int[(height + 1) * (width + 1)];
    for (int y = 0; y < height; y++) {
      int row = 0;
      for (int x = 0; x < width; x++) {
        row += marks[y * width + x] ? 1 : 0;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
  }

  /** In the part of the rectangle that lies inside. */
  int of(int top, int left, int rows, int columns) {
    int bottom = Math.min(height, top + rows) * (width + 1);
    int right = Math.min(width, left + columns);
    int above = top * (width + 1);
    return sums[bottom + right] - sums[bottom + left] - sums[above + right] + sums[above + left];
  }
}
