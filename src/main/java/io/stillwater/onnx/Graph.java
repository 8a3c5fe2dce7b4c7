package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A graph under construction: inputs and constants go in here, {@link Tensor} carries the
 * operations, {@link Loop} repeats them, {@link #toBytes} is the file. The same calls in the same
 * order give the same bytes. Not thread-safe.
 */
public final class Graph {
  /** What {@link Tensor} writes; later sets know these operators too. */
  static final int OPERATOR_SET = 18;

  private final String name;
  private final Graph outer; // of a body, otherwise null
  private final int depth;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names; // shared with the bodies inside
  private final Set<Tensor> captured = new LinkedHashSet<>();
  private final Map<String, byte[]> foreignConstants = new LinkedHashMap<>();
  private int operatorSet = OPERATOR_SET;
  private boolean closed;
  private final Map<Tensor, Derivative> derivatives = new HashMap<>();

  /** How the gradient of a tensor becomes that of the one tensor it was made of. */
  record Derivative(Tensor input, UnaryOperator<Tensor> rule) {}

  public Graph(String name) {
    this(name, null);
  }

  private Graph(String name, Graph outer) {
    this.name = name;
    this.outer = outer;
    depth = outer == null ? 0 : outer.depth + 1;
    names = outer == null ? new HashSet<>() : outer.names;
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
    append(new Node("Identity", List.of(tensor), List.of(output), Map.of()));
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

  /** One truth, a scalar. */
  Tensor truth() {
    return constant(ElementType.BOOL, 1, new byte[] {1}, Shape.of());
  }

  /** What {@link #integers} was given. */
  static long[] wholeNumbers(Tensor constant) {
    return constant.graph().constants.get(constant.name()).wholeNumbers();
  }

  /** One number of that type, float or double, without axes. */
  public Tensor scalar(ElementType type, double value) {
    return type == ElementType.DOUBLE
        ? constant(new double[] {value})
        : constant(new float[] {(float) value});
  }

  private Tensor constant(ElementType type, int count, byte[] raw, Shape shape) {
    return constant(fresh("constant", constants.size()), type, count, raw, shape);
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
    Graph home = innermost(in);
    Tensor output = home.named(home.fresh(operator, home.nodes.size()), type, shape);
    home.append(new Node(operator, List.of(in), List.of(output), attributes));
    return output;
  }

  /** An operation with a result of the type and shape of each of {@code like}. */
  List<Tensor> node(
      String operator, List<Tensor> like, Map<String, Object> attributes, Tensor... in) {
    Graph home = innermost(in);
    List<Tensor> results = new ArrayList<>();
    for (Tensor tensor : like) {
      String newName = home.fresh(operator, home.nodes.size()) + "_" + results.size();
      results.add(home.named(newName, tensor.type(), tensor.shape()));
    }
    home.append(new Node(operator, List.of(in), results, attributes));
    return results;
  }

  /** A name that nothing has: those of bodies begin with the name of the body. */
  private String fresh(String kind, int number) {
    return (outer == null ? "" : name + "/") + kind + "_" + number;
  }

  private Graph innermost(Tensor... in) {
    Graph home = this;
    for (Tensor tensor : in) {
      home = tensor.graph().depth > home.depth ? tensor.graph() : home;
    }
    return home;
  }

  private void append(Node node) {
    Shape.require(!closed, name + " is written: its tensors cannot be used outside");
    for (Tensor tensor : node.inputs()) {
      capture(tensor);
    }
    nodes.add(node);
  }

  /** Notes what is read from graphs around this one. */
  private void capture(Tensor tensor) {
    for (Graph graph = this; graph != tensor.graph(); graph = graph.outer) {
      Shape.require(graph.outer != null, tensor + " belongs to another graph");
      graph.captured.add(tensor);
    }
  }

  /** What a body reads from the graphs around it. */
  Set<Tensor> captured() {
    return Collections.unmodifiableSet(captured);
  }

  /** A constant as another file has it, under a name that is new, or that it has already. */
  void foreign(String constantName, byte[] written) {
    if (foreignConstants.put(constantName, written) == null) {
      Shape.require(names.add(constantName), "there is a " + constantName + " already");
    }
  }

  /** Operations as another file has them, written for that operator set. */
  Tensor foreign(
      List<Tensor> in,
      String result,
      ElementType type,
      Shape shape,
      List<byte[]> written,
      int set) {
    Tensor output = named(result, type, shape);
    append(new Node("foreign", in, List.of(output), Map.of(), written));
    operatorSet = Math.max(operatorSet, set);
    return output;
  }

  /** An empty body beside those tensors; its operations may read all of the graphs around it. */
  Graph body(String kind, Tensor... beside) {
    Graph home = innermost(beside);
    return new Graph(home.fresh(kind, names.size()), home);
  }

  /** Nothing can be added from here on. */
  void close() {
    closed = true;
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

  Iterable<byte[]> foreignConstants() {
    return foreignConstants.values();
  }

  int operatorSet() {
    return operatorSet;
  }

  List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** The graph as an ONNX file. */
  public byte[] toBytes() {
    return GraphWriter.write(this);
  }
}
