package io.stillwater.train.network;

import io.stillwater.onnx.Tensor;
import java.util.List;

/**
 * The optimiser in a graph (Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization",
 * algorithm 2), with a running average of the weights. Its state is four vectors: {@link #STATE}.
 */
final class AdamW {
  /** The parts of the state, in their order: the weights, their moments, their average. */
  static final List<String> STATE = List.of("weights", "m", "v", "average");

  static final double BETA1 = 0.9;
  static final double BETA2 = 0.99;
  private static final double EPSILON = 1e-8;

  private AdamW() {}

  /**
   * The state after a step.
   *
   * @param state before it
   * @param gradient of the weights
   * @param rates as {@link #rates} gives them
   * @param speeds how fast each weight learns, 1 for the full rate; null where all do
   */
  static List<Tensor> step(List<Tensor> state, Tensor gradient, Tensor rates, Tensor speeds) {
    Tensor w = state.get(0);
    Tensor m1 = mix(state.get(1), gradient, BETA1);
    Tensor v1 = mix(state.get(2), gradient.multiply(gradient), BETA2);
    Tensor root = v1.multiply(rates.slice(0, 1, 2)).sqrt();
    Tensor move =
        m1.multiply(rates.slice(0, 0, 1)).divide(root.add(WeightSource.number(w, EPSILON)));
    Tensor whole = move.add(w.multiply(rates.slice(0, 2, 3)));
    Tensor w1 = w.subtract(speeds == null ? whole : whole.multiply(speeds));
    Tensor stays = rates.slice(0, 3, 4);
    return List.of(w1, m1, v1, w1.add(state.get(3).subtract(w1).multiply(stays)));
  }

  private static Tensor mix(Tensor old, Tensor fresh, double stays) {
    return old.multiply(WeightSource.number(old, stays))
        .add(fresh.multiply(WeightSource.number(old, 1 - stays)));
  }

  /**
   * (4) the learning rate over 1 − β₁ᵗ, 1/(1 − β₂ᵗ), the learning rate times the decay, and the
   * share of the average that stays.
   *
   * @param step from 0
   */
  static float[] rates(int step, double rate, double decay, double stays) {
    return WeightSource.floats(
        rate / (1 - Math.pow(BETA1, step + 1.0)),
        1 / (1 - Math.pow(BETA2, step + 1.0)),
        rate * decay,
        stays);
  }
}
