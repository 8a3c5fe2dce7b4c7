package io.stillwater.onnx;

import java.util.List;
import java.util.Map;

/** Whole numbers that a graph finds when it runs: sizes of open axes, and places on them. */
public final class Places {
  private Places() {}

  /** How many elements an axis has: INT64 (1). */
  public static Tensor size(Tensor of, int axis) {
    Graph graph = of.graph();
    Shape rank = Shape.of(of.shape().rank());
    Tensor sizes = graph.node("Shape", ElementType.INT64, rank, Map.of(), of);
    return sizes.slice(0, axis, axis + 1L);
  }

  /**
   * From one number up to but not including another, perhaps none.
   *
   * @param from INT64 (1)
   * @param to INT64 (1)
   * @param dim what the axis is called
   */
  public static Tensor range(Tensor from, Tensor to, Dim dim) {
    Graph graph = from.graph();
    Shape shape = new Shape(List.of(dim));
    return graph.node(
        "Range", from.type(), shape, Map.of(), scalar(from), scalar(to), graph.integer(1));
  }

  private static Tensor scalar(Tensor one) {
    return one.graph().node("Squeeze", one.type(), Shape.of(), Map.of(), one);
  }

  /**
   * The places that lie there when a line is continued by its mirror image, its ends repeated,
   * again and again.
   *
   * @param places INT64, any
   * @param length INT64 (1) of the line
   */
  public static Tensor mirrored(Tensor places, Tensor length) {
    Graph graph = places.graph();
    Tensor twice = length.add(length);
    Tensor within = graph.node("Mod", places.type(), places.shape(), Map.of(), places, twice);
    return within.min(twice.subtract(graph.integers(1)).subtract(within));
  }

  /** All sums of a number of one list and a number of the other, in the order of the first. */
  public static Tensor sums(Tensor first, Tensor second, Dim dim) {
    Graph graph = first.graph();
    Shape column = new Shape(List.of(first.shape().dim(0), Dim.of(1)));
    Tensor down = graph.node("Unsqueeze", first.type(), column, Map.of(), first, graph.integers(1));
    Tensor table = down.add(second);
    return graph.node(
        "Reshape", first.type(), new Shape(List.of(dim)), Map.of(), table, graph.integers(-1));
  }
}
