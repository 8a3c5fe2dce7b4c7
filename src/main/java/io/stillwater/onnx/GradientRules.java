package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What each operator hands back to its inputs; each rule is tested against finite differences. */
final class GradientRules {
  /** Adds what one operation hands back to its inputs, given the gradient of its output. */
  private interface Rule {
    void apply(Gradients to, Node node, Tensor gradient);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("Add", GradientRules::add),
          Map.entry("Sub", GradientRules::subtract),
          Map.entry("Mul", GradientRules::multiply),
          Map.entry("Div", GradientRules::divide),
          Map.entry("MatMul", GradientRules::matMul),
          Map.entry("Exp", (to, n, g) -> to.give(n, 0, g.multiply(n.output()))),
          Map.entry("Log", (to, n, g) -> to.give(n, 0, g.divide(n.inputs().get(0)))),
          Map.entry("Neg", (to, n, g) -> to.give(n, 0, g.negate())),
          Map.entry("Sqrt", GradientRules::sqrt),
          Map.entry("Sigmoid", GradientRules::sigmoid),
          Map.entry("Tanh", GradientRules::tanh),
          Map.entry("Identity", (to, n, g) -> {}), // what is detached
          Map.entry("Softmax", GradientRules::softmax),
          Map.entry("Max", (to, n, g) -> either(to, "GreaterOrEqual", n, g)),
          Map.entry("Min", (to, n, g) -> either(to, "LessOrEqual", n, g)),
          Map.entry("Clip", GradientRules::clip),
          Map.entry("Relu", GradientRules::clip),
          Map.entry("Expand", (to, n, g) -> to.give(n, 0, g)),
          Map.entry("Pad", GradientRules::pad),
          Map.entry("Gather", GradientRules::gather),
          Map.entry("ReduceSum", GradientRules::sum),
          Map.entry("ReduceMean", GradientRules::mean),
          Map.entry("Reshape", (to, n, g) -> to.give(n, 0, g.reshape(n.inputs().get(0).shape()))),
          Map.entry("Transpose", GradientRules::transpose),
          Map.entry("Cast", (to, n, g) -> to.give(n, 0, g.cast(n.inputs().get(0).type()))),
          Map.entry("Slice", GradientRules::slice),
          Map.entry("Concat", GradientRules::concat));

  private GradientRules() {}

  /** Gives the inputs of one operation their gradients, given that of its output. */
  static void apply(Gradients to, Node node, Tensor gradient) {
    Rule rule = RULES.get(node.operator());
    Shape.require(rule != null, "no gradient is known for the operator " + node.operator());
    rule.apply(to, node, gradient);
  }

  private static void add(Gradients to, Node node, Tensor gradient) {
    to.give(node, 0, gradient);
    to.give(node, 1, gradient);
  }

  private static void subtract(Gradients to, Node node, Tensor gradient) {
    to.give(node, 0, gradient);
    if (to.wants(node, 1)) {
      to.give(node, 1, gradient.negate());
    }
  }

  private static void multiply(Gradients to, Node node, Tensor gradient) {
    for (int input = 0; input < 2; input++) {
      if (to.wants(node, input)) {
        to.give(node, input, gradient.multiply(node.inputs().get(1 - input)));
      }
    }
  }

  private static void divide(Gradients to, Node node, Tensor gradient) {
    Tensor byDivisor = gradient.divide(node.inputs().get(1));
    to.give(node, 0, byDivisor);
    if (to.wants(node, 1)) {
      to.give(node, 1, byDivisor.multiply(node.output()).negate());
    }
  }

  /** d(A·B): G·Bᵀ and Aᵀ·G; rows of A that share one matrix B are one tall matrix. */
  private static void matMul(Gradients to, Node node, Tensor gradient) {
    Tensor a = node.inputs().get(0);
    Tensor b = node.inputs().get(1);
    if (to.wants(node, 0)) {
      to.give(node, 0, gradient.matMul(turned(b)));
    }
    if (to.wants(node, 1)) {
      boolean shared = b.shape().rank() == 2 && a.shape().rank() > 2;
      Tensor left = shared ? tall(a) : a;
      Tensor right = shared ? tall(gradient) : gradient;
      to.give(node, 1, turned(left).matMul(right));
    }
  }

  private static Tensor tall(Tensor tensor) {
    long columns = tensor.shape().dim(tensor.shape().rank() - 1).size();
    long rows = tensor.shape().elements() / columns;
    return tensor.reshape(
        tensor.shape().batched() ? Shape.batchTimes(rows, columns) : Shape.of(rows, columns));
  }

  private static Tensor turned(Tensor matrix) {
    int rank = matrix.shape().rank();
    int[] order = IntStream.range(0, rank).toArray();
    order[rank - 1] = rank - 2;
    order[rank - 2] = rank - 1;
    return matrix.transpose(order);
  }

  private static void sqrt(Gradients to, Node node, Tensor gradient) {
    Tensor half = gradient.graph().scalar(gradient.type(), 0.5);
    to.give(node, 0, gradient.multiply(half).divide(node.output()));
  }

  /** y·(1 − y). */
  private static void sigmoid(Gradients to, Node node, Tensor gradient) {
    Tensor y = node.output();
    to.give(node, 0, gradient.multiply(y.subtract(y.multiply(y))));
  }

  /** 1 − y². */
  private static void tanh(Gradients to, Node node, Tensor gradient) {
    Tensor y = node.output();
    to.give(node, 0, gradient.subtract(gradient.multiply(y).multiply(y)));
  }

  /** y·(g − Σ g·y) along the last axis. */
  private static void softmax(Gradients to, Node node, Tensor gradient) {
    Tensor y = node.output();
    int last = y.shape().rank() - 1;
    Tensor weighted = gradient.multiply(y);
    Shape kept = y.shape().reduce(true, last);
    to.give(node, 0, weighted.subtract(y.multiply(weighted.sum(last).reshape(kept))));
  }

  /** To the one that was taken; to the first where both are equal. */
  private static void either(Gradients to, String first, Node node, Tensor gradient) {
    Tensor taken = compare(first, node.inputs().get(0), node.inputs().get(1));
    Tensor zero = gradient.graph().scalar(gradient.type(), 0);
    if (to.wants(node, 0)) {
      to.give(node, 0, choose(taken, gradient, zero));
    }
    if (to.wants(node, 1)) {
      to.give(node, 1, choose(taken, zero, gradient));
    }
  }

  /** Nothing where a bound was taken. */
  private static void clip(Gradients to, Node node, Tensor gradient) {
    Tensor zero = gradient.graph().scalar(gradient.type(), 0);
    Tensor inside = compare("Equal", node.inputs().get(0), node.output());
    to.give(node, 0, choose(inside, gradient, zero));
  }

  private static void pad(Gradients to, Node node, Tensor gradient) {
    long before = Graph.wholeNumbers(node.inputs().get(1))[0];
    int axis = Math.toIntExact(Graph.wholeNumbers(node.inputs().get(3))[0]);
    long size = node.inputs().get(0).shape().dim(axis).size();
    to.give(node, 0, gradient.slice(axis, before, before + size));
  }

  /** Every row gets the sum of what was made of it; others get zero. */
  private static void gather(Gradients to, Node node, Tensor gradient) {
    Tensor table = node.inputs().get(0);
    Shape.require(
        node.attributes().get("axis").equals(0L),
        "the gradient of gather is known along axis 0: was asked along axis "
            + node.attributes().get("axis"));
    to.give(node, 0, scatterAdd(gradient, node.inputs().get(1), table.shape()));
  }

  /** The same gradient for every element that was summed. */
  private static void sum(Gradients to, Node node, Tensor gradient) {
    Shape shape = node.inputs().get(0).shape();
    Shape kept = shape.reduce(true, axes(node));
    to.give(node, 0, gradient.reshape(kept).expand(shape));
  }

  private static void mean(Gradients to, Node node, Tensor gradient) {
    Shape shape = node.inputs().get(0).shape();
    Shape kept = shape.reduce(true, axes(node));
    double share = (double) kept.elements() / shape.elements();
    Tensor part = gradient.multiply(gradient.graph().scalar(gradient.type(), share));
    to.give(node, 0, part.reshape(kept).expand(shape));
  }

  private static int[] axes(Node reduction) {
    return Arrays.stream(Graph.wholeNumbers(reduction.inputs().get(1)))
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  private static void transpose(Gradients to, Node node, Tensor gradient) {
    long[] order = (long[]) node.attributes().get("perm");
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[(int) order[i]] = i;
    }
    to.give(node, 0, gradient.transpose(inverse));
  }

  /** Zeros on both sides of the slice. */
  private static void slice(Gradients to, Node node, Tensor gradient) {
    Tensor whole = node.inputs().get(0);
    long from = Graph.wholeNumbers(node.inputs().get(1))[0];
    long end = Graph.wholeNumbers(node.inputs().get(2))[0];
    int axis = Math.toIntExact(Graph.wholeNumbers(node.inputs().get(3))[0]);
    to.give(node, 0, gradient.pad(axis, from, whole.shape().dim(axis).size() - end));
  }

  private static void concat(Gradients to, Node node, Tensor gradient) {
    int axis = Math.toIntExact((Long) node.attributes().get("axis"));
    long from = 0;
    for (int input = 0; input < node.inputs().size(); input++) {
      long end = from + node.inputs().get(input).shape().dim(axis).size();
      if (to.wants(node, input)) {
        to.give(node, input, gradient.slice(axis, from, end));
      }
      from = end;
    }
  }

  /** Where the first compares so with the second, broadcast. */
  private static Tensor compare(String operator, Tensor first, Tensor second) {
    Shape both = first.shape().broadcast(second.shape());
    return first.graph().node(operator, ElementType.BOOL, both, Map.of(), first, second);
  }

  /** The one where it holds, the other where not, broadcast. */
  private static Tensor choose(Tensor where, Tensor one, Tensor other) {
    Shape all = where.shape().broadcast(one.shape()).broadcast(other.shape());
    return where.graph().node("Where", one.type(), all, Map.of(), where, one, other);
  }

  /** Zeros of a fixed shape, and each row added to the row of its number. */
  private static Tensor scatterAdd(Tensor rows, Tensor numbers, Shape to) {
    List<Dim> places = new ArrayList<>(numbers.shape().dims());
    places.add(Dim.of(1));
    Tensor zeros = rows.graph().scalar(rows.type(), 0).expand(to);
    Tensor at = numbers.cast(ElementType.INT64).reshape(new Shape(places));
    Map<String, Object> attributes = Map.of("reduction", "add");
    return rows.graph().node("ScatterND", rows.type(), to, attributes, zeros, at, rows);
  }
}
