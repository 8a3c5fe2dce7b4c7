package io.stillwater.model.graph;

import io.stillwater.onnx.Dim;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Places;
import io.stillwater.onnx.Spatial;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.surface.CellFeatures;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One direction of an image in a graph, down or across: where its cells lie on planes that are some
 * times as coarse, and what lies beyond their ends, the mirror image.
 */
final class CellAxis {
  private static final int CELL = CellFeatures.CELL;

  private final Graph graph;
  private final int axis;
  private final String name;
  private final Tensor begins; // INT64 (cells)
  private final Tensor last; // INT64 (1), cells less 1
  private int names;

  /**
   * @param image (1, 1, height, width)
   * @param axis 2 for down, 3 for across
   * @param cells what the axis is called once it has cells
   */
  CellAxis(Tensor image, int axis, Dim cells) {
    this.graph = image.graph();
    this.axis = axis;
    this.name = cells.open();
    Tensor pixels = Places.size(image, axis);
    Tensor count = pixels.add(graph.integers(CELL - 1)).divide(graph.integers(CELL));
    this.last = count.subtract(graph.integers(1));
    this.begins =
        Places.range(graph.integers(0), count, cells)
            .multiply(graph.integers(CELL))
            .min(pixels.subtract(graph.integers(CELL)))
            .max(graph.integers(0));
  }

  /** With so many more places at both ends. */
  Tensor framed(Tensor plane, int radius) {
    Tensor size = Places.size(plane, axis);
    Tensor before = graph.integers(LongStream.range(-radius, 0).toArray());
    Tensor after = size.add(graph.integers(LongStream.range(0, radius).toArray()));
    return joined(plane, Places.mirrored(before, size), Places.mirrored(after, size));
  }

  private Tensor joined(Tensor plane, Tensor before, Tensor after) {
    return Spatial.concat(
        axis, fresh(), List.of(plane.gather(axis, before), plane, plane.gather(axis, after)));
  }

  /** The values at the middles of the cells. */
  Tensor middles(Tensor plane, int factor) {
    return plane.gather(axis, middle(plane, factor));
  }

  private Tensor middle(Tensor plane, int factor) {
    return begins.add(graph.integers(CELL / 2)).divide(graph.integers(factor)).min(end(plane));
  }

  private Tensor end(Tensor plane) {
    return Places.size(plane, axis).subtract(graph.integers(1));
  }

  /** The largest of each cell, along this direction only. */
  Tensor largest(Tensor plane, int factor) {
    int step = CELL / factor;
    Tensor places =
        Places.sums(
                begins.divide(graph.integers(factor)),
                graph.integers(LongStream.range(0, step).toArray()),
                fresh())
            .min(end(plane));
    Tensor cells = plane.gather(axis, places);
    Dim dim = begins.shape().dim(0);
    return axis == 2
        ? Spatial.maxOfBlocks(cells, step, 1, dim, cells.shape().dim(3))
        : Spatial.maxOfBlocks(cells, 1, step, cells.shape().dim(2), dim);
  }

  /** The plane filtered along this direction, everywhere, or at every so many places. */
  Tensor filtered(Tensor plane, float[] kernel, int stride) {
    Dim whole = plane.shape().dim(axis);
    Dim dim = stride == 1 ? whole : Dim.open(whole.open() + "_" + stride);
    return filtered(framed(plane, kernel.length / 2), kernel, stride, dim);
  }

  private Tensor filtered(Tensor framed, float[] kernel, int stride, Dim dim) {
    int size = kernel.length;
    return axis == 2
        ? Spatial.conv(
            framed,
            graph.constant(kernel, 1, 1, size, 1),
            new long[] {stride, 1},
            dim,
            framed.shape().dim(3))
        : Spatial.conv(
            framed,
            graph.constant(kernel, 1, 1, 1, size),
            new long[] {1, stride},
            framed.shape().dim(2),
            dim);
  }

  /**
   * The plane filtered at the middles of the cells. All but the last lie as many places from each
   * other; behind the plane, the surroundings of the last one follow, at such a place that the same
   * filter meets them.
   *
   * @param factor at most as large as a cell
   */
  Tensor filteredAtMiddles(Tensor plane, float[] kernel, int factor) {
    int step = CELL / factor;
    int radius = kernel.length / 2;
    int before = radius - CELL / 2 / factor; // from the first middle
    Tensor size = Places.size(plane, axis);
    Tensor step1 = graph.integers(step);
    Tensor blocks = size.add(graph.integers(before + radius + step - 1L)).divide(step1);
    Tensor begun = graph.integers(LongStream.range(-before, 0).toArray());
    Tensor gap =
        Places.range(size, blocks.multiply(step1).subtract(graph.integers(before)), fresh());
    Tensor around =
        middle(plane, factor)
            .gather(0, last)
            .add(graph.integers(LongStream.rangeClosed(-radius, radius).toArray()));
    Tensor behind = Spatial.concat(0, fresh(), List.of(gap, around));
    Tensor framed = joined(plane, Places.mirrored(begun, size), Places.mirrored(behind, size));
    Tensor all = filtered(framed, kernel, step, fresh());
    Tensor regular = Places.range(graph.integers(0), last, fresh());
    return all.gather(axis, Spatial.concat(0, begins.shape().dim(0), List.of(regular, blocks)));
  }

  private Dim fresh() {
    return Dim.open(name + "_" + names++);
  }
}
