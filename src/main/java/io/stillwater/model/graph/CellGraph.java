package io.stillwater.model.graph;

import io.stillwater.onnx.Dim;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Spatial;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.surface.Blur;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.FilterBank;
import java.util.ArrayList;
import java.util.List;

/**
 * From pixels to what each cell of an image looks like, for itself. Input {@value #IMAGE} (1, 1,
 * height, width) from 0 to 1; outputs {@value #CELLS} (1, filters, the lowest and highest of each
 * band, the light, rows, columns) and {@value #MOMENTS} (1, 2, rows of all bands, 1): the mean of
 * each row of each band and the sum of the squares of what differs from it, since bands are told in
 * deviations of the whole image.
 *
 * <p>What a cell is does not depend on what lies {@value #REACH} pixels from it or farther, so that
 * large images can be taken in strips whose ends are multiples of {@value #GRID}.
 */
public final class CellGraph {
  public static final String IMAGE = "image";
  public static final String CELLS = "cells";
  public static final String MOMENTS = "moments";

  /** Pixels of the coarsest plane. */
  public static final int GRID = 16;

  /** Pixels around a cell on which it depends, rounded up to the grid. */
  public static final int REACH = 160;

  private final Graph graph = new Graph("cells");
  private final List<Tensor> cells = new ArrayList<>();
  private final List<Tensor> moments = new ArrayList<>();
  private final Tensor image;
  private final CellAxis down;
  private final CellAxis across;

  private CellGraph() {
    image =
        graph.input(
            IMAGE, ElementType.FLOAT, Spatial.planes(1, Dim.open("height"), Dim.open("width")));
    down = new CellAxis(image, 2, Dim.open("rows"));
    across = new CellAxis(image, 3, Dim.open("columns"));
  }

  /** The file. */
  public static byte[] of(FilterBank bank) {
    CellGraph of = new CellGraph();
    Tensor light = of.image.multiply(of.number(255)).add(of.number(8)).log();
    of.responses(bank, light);
    of.bands(light);
    of.graph.output(CELLS, Tensor.concat(1, of.cells));
    of.graph.output(MOMENTS, Spatial.concat(2, Dim.open("moments_all"), of.moments));
    return of.graph.toBytes();
  }

  private void responses(FilterBank bank, Tensor light) {
    Tensor at = light;
    for (int l = 0; l < FilterBank.LEVELS; l++) {
      at = halved(at);
      int factor = 2 << l;
      float[] kernel = Blur.kernel(Math.max(0.8, CellFeatures.CELL / 2.0 / factor));
      Tensor framed = across.framed(down.framed(at, FilterBank.SIZE / 2), FilterBank.SIZE / 2);
      Tensor filters =
          graph.constant(
              flat(bank.weights()[l]),
              bank.weights()[l].length,
              1,
              FilterBank.SIZE,
              FilterBank.SIZE);
      Tensor each =
          Spatial.conv(framed, filters, new long[] {1, 1}, at.shape().dim(2), at.shape().dim(3));
      Tensor planes = Spatial.exchanged(Spatial.magnitude(each));
      Tensor rows = down.filteredAtMiddles(planes, kernel, factor);
      Tensor there = across.filteredAtMiddles(rows, kernel, factor);
      cells.add(Spatial.exchanged(there).add(number(0.05)).log());
    }
  }

  private void bands(Tensor light) {
    Tensor whole = light;
    Tensor fine = light; // less all that is smaller than the band before
    int factor = 1;
    for (int b = 0; b < CellFeatures.BANDS; b++) {
      if (b >= 2) {
        whole = halved(whole);
        fine = halved(fine);
        factor *= 2;
      }
      float[] kernel = Blur.kernel(b == 0 ? 1 : 2);
      Tensor coarse = down.filtered(across.filtered(whole, kernel, 1), kernel, 1);
      Tensor band = fine.subtract(coarse);
      Tensor mean = band.meanKept(3);
      Tensor squares = Spatial.sumOfRows(band.subtract(mean).square());
      moments.add(Tensor.concat(1, List.of(mean, squares)));
      Tensor both = Tensor.concat(1, List.of(band.negate(), band));
      Tensor most =
          factor > CellFeatures.CELL
              ? across.middles(down.middles(both, factor), factor)
              : across.largest(down.largest(both, factor), factor);
      cells.add(most.multiply(graph.constant(new float[] {-1, 1}, 1, 2, 1, 1)));
      fine = coarse;
    }
    cells.add(across.middles(down.middles(fine, factor), factor));
  }

  private Tensor halved(Tensor plane) {
    float[] kernel = Blur.kernel(0.8);
    return across.filtered(down.filtered(plane, kernel, 2), kernel, 2);
  }

  private Tensor number(double value) {
    return graph.scalar(ElementType.FLOAT, value);
  }

  private static float[] flat(float[][] rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return out;
  }
}
