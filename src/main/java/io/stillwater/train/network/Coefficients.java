package io.stillwater.train.network;

import io.stillwater.diffusion.Algebra;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Tensor;

/**
 * The coefficients of a parameterisation as tensors of σ.
 *
 * @param row what the network predicts
 * @param sigma of any shape; the coefficients have the same, or none where they do not depend on it
 */
record Coefficients(Parameterisation row, Tensor sigma) {
  /** c_in·x. */
  Tensor scaled(Tensor x) {
    return x.multiply(row.in(algebra(), sigma));
  }

  /** c_noise, with the shape of σ. */
  Tensor noise() {
    return row.noise(algebra(), sigma);
  }

  /** D(x; σ) of what the network says. */
  Tensor denoised(Tensor x, Tensor network) {
    Tensor skipped = x.multiply(row.skip(algebra(), sigma));
    return skipped.add(network.multiply(row.out(algebra(), sigma)));
  }

  /** What the network should say, where y is the clean window. */
  Tensor target(Tensor x, Tensor y) {
    Tensor left = y.subtract(x.multiply(row.skip(algebra(), sigma)));
    return left.divide(row.out(algebra(), sigma));
  }

  private Algebra<Tensor> algebra() {
    return new OfTensors(sigma.graph(), sigma);
  }

  private record OfTensors(Graph graph, Tensor like) implements Algebra<Tensor> {
    @Override
    public Tensor number(double value) {
      return graph.scalar(like.type(), value);
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
}
