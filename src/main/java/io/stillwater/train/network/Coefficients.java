package io.stillwater.train.network;

import io.stillwater.diffusion.Algebra;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.graph.TensorAlgebra;
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
    return new TensorAlgebra(sigma.graph());
  }
}
