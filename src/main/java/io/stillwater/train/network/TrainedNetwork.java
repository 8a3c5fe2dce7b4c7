package io.stillwater.train.network;

import java.util.List;

/**
 * What came of a training.
 *
 * @param weights in the order in which the layers ask for them; not copied
 * @param curve how it went
 * @param setbacks how often the loss ran away and training went back, more slowly
 */
public record TrainedNetwork(float[] weights, List<TrainingPoint> curve, int setbacks) {
  public TrainedNetwork {
    curve = List.copyOf(curve);
  }

  /** The point whose weights were taken. */
  public TrainingPoint best() {
    return curve.stream()
        .min((a, b) -> Double.compare(a.validation(), b.validation()))
        .orElseThrow(() -> new IllegalStateException("a training has at least one point"));
  }
}
