package io.stillwater.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reverse-mode differentiation: adds to a graph the operations that compute the gradients of a
 * scalar. What does not depend on the wanted tensors is not differentiated. Where a tensor has
 * several gradients that are equally right (where two are equal and the larger is taken), it gets
 * one of them.
 */
public final class Gradients {
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
      if (node.reads().anyMatch(gradients.dependent::containsKey)) {
        node.outputs().forEach(output -> gradients.dependent.put(output, true));
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
    for (Tensor further : node.outputs().subList(1, node.outputs().size())) {
      Shape.require(
          !gradients.containsKey(further),
          "no gradient is known for the further results of the operator " + node.operator());
    }
    Tensor gradient = gradients.get(node.output());
    if (gradient == null || node.reads().noneMatch(dependent::containsKey)) {
      return; // also where the output is wanted itself: the runtime would compute what nobody reads
    }
    Graph.Derivative own = node.output().graph().derivative(node.output());
    if (own != null) {
      give(own.input(), own.rule().apply(gradient));
      return;
    }
    GradientRules.apply(this, node, gradient);
  }

  void give(Node node, int input, Tensor gradient) {
    give(node.inputs().get(input), gradient);
  }

  /** Adds to the gradient of an input, summed over the axes that were broadcast. */
  void give(Tensor to, Tensor gradient) {
    if (dependent.containsKey(to)) {
      Tensor fitting = unbroadcast(gradient, to.shape());
      gradients.merge(to, fitting, Tensor::add);
    }
  }

  boolean wants(Node node, int input) {
    return dependent.containsKey(node.inputs().get(input));
  }

  private static Tensor ones(Tensor like) {
    Tensor one = like.graph().scalar(like.type(), 1);
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
}
