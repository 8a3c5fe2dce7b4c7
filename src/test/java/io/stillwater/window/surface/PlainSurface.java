package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/** What the graphs of the image model compute, by loops: what they are held against. */
public final class PlainSurface {
  private PlainSurface() {}

  /** (cells)(vector) of an image from 0 to 1. */
  public static Cells vectors(FilterBank bank, Mount mount, Plane image) {
    CellStrips strips = strips(bank, mount, image);
    float[][] lines = strips.lines(0, strips.rows());
    int size = lines.length;
    float[] out = new float[lines[0].length * size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < lines[i].length; c++) {
        out[c * size + i] = lines[i][c];
      }
    }
    return new Cells(strips.rows(), strips.columns(), size, out);
  }

  static CellStrips strips(FilterBank bank, Mount mount, Plane image) {
    if (mount != null) {
      mount.require(image);
    }
    return new CellStrips(image, CellPlanes.of(bank, image), mount);
  }

  /** (rows of cells, columns of cells) log(1 + exp(logit - middle)). */
  public static Plane unlikeness(Surface surface, Mount mount, Plane image) {
    CellStrips strips = strips(surface.bank(), mount, image);
    float[] out = new float[strips.rows() * strips.columns()];
    for (int from = 0; from < strips.rows(); from += strips.height()) {
      int to = Math.min(strips.rows(), from + strips.height());
      double[] logits = logits(surface, strips.lines(from, to));
      for (int i = 0; i < logits.length; i++) {
        double z = logits[i] - surface.middle();
        out[from * strips.columns() + i] =
            (float) (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
      }
    }
    return new Plane(strips.rows(), strips.columns(), out);
  }

  /**
   * The mean logit of every cell.
   *
   * @param lines (vector)(cells)
   */
  public static double[] logits(Surface surface, float[][] lines) {
    double[] sums = new double[lines[0].length];
    for (CellNet net : surface.nets()) {
      new CellNetPass(net).add(lines, sums);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= surface.nets().size();
    }
    return sums;
  }

  /** The mean logit of one cell. */
  public static double logit(Surface surface, Cells cells, int cell) {
    double sum = 0;
    for (CellNet net : surface.nets()) {
      sum += logit(net, cells.values(), cell * cells.size());
    }
    return sum / surface.nets().size();
  }

  /** Above 0 where the cell looks like a defect. */
  public static double logit(CellNet net, float[] vectors, int offset) {
    float[] x = new float[net.inputs().length];
    net.read(vectors, offset, x, 0);
    float[] hidden = layer(x, net.first(), net.second().length / (net.last().length - 1) - 1);
    float[] deeper = layer(hidden, net.second(), net.last().length - 1);
    double logit = net.last()[net.last().length - 1];
    for (int i = 0; i < deeper.length; i++) {
      logit += deeper[i] * net.last()[i];
    }
    return logit;
  }

  /** A plane with the margin that filters need: its mirror image. */
  static Plane padded(Plane plane) {
    int height = plane.height() + FilterBank.SIZE - 1;
    int width = plane.width() + FilterBank.SIZE - 1;
    float[] out = new float[height * width];
    for (int y = 0; y < height; y++) {
      int row = Blur.mirrored(y - FilterBank.SIZE / 2, plane.height());
      for (int x = 0; x < width; x++) {
        out[y * width + x] = plane.at(row, Blur.mirrored(x - FilterBank.SIZE / 2, plane.width()));
      }
    }
    return new Plane(height, width, out);
  }

  /**
   * The magnitude of one filter's response, everywhere.
   *
   * @param padded see {@link #padded}
   */
  static Plane response(FilterBank bank, Plane padded, int level, int filter) {
    int height = padded.height() - FilterBank.SIZE + 1;
    int width = padded.width() - FilterBank.SIZE + 1;
    float[] out = new float[height * width];
    float[] line = new float[width];
    float[][] shifted =
        new float[FilterBank.SIZE * FilterBank.SIZE]
            [width]; // of the newest rows, each FilterBank.SIZE times
    float[][] inOrder = new float[FilterBank.SIZE * FilterBank.SIZE][];
    for (int y = -FilterBank.SIZE + 1; y < height; y++) {
      int newest = y + FilterBank.SIZE - 1;
      for (int j = 0; j < FilterBank.SIZE; j++) {
        float[] to = shifted[newest % FilterBank.SIZE * FilterBank.SIZE + j];
        System.arraycopy(padded.values(), newest * padded.width() + j, to, 0, width);
      }
      if (y >= 0) {
        for (int k = 0; k < inOrder.length; k++) {
          inOrder[k] =
              shifted[
                  (y + k / FilterBank.SIZE) % FilterBank.SIZE * FilterBank.SIZE
                      + k % FilterBank.SIZE];
        }
        Arrays.fill(line, 0);
        Lines.add(inOrder, bank.weights()[level][filter], line);
        for (int x = 0; x < width; x++) {
          out[y * width + x] = Math.abs(line[x]);
        }
      }
    }
    return new Plane(height, width, out);
  }

  private static float[] layer(float[] x, float[] weights, int size) {
    float[] out = new float[size];
    System.arraycopy(weights, x.length * size, out, 0, size);
    for (int i = 0; i < x.length; i++) {
      float value = x[i];
      for (int j = 0; j < size; j++) {
        out[j] += value * weights[i * size + j];
      }
    }
    for (int j = 0; j < size; j++) {
      out[j] = Math.max(0, out[j]);
    }
    return out;
  }
}
