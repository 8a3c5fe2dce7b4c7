package io.stillwater.model;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.onnx.Tensor;

/** D(x; σ) as operations of a graph, at several noise levels at once. */
@FunctionalInterface
public interface DenoiserGraph {
  /**
   * Adds the denoiser to the graph of its input.
   *
   * @param x (batch, dimension) double, normalised windows
   * @param levels σ of each level
   * @return (batch, levels, dimension) float: the expected clean windows
   */
  Tensor denoise(Tensor x, NoiseLevels levels);
}
