package io.stillwater.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A value inside a {@link Graph}, known by its type and shape; every method adds one operation and
 * gives its result. Shapes that do not fit are refused at once.
 */
public final class Tensor {
  private final Graph graph;
  private final String name;
  private final ElementType type;
  private final Shape shape;

  Tensor(Graph graph, String name, ElementType type, Shape shape) {
    this.graph = graph;
    this.name = name;
    this.type = type;
    this.shape = shape;
  }

  /** The graph it belongs to. */
  public Graph graph() {
    return graph;
  }

  String name() {
    return name;
  }

  /** What its elements are. */
  public ElementType type() {
    return type;
  }

  /** Its axes. */
  public Shape shape() {
    return shape;
  }

  /** Element by element, broadcast. */
  public Tensor add(Tensor other) {
    return elementwise("Add", other);
  }

  /** Element by element, broadcast. */
  public Tensor subtract(Tensor other) {
    return elementwise("Sub", other);
  }

  /** Element by element, broadcast. */
  public Tensor multiply(Tensor other) {
    return elementwise("Mul", other);
  }

  /** Element by element, broadcast. */
  public Tensor divide(Tensor other) {
    return elementwise("Div", other);
  }

  /** The smaller of both, broadcast. */
  public Tensor min(Tensor other) {
    return elementwise("Min", other);
  }

  /** The larger of both, broadcast. */
  public Tensor max(Tensor other) {
    return elementwise("Max", other);
  }

  /** Between those bounds: what lies outside becomes the bound. */
  public Tensor clip(double low, double high) {
    Shape.require(low <= high, "the bounds must ascend: were " + low + " and " + high);
    Tensor from = graph.scalar(type, low);
    return graph.node("Clip", type, shape, Map.of(), this, from, graph.scalar(type, high));
  }

  /** x². */
  public Tensor square() {
    return multiply(this);
  }

  /** The matrix product (…, n, m) · (…, m, k) → (…, n, k); leading axes broadcast. */
  public Tensor matMul(Tensor other) {
    requireType(other);
    return graph.node("MatMul", type, shape.matMul(other.shape), Map.of(), this, other);
  }

  /** e to that power. */
  public Tensor exp() {
    return same("Exp");
  }

  /** The natural logarithm. */
  public Tensor log() {
    return same("Log");
  }

  /** The square root. */
  public Tensor sqrt() {
    return same("Sqrt");
  }

  /** 1 / (1 + e⁻ˣ). */
  public Tensor sigmoid() {
    return same("Sigmoid");
  }

  /** The hyperbolic tangent. */
  public Tensor tanh() {
    return same("Tanh");
  }

  /** x / (1 + e⁻ˣ). */
  public Tensor silu() {
    return Composed.silu(this);
  }

  /** The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016, section 2). */
  public Tensor gelu() {
    return Composed.gelu(this);
  }

  /** Mean 0 and variance 1 along the last axis; ε is added to the variance. */
  public Tensor layerNorm(double epsilon) {
    return Composed.layerNorm(this, epsilon);
  }

  /** Mean square 1 along the last axis; ε is added to the mean square. */
  public Tensor rmsNorm(double epsilon) {
    return Composed.rmsNorm(this, epsilon);
  }

  /** The sign changed. */
  public Tensor negate() {
    return same("Neg");
  }

  /** The same numbers, through which no gradient goes. */
  public Tensor detached() {
    return same("Identity");
  }

  /** The softmax along the last axis. */
  public Tensor softmax() {
    return graph.node("Softmax", type, shape, Map.of("axis", -1L), this);
  }

  /** The sum over those axes, which go. */
  public Tensor sum(int... axes) {
    return reduce("ReduceSum", false, axes);
  }

  /** The mean over those axes, which go; none may grow with the batch. */
  public Tensor mean(int... axes) {
    requireFixed(axes);
    return reduce("ReduceMean", false, axes);
  }

  /** The mean over those axes, which stay with size 1; none may grow with the batch. */
  public Tensor meanKept(int... axes) {
    requireFixed(axes);
    return reduce("ReduceMean", true, axes);
  }

  /** The largest along those axes, which stay with size 1. */
  public Tensor maxKept(int... axes) {
    return reduce("ReduceMax", true, axes);
  }

  /** The same numbers in another type. */
  public Tensor cast(ElementType to) {
    return to == type ? this : graph.node("Cast", to, shape, Map.of("to", (long) to.code()), this);
  }

  /** The same elements under other axes; a batched axis may only move its factor. */
  public Tensor reshape(Shape to) {
    Shape.require(
        to.elements() == shape.elements() && to.batched() == shape.batched() && !shape.open(),
        "cannot reshape " + shape + " to " + to);
    if (to.equals(shape)) {
      return this;
    }
    if (to.rank() == 0) {
      return sum(IntStream.range(0, shape.rank()).toArray());
    }
    long[] sizes = to.dims().stream().mapToLong(d -> d.batch() ? -1 : d.size()).toArray();
    return graph.node("Reshape", type, to, Map.of(), this, graph.integers(sizes));
  }

  /** The axes in another order. */
  public Tensor transpose(int... order) {
    long[] perm = Arrays.stream(order).asLongStream().toArray();
    return graph.node("Transpose", type, shape.transpose(order), Map.of("perm", perm), this);
  }

  /** One element of an axis, which goes. */
  public Tensor pick(int axis, long index) {
    Shape.require(
        shape.dim(axis).fixed() && index < shape.dim(axis).size(),
        "no element " + index + " on axis " + axis + " of " + shape);
    Tensor at = graph.integer(index);
    Map<String, Object> attributes = Map.of("axis", (long) axis);
    return graph.node("Gather", type, shape.reduce(false, axis), attributes, this, at);
  }

  /**
   * Elements of an axis that is not the batch, by their numbers, from 0; the axes of the numbers
   * take its place. The gradient is known along axis 0.
   *
   * <table>
   * <caption>rows of a (100, 8) table</caption>
   * <tr><th>numbers</th><th>result</th></tr>
   * <tr><td>()</td><td>(8)</td></tr>
   * <tr><td>(5)</td><td>(5, 8)</td></tr>
   * <tr><td>(B)</td><td>(B, 8)</td></tr>
   * </table>
   *
   * @param numbers INT64 or INT32; those out of range fail when the graph runs
   */
  public Tensor gather(int axis, Tensor numbers) {
    Shape.require(
        axis >= 0 && axis < shape.rank() && !shape.dim(axis).batch(),
        "no axis " + axis + " without a batch in " + shape);
    Shape.require(
        numbers.type == ElementType.INT64 || numbers.type == ElementType.INT32,
        "elements are gathered by whole numbers: were " + numbers);
    Map<String, Object> attributes = Map.of("axis", (long) axis);
    return graph.node(
        "Gather", type, shape.replace(axis, numbers.shape), attributes, this, numbers);
  }

  /** Tensors of one type behind each other along an axis; all other axes must be the same. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    Tensor first = parts.get(0);
    Shape shape = first.shape;
    for (Tensor part : parts.subList(1, parts.size())) {
      first.requireType(part);
      shape = shape.concat(axis, part.shape);
    }
    Map<String, Object> attributes = Map.of("axis", (long) axis);
    return first.graph.node("Concat", first.type, shape, attributes, parts.toArray(new Tensor[0]));
  }

  /** The elements from {@code from} up to but not including {@code to} of a fixed axis. */
  public Tensor slice(int axis, long from, long to) {
    Shape.require(
        shape.dim(axis).fixed() && from >= 0 && from < to && to <= shape.dim(axis).size(),
        "no elements " + from + " to " + to + " on axis " + axis + " of " + shape);
    return graph.node(
        "Slice",
        type,
        shape.with(axis, Dim.of(to - from)),
        Map.of(),
        this,
        graph.integers(from),
        graph.integers(to),
        graph.integers(axis));
  }

  /** Repeated along axes of size 1 up to a fixed shape. */
  public Tensor expand(Shape to) {
    Shape.require(
        !to.batched() && shape.broadcast(to).equals(to), "cannot expand " + this + " to " + to);
    long[] sizes = to.dims().stream().mapToLong(Dim::size).toArray();
    return graph.node("Expand", type, to, Map.of(), this, graph.integers(sizes));
  }

  /** With so many zeros before and after along a fixed axis. */
  public Tensor pad(int axis, long before, long after) {
    Dim padded = Dim.of(before + shape.dim(axis).size() + after);
    return graph.node(
        "Pad",
        type,
        shape.with(axis, padded),
        Map.of(),
        this,
        graph.integers(before, after),
        graph.scalar(type, 0),
        graph.integers(axis));
  }

  private Tensor same(String operator) {
    return graph.node(operator, type, shape, Map.of(), this);
  }

  private Tensor elementwise(String operator, Tensor other) {
    requireType(other);
    return graph.node(operator, type, shape.broadcast(other.shape), Map.of(), this, other);
  }

  private Tensor reduce(String operator, boolean keep, int... axes) {
    Shape.require(
        Arrays.stream(axes).allMatch(a -> a >= 0 && a < shape.rank()),
        "no axes " + Arrays.toString(axes) + " in " + shape);
    Tensor over = graph.integers(Arrays.stream(axes).asLongStream().toArray());
    Map<String, Object> attributes = Map.of("keepdims", keep ? 1L : 0L);
    return graph.node(operator, type, shape.reduce(keep, axes), attributes, this, over);
  }

  private void requireFixed(int... axes) {
    Shape.require(
        Arrays.stream(axes).noneMatch(a -> a < shape.rank() && a >= 0 && shape.dim(a).batch()),
        "no mean over the batch: its size is not known in " + shape);
  }

  private void requireType(Tensor other) {
    Shape.require(type == other.type, "types must be the same: " + this + " and " + other);
  }

  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
