package io.stillwater.train.network;

import io.stillwater.onnx.Tensor;

/**
 * The coefficients of Karras et al. 2022, table 1, of a tensor of σ, for data with a standard
 * deviation of one.
 *
 * @param sigma of any shape; the coefficients have the same
 */
record Edm(Tensor sigma) {
  private Tensor one() {
    return WeightSource.number(sigma, 1);
  }

  /** 1 + σ². */
  private Tensor variance() {
    return sigma.multiply(sigma).add(one());
  }

  /** c_skip. */
  Tensor skip() {
    return one().divide(variance());
  }

  /** c_out. */
  Tensor out() {
    return sigma.divide(variance().sqrt());
  }

  /** c_in. */
  Tensor in() {
    return one().divide(variance().sqrt());
  }

  /** c_noise. */
  Tensor noise() {
    return sigma.log().multiply(WeightSource.number(sigma, 0.25));
  }
}
