package io.stillwater.model.graph;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.Tensor;

/** D(x; σ) as operations of a graph, at several noise levels at once. Immutable. */
public interface DenoiserGraph {
  /** What the manifest says of it, with the levels at which it scores. */
  DenoiserInfo info();

  /** The denoiser itself, whatever it sees of a window. */
  default DenoiserGraph inner() {
    return this;
  }

  /** The levels at which it scores. */
  default NoiseLevels levels() {
    return new NoiseLevels(info().levels());
  }

  /**
   * Adds the denoiser to the graph of its input. Which σ each level has is told when the graph
   * runs, so that one graph serves scoring and sampling.
   *
   * @param x (batch, dimension) double, what it {@link DenoiserInfo#view sees} of normalised
   *     windows
   * @param sigmas (levels) float, σ of each level, in no particular order
   * @return (batch, levels, dimension) float: what it expects there in clean windows
   */
  Tensor denoise(Tensor x, Tensor sigmas);
}
