package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  public Graph(String name) {
    this.name = name;
  }

  /** What the caller of the graph fills in. */
  public Tensor input(String inputName, ElementType type, Shape shape) {
    Shape.require(
        !inputs.containsKey(inputName) && !constants.containsKey(inputName),
        "the name of an input must be new: was " + inputName);
    Tensor tensor = new Tensor(this, inputName, type, shape);
    inputs.put(inputName, tensor);
    return tensor;
  }

  /** What the caller of the graph gets. */
  public void output(String outputName, Tensor tensor) {
    Tensor output = new Tensor(this, outputName, tensor.type(), tensor.shape());
    nodes.add(new Node("Identity", List.of(tensor), output, Map.of()));
    outputs.put(outputName, output);
  }

  /** Single-precision numbers of that shape, in row-major order. */
  public Tensor constant(float[] values, long... sizes) {
    return constant(ElementType.FLOAT, values.length, Constant.raw(values), Shape.of(sizes));
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
    Shape.require(
        shape.elements() == count, "shape " + shape + " does not hold " + count + " values");
    Tensor tensor = new Tensor(this, "constant_" + constants.size(), type, shape);
    constants.put(tensor.name(), new Constant(tensor, raw));
    return tensor;
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
    Tensor output = new Tensor(this, operator + "_" + nodes.size(), type, shape);
    nodes.add(new Node(operator, List.of(in), output, attributes));
    return output;
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
