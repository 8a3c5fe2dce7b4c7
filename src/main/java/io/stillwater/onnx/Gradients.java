package io.stillwater.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reverse-mode differentiation: adds to a graph the operations that compute the gradients of a
 * scalar. What does not depend on the wanted tensors is not differentiated.
 *
 * <p>One rule for each operator; each is tested against finite differences.
 */
public final class Gradients {
  /** Adds what one operation hands back to its inputs, given the gradient of its output. */
  private interface Rule {
    void apply(Gradients to, Node node, Tensor gradient);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("Add", Gradients::add),
          Map.entry("Sub", Gradients::subtract),
          Map.entry("Mul", Gradients::multiply),
          Map.entry("Div", Gradients::divide),
          Map.entry("MatMul", Gradients::matMul),
          Map.entry("Exp", (to, n, g) -> to.give(n, 0, g.multiply(n.output()))),
          Map.entry("Log", (to, n, g) -> to.give(n, 0, g.divide(n.inputs().get(0)))),
          Map.entry("Neg", (to, n, g) -> to.give(n, 0, g.negate())),
          Map.entry("Sqrt", Gradients::sqrt),
          Map.entry("Sigmoid", Gradients::sigmoid),
          Map.entry("Tanh", Gradients::tanh),
          Map.entry("Softmax", Gradients::softmax),
          Map.entry("ReduceSum", Gradients::sum),
          Map.entry("Reshape", (to, n, g) -> to.give(n, 0, g.reshape(n.inputs().get(0).shape()))),
          Map.entry("Transpose", Gradients::transpose),
          Map.entry("Cast", (to, n, g) -> to.give(n, 0, g.cast(n.inputs().get(0).type()))),
          Map.entry("Slice", Gradients::slice),
          Map.entry("Concat", Gradients::concat));

  private final Map<Tensor, Tensor> gradients = new HashMap<>();
  private final Map<Tensor, Boolean> dependent = new HashMap<>();

  private Gradients() {}

  /**
   * The gradients of {@code loss} in the tensors of {@code wanted}, with their shapes.
   *
   * @param loss of one element
   * @throws IllegalArgumentException if the way leads through an operator without a rule, or does
   *     not lead to one of the tensors
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> wanted) {
    Shape.require(loss.shape().elements() == 1, "only a scalar has gradients: was " + loss);
    Gradients gradients = new Gradients();
    wanted.forEach(tensor -> gradients.dependent.put(tensor, true));
    List<Node> nodes = List.copyOf(loss.graph().nodes());
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(gradients.dependent::containsKey)) {
        gradients.dependent.put(node.output(), true);
      }
    }
    gradients.gradients.put(loss, ones(loss));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      gradients.back(nodes.get(i));
    }
    return wanted.stream().map(gradients::found).toList();
  }

  private Tensor found(Tensor tensor) {
    Tensor gradient = gradients.get(tensor);
    Shape.require(gradient != null, "the scalar does not depend on " + tensor);
    return gradient;
  }

  private void back(Node node) {
    Tensor gradient = gradients.get(node.output());
    if (gradient == null || !dependent.containsKey(node.output())) {
      return;
    }
    Rule rule = RULES.get(node.operator());
    Shape.require(rule != null, "no gradient is known for the operator " + node.operator());
    rule.apply(this, node, gradient);
  }

  /** Adds to the gradient of one input, summed over the axes that were broadcast. */
  private void give(Node node, int input, Tensor gradient) {
    Tensor to = node.inputs().get(input);
    if (dependent.containsKey(to)) {
      Tensor fitting = unbroadcast(gradient, to.shape());
      gradients.merge(to, fitting, Tensor::add);
    }
  }

  private boolean wants(Node node, int input) {
    return dependent.containsKey(node.inputs().get(input));
  }

  private static Tensor ones(Tensor like) {
    Tensor one = like.graph().number(like.type(), 1);
    return like.shape().rank() == 0 ? one : one.reshape(like.shape());
  }

  private static Tensor unbroadcast(Tensor gradient, Shape shape) {
    if (gradient.shape().equals(shape)) {
      return gradient;
    }
    int extra = gradient.shape().rank() - shape.rank();
    int[] axes =
        IntStream.range(0, gradient.shape().rank())
            .filter(a -> a < extra || !gradient.shape().dim(a).equals(shape.dim(a - extra)))
            .toArray();
    return gradient.sum(axes).reshape(shape);
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

  /** The same gradient for every element that was summed. */
  private static void sum(Gradients to, Node node, Tensor gradient) {
    Shape shape = node.inputs().get(0).shape();
    Shape kept = shape.reduce(true, axes(node));
    to.give(node, 0, gradient.reshape(kept).expand(shape));
  }

  private static int[] axes(Node reduction) {
    Graph graph = reduction.output().graph();
    return Arrays.stream(graph.wholeNumbers(reduction.inputs().get(1)))
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
    Graph graph = whole.graph();
    long from = graph.wholeNumbers(node.inputs().get(1))[0];
    long end = graph.wholeNumbers(node.inputs().get(2))[0];
    int axis = Math.toIntExact(graph.wholeNumbers(node.inputs().get(3))[0]);
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
}
