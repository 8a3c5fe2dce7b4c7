package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A graph under construction: inputs and constants go in here, {@link Tensor} carries the
 * operations, {@link #toBytes} is the file. The same calls in the same order give the same bytes.
 * Not thread-safe.
 */
public final class Graph {
  private final String name;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<Tensor, Derivative> derivatives = new HashMap<>();

  /** How the gradient of a tensor becomes that of the one tensor it was made of. */
  record Derivative(Tensor input, UnaryOperator<Tensor> rule) {}

  public Graph(String name) {
    this.name = name;
  }

  /** What the caller of the graph fills in. */
  public Tensor input(String inputName, ElementType type, Shape shape) {
    Tensor tensor = named(inputName, type, shape);
    inputs.put(inputName, tensor);
    return tensor;
  }

  /** What the caller of the graph gets. */
  public void output(String outputName, Tensor tensor) {
    Tensor output = named(outputName, tensor.type(), tensor.shape());
    nodes.add(new Node("Identity", List.of(tensor), List.of(output), Map.of()));
    outputs.put(outputName, output);
  }

  /** Single-precision numbers of that shape, in row-major order. */
  public Tensor constant(float[] values, long... sizes) {
    return constant(ElementType.FLOAT, values.length, Constant.raw(values), Shape.of(sizes));
  }

  /**
   * Single-precision numbers under a name of the caller's, by which {@link Initialisers} finds them
   * in the file.
   *
   * @throws IllegalArgumentException if an input, output or constant has that name already
   */
  public Tensor constant(String constantName, float[] values, long... sizes) {
    Shape shape = Shape.of(sizes);
    return constant(constantName, ElementType.FLOAT, values.length, Constant.raw(values), shape);
  }

  /** Double-precision numbers of that shape, in row-major order. */
  public Tensor constant(double[] values, long... sizes) {
    return constant(ElementType.DOUBLE, values.length, Constant.raw(values), Shape.of(sizes));
  }

  /** Whole numbers: a vector of axes, sizes or indices. */
  public Tensor integers(long... values) {
    Shape shape = Shape.of(values.length);
    return constant(ElementType.INT64, values.length, Constant.raw(values), shape);
  }

  /** One whole number, a scalar. */
  Tensor integer(long value) {
    return constant(ElementType.INT64, 1, Constant.raw(value), Shape.of());
  }

  /** One number of that type without axes. */
  Tensor number(ElementType type, double value) {
    byte[] raw = type == ElementType.DOUBLE ? Constant.raw(value) : Constant.raw((float) value);
    return constant(type, 1, raw, Shape.of());
  }

  /** What {@link #integers} was given. */
  long[] wholeNumbers(Tensor constant) {
    return constants.get(constant.name()).wholeNumbers();
  }

  /** One number of that type, float or double. */
  public Tensor scalar(ElementType type, double value) {
    return type == ElementType.DOUBLE
        ? constant(new double[] {value})
        : constant(new float[] {(float) value});
  }

  private Tensor constant(ElementType type, int count, byte[] raw, Shape shape) {
    return constant("constant_" + constants.size(), type, count, raw, shape);
  }

  private Tensor constant(
      String constantName, ElementType type, int count, byte[] raw, Shape shape) {
    Shape.require(
        shape.elements() == count, "shape " + shape + " does not hold " + count + " values");
    Tensor tensor = named(constantName, type, shape);
    constants.put(tensor.name(), new Constant(tensor, raw));
    return tensor;
  }

  private Tensor named(String newName, ElementType type, Shape shape) {
    Shape.require(names.add(newName), "names in a graph must differ: there is a " + newName);
    return new Tensor(this, newName, type, shape);
  }

  Tensor node(
      String operator,
      ElementType type,
      Shape shape,
      Map<String, Object> attributes,
      Tensor... in) {
    for (Tensor tensor : in) {
      Shape.require(tensor.graph() == this, tensor + " belongs to another graph");
    }
    Tensor output = named(operator + "_" + nodes.size(), type, shape);
    nodes.add(new Node(operator, List.of(in), List.of(output), attributes));
    return output;
  }

  /** Puts a rule in the place of what the chain rule would do between input and output. */
  Tensor derive(Tensor output, Tensor input, UnaryOperator<Tensor> rule) {
    derivatives.put(output, new Derivative(input, rule));
    return output;
  }

  /** The rule of a tensor that has one of its own, or null. */
  Derivative derivative(Tensor output) {
    return derivatives.get(output);
  }

  String name() {
    return name;
  }

  Iterable<Tensor> inputs() {
    return inputs.values();
  }

  Iterable<Tensor> outputs() {
    return outputs.values();
  }

  Iterable<Constant> constants() {
    return constants.values();
  }

  List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** The graph as an ONNX file. */
  public byte[] toBytes() {
    return GraphWriter.write(this);
  }
}
