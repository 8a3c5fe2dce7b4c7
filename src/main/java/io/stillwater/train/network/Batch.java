package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The tensors of one batch of noised windows. Not thread-safe. */
final class Batch implements AutoCloseable {
  /** Deviation and mean of ln σ in training (Karras et al. 2022, table 1). */
  private static final double MEAN = -1.2;

  private static final double DEVIATION = 1.2;

  private final int size;
  private final int dimension;
  private final FloatTensor y;
  private final FloatTensor observed;
  private final FloatTensor noise;
  private final FloatTensor sigma;
  private final float[] values;
  private final float[] marks;
  private final float[] draws;

  Batch(int size, int dimension) throws OrtException {
    this.size = size;
    this.dimension = dimension;
    y = new FloatTensor(size, dimension);
    observed = new FloatTensor(size, dimension);
    noise = new FloatTensor(size, dimension);
    sigma = new FloatTensor(size, 1);
    values = new float[size * dimension];
    marks = new float[size * dimension];
    draws = new float[size * dimension];
  }

  /** Windows drawn at will, each with noise of its own. */
  void draw(Windows windows, RandomGenerator random) {
    for (int row = 0; row < size; row++) {
      windows.read(random.nextInt(windows.size()), values, marks, row * dimension);
      sigma.values().put(row, (float) Math.exp(MEAN + DEVIATION * random.nextGaussian()));
    }
    for (int i = 0; i < draws.length; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    y.write(values);
    observed.write(marks);
    noise.write(draws);
  }

  Map<String, OnnxTensor> inputs() {
    return Map.of(
        "y", y.tensor(),
        "observed", observed.tensor(),
        "noise", noise.tensor(),
        "sigma", sigma.tensor());
  }

  @Override
  public void close() {
    List.of(y, observed, noise, sigma).forEach(FloatTensor::close);
  }
}
