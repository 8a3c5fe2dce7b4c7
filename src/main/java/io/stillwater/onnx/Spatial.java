package io.stillwater.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operations on planes: tensors (N, C, H, W) whose height and width may be open. Where one changes
 * an open axis, the caller says what it is called from there on.
 */
public final class Spatial {
  static final int HEIGHT = 2;
  static final int WIDTH = 3;

  private Spatial() {}

  /** Planes (1, channels, height, width). */
  public static Shape planes(long channels, Dim height, Dim width) {
    return Shape.of(1, channels, 1, 1).with(HEIGHT, height).with(WIDTH, width);
  }

  /**
   * The correlation with kernels, without margins: of n places, a kernel of k at every s-th gives
   * (n - k) / s + 1.
   *
   * @param x (N, C, H, W)
   * @param kernels (out, C, kh, kw)
   * @param strides down and across
   * @param height what that axis is called then
   * @param width what that axis is called then
   */
  public static Tensor conv(Tensor x, Tensor kernels, long[] strides, Dim height, Dim width) {
    Shape.require(
        x.shape().rank() == 4
            && kernels.shape().rank() == 4
            && x.shape().dim(1).equals(kernels.shape().dim(1)),
        "cannot filter " + x + " by " + kernels + ": expected (N, C, H, W) by (out, C, kh, kw)");
    Shape shape = resized(x.shape().with(1, kernels.shape().dim(0)), height, width);
    Map<String, Object> attributes = Map.of("strides", strides.clone());
    return x.graph().node("Conv", x.type(), shape, attributes, x, kernels);
  }

  /** The largest of each block of so many rows and columns; what is left over counts nowhere. */
  public static Tensor maxOfBlocks(Tensor x, long rows, long columns, Dim height, Dim width) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("kernel_shape", new long[] {rows, columns});
    attributes.put("strides", new long[] {rows, columns});
    Shape shape = resized(x.shape(), height, width);
    return x.graph().node("MaxPool", x.type(), shape, attributes, x);
  }

  /**
   * The mean over a rectangle around each place, cut off at the borders. Sizes are odd.
   *
   * @param rows of the rectangle
   * @param columns of the rectangle
   */
  public static Tensor meanAround(Tensor x, long rows, long columns) {
    Shape.require(
        rows % 2 == 1 && columns % 2 == 1,
        "a rectangle with a middle has odd sides: were " + rows + " and " + columns);
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("count_include_pad", 0L);
    attributes.put("kernel_shape", new long[] {rows, columns});
    attributes.put("pads", new long[] {rows / 2, columns / 2, rows / 2, columns / 2});
    return x.graph().node("AveragePool", x.type(), x.shape(), attributes, x);
  }

  /** Planes behind each other along an axis that is called so then. */
  public static Tensor concat(int axis, Dim dim, List<Tensor> parts) {
    Tensor first = parts.get(0);
    Map<String, Object> attributes = Map.of("axis", (long) axis);
    Shape shape = first.shape().with(axis, dim);
    return first
        .graph()
        .node("Concat", first.type(), shape, attributes, parts.toArray(new Tensor[0]));
  }

  /** From (1, C, H, W) to (C, 1, H, W), or back. */
  public static Tensor exchanged(Tensor x) {
    Shape from = x.shape();
    Shape shape = from.with(0, from.dim(1)).with(1, from.dim(0));
    Shape.require(
        from.dim(0).isOne() || from.dim(1).isOne(), "one axis of two must be 1: were " + from);
    // Zeros keep the axes that are there.
    Tensor sizes = x.graph().integers(shape.dim(0).size(), shape.dim(1).size(), 0, 0);
    return x.graph().node("Reshape", x.type(), shape, Map.of(), x, sizes);
  }

  /** The sum of each row: (N, C, H, 1). */
  public static Tensor sumOfRows(Tensor x) {
    Map<String, Object> kept = Map.of("keepdims", 1L);
    Shape shape = x.shape().with(WIDTH, Dim.of(1));
    return x.graph().node("ReduceSum", x.type(), shape, kept, x, x.graph().integers(WIDTH));
  }

  /** max(0, x). */
  public static Tensor rectified(Tensor x) {
    return x.graph().node("Relu", x.type(), x.shape(), Map.of(), x);
  }

  /** |x|. */
  public static Tensor magnitude(Tensor x) {
    return x.graph().node("Abs", x.type(), x.shape(), Map.of(), x);
  }

  private static Shape resized(Shape shape, Dim height, Dim width) {
    return shape.with(HEIGHT, height).with(WIDTH, width);
  }
}
