package io.stillwater.window.tile;

/**
 * Planes of one size brought to another: bilinear between the middles of places where they grow;
 * where they shrink, means weighted by a triangle as wide as two of the new places, so that nothing
 * between them is lost. Immutable.
 *
 * <pre>
 * 0 4 to four places   0 1 3 4
 * 0 4 8 to one place   4
 * </pre>
 */
public final class Resizing {
  private final Axis down;
  private final Axis across;
  private final int height;
  private final int width;

  /**
   * @param height of what is given, and its width
   * @param rows of what is wanted, and its columns
   */
  public Resizing(int height, int width, int rows, int columns) {
    if (height < 1 || width < 1 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "sizes must be at least 1: were %d x %d to %d x %d"
              .formatted(height, width, rows, columns));
    }
    this.height = height;
    this.width = width;
    this.down = Axis.of(height, rows);
    this.across = Axis.of(width, columns);
  }

  /** A plane of that size. */
  public static Plane of(Plane plane, int rows, int columns) {
    if (plane.height() == rows && plane.width() == columns) {
      return plane;
    }
    Resizing resizing = new Resizing(plane.height(), plane.width(), rows, columns);
    float[] out = new float[rows * columns];
    resizing.apply(plane.values(), 0, out, 0);
    return new Plane(rows, columns, out);
  }

  /**
   * One plane.
   *
   * @param from (height, width) from there on
   * @param to (rows, columns) from there on
   */
  public void apply(float[] from, int offset, float[] to, int at) {
    int columns = across.first.length;
    float[] narrow = new float[height * columns];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < columns; x++) {
        float sum = 0;
        int first = offset + y * width + across.first[x];
        float[] weights = across.weights[x];
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * from[first + i];
        }
        narrow[y * columns + x] = sum;
      }
    }
    for (int y = 0; y < down.first.length; y++) {
      float[] weights = down.weights[y];
      for (int x = 0; x < columns; x++) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * narrow[(down.first[y] + i) * columns + x];
        }
        to[at + y * columns + x] = sum;
      }
    }
  }

  /**
   * One direction.
   *
   * @param first (to) the first place that counts
   * @param weights (to)(places from there on), whose sum is 1
   */
  private record Axis(int[] first, float[][] weights) {
    static Axis of(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(1, scale);
      int[] first = new int[to];
      float[][] weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double middle = (i + 0.5) * scale - 0.5;
        int low = (int) Math.max(0, Math.ceil(middle - reach + 1e-9));
        int high = (int) Math.min(from - 1, Math.floor(middle + reach - 1e-9));
        high = Math.max(low, high);
        double[] raw = new double[high - low + 1];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
          raw[j] = Math.max(1e-9, 1 - Math.abs(low + j - middle) / reach);
          sum += raw[j];
        }
        first[i] = low;
        weights[i] = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
          weights[i][j] = (float) (raw[j] / sum);
        }
      }
      return new Axis(first, weights);
    }
  }
}
