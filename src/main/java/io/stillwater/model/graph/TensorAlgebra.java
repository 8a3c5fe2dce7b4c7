package io.stillwater.model.graph;

import io.stillwater.diffusion.Algebra;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Tensor;

/**
 * The formulae of {@code diffusion} as operations of a graph, in single precision.
 *
 * @param graph that they are added to
 */
public record TensorAlgebra(Graph graph) implements Algebra<Tensor> {
  @Override
  public Tensor number(double value) {
    return graph.scalar(ElementType.FLOAT, value);
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  @Override
  public Tensor subtract(Tensor a, Tensor b) {
    return a.subtract(b);
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return a.multiply(b);
  }

  @Override
  public Tensor divide(Tensor a, Tensor b) {
    return a.divide(b);
  }

  @Override
  public Tensor sqrt(Tensor a) {
    return a.sqrt();
  }

  @Override
  public Tensor exp(Tensor a) {
    return a.exp();
  }

  @Override
  public Tensor log(Tensor a) {
    return a.log();
  }
}
