package io.stillwater.train.network;

/** How the tokens of a window tell each other what they hold. */
public enum Mixing {
  /** A small network along the axis of tokens (Tolstikhin et al. 2021, "MLP-Mixer", equation 1). */
  TOKENS,
  /** Scaled dot-product attention with four heads (Vaswani et al. 2017, equation 1). */
  ATTENTION,
  /** A convolution over three neighbours. */
  CONVOLUTION
}
