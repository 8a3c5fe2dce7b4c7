package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors of an image's cells, some rows at a time: five or six numbers come of every feature,
 * which for the largest images would be half a gigabyte at once.
 */
final class CellStrips {
  private static final List<Integer> AROUND = CellFeatures.AROUND;
  private static final int BORDERS = CellFeatures.BORDERS;
  private static final float REACH = 64;

  /** Rows beside a strip that its surroundings reach. */
  private static final int HALO = 7;

  /** Cells of a strip, about. */
  private static final int STRIP = 8192;

  private final Plane image;
  private final Mount mount; // null for none
  private final float[][] planes; // (features)(cells)
  private final float[] medians; // (features)
  private final int rows;
  private final int columns;

  CellStrips(Plane image, float[][] planes, Mount mount) {
    this.image = image;
    this.mount = mount;
    this.planes = planes;
    this.rows = CellFeatures.cells(image.height());
    this.columns = CellFeatures.cells(image.width());
    this.medians = new float[planes.length];
    for (int f = 0; f < planes.length; f++) {
      medians[f] = Median.of(planes[f]);
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Rows to take at a time. */
  int height() {
    return Math.max(2 * HALO, STRIP / columns);
  }

  /** (vector)(cells of those rows): all cells' first numbers, then all second ones, and so on. */
  float[][] lines(int from, int to) {
    int features = planes.length;
    int blocks = 2 + AROUND.size() + (mount == null ? 0 : 1);
    float[][] lines = new float[blocks * features + BORDERS][];
    int top = Math.max(0, from - HALO);
    int bottom = Math.min(rows, to + HALO);
    for (int f = 0; f < features; f++) {
      lines[f] = Arrays.copyOfRange(planes[f], from * columns, to * columns);
      float[] wide =
          less(Arrays.copyOfRange(planes[f], top * columns, bottom * columns), medians[f]);
      float[] relative = Arrays.copyOfRange(wide, (from - top) * columns, (to - top) * columns);
      lines[features + f] = relative;
      for (int a = 0; a < AROUND.size(); a++) {
        float[] mean = Surroundings.mean(wide, bottom - top, columns, AROUND.get(a));
        lines[(2 + a) * features + f] = less(relative, mean, (from - top) * columns);
      }
      if (mount != null) {
        lines[(blocks - 1) * features + f] = away(f, relative, from * columns);
      }
    }
    borders(from, to, lines);
    return lines;
  }

  private void borders(int from, int to, float[][] lines) {
    int first = lines.length - BORDERS;
    for (int b = 0; b < BORDERS; b++) {
      lines[first + b] = new float[(to - from) * columns];
    }
    for (int i = 0; i < (to - from) * columns; i++) {
      int y = CellFeatures.middle(from + i / columns, image.height());
      int x = CellFeatures.middle(i % columns, image.width());
      lines[first][i] = near(y);
      lines[first + 1][i] = near(image.height() - y);
      lines[first + 2][i] = near(x);
      lines[first + 3][i] = near(image.width() - x);
    }
  }

  /** How far each cell is from what is usual there, in deviations. */
  private float[] away(int feature, float[] values, int first) {
    FloatBuffer means = mount.means(first, values.length);
    FloatBuffer deviations = mount.deviations(first, values.length);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      int at = feature * out.length + i;
      out[i] = (values[i] - means.get(at)) / deviations.get(at);
    }
    return out;
  }

  private static float near(int pixels) {
    return Math.max(0, Math.min(pixels, REACH)) / REACH;
  }

  static float[] less(float[] values, float level) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i] - level;
    }
    return out;
  }

  private static float[] less(float[] values, float[] levels, int first) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i] - levels[first + i];
    }
    return out;
  }
}
