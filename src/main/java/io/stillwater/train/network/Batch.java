package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The tensors of one batch of noised windows. Not thread-safe. */
final class Batch implements AutoCloseable {
  private final NetworkSpec spec;
  private final NetworkPlan plan;
  private final FloatTensor y;
  private final FloatTensor observed;
  private final FloatTensor noise;
  private final FloatTensor sigma;
  private final FloatTensor hidden;
  private final float[] values;
  private final float[] marks;
  private final float[] draws;

  Batch(NetworkSpec spec, NetworkPlan plan) throws OrtException {
    this.spec = spec;
    this.plan = plan;
    int size = plan.batch();
    y = new FloatTensor(size, spec.dimension());
    observed = new FloatTensor(size, spec.dimension());
    noise = new FloatTensor(size, spec.dimension());
    sigma = new FloatTensor(size, 1);
    hidden = new FloatTensor(size, spec.tokens(), 1);
    values = new float[size * spec.dimension()];
    marks = new float[values.length];
    draws = new float[values.length];
  }

  /** Windows drawn at will, each with a noise level and noise of its own. */
  void draw(Windows windows, RandomGenerator random) {
    for (int row = 0; row < plan.batch(); row++) {
      int window = random.nextInt(windows.size());
      windows.read(window, values, marks, row * spec.dimension(), random);
      double u = random.nextDouble();
      sigma.values().put(row, (float) plan.technique().schedule().sigma(u));
    }
    for (int i = 0; i < draws.length; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    for (int i = 0; plan.masked() > 0 && i < hidden.values().capacity(); i++) {
      hidden.values().put(i, random.nextDouble() < plan.masked() ? 1 : 0);
    }
    y.write(values);
    observed.write(marks);
    noise.write(draws);
  }

  Map<String, OnnxTensor> inputs() {
    Map<String, OnnxTensor> always =
        Map.of(
            "y", y.tensor(),
            "observed", observed.tensor(),
            "noise", noise.tensor(),
            "sigma", sigma.tensor());
    if (plan.masked() == 0) {
      return always;
    }
    Map<String, OnnxTensor> all = new HashMap<>(always);
    all.put("hidden", hidden.tensor());
    return all;
  }

  @Override
  public void close() {
    List.of(y, observed, noise, sigma, hidden).forEach(FloatTensor::close);
  }
}
