package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.LearnedVariance;
import io.stillwater.diffusion.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The tensors of batches of noised windows, one for each round of a run. Not thread-safe. */
final class Batch implements AutoCloseable {
  private final NetworkSpec spec;
  private final NetworkPlan plan;
  private final FloatTensor y;
  private final FloatTensor observed;
  private final FloatTensor noise;
  private final FloatTensor sigma;
  private final FloatTensor hidden;
  private final FloatTensor next;
  private final FloatTensor weight;
  private final Schedule schedule;
  private final float[] values;
  private final float[] marks;
  private final float[] draws;

  Batch(NetworkSpec spec, NetworkPlan plan) throws OrtException {
    this(spec, plan, plan.technique().schedule(), 1);
  }

  /**
   * @param schedule of the σ drawn; one with steps where the technique learns their variance
   * @param rounds batches; where it is 1 the tensors have no axis for it
   */
  Batch(NetworkSpec spec, NetworkPlan plan, Schedule schedule, int rounds) throws OrtException {
    this.spec = spec;
    this.plan = plan;
    this.schedule = schedule;
    int size = plan.batch();
    y = FloatTensor.rows(rounds, size, spec.dimension());
    observed = FloatTensor.rows(rounds, size, spec.dimension());
    noise = FloatTensor.rows(rounds, size, spec.dimension());
    sigma = FloatTensor.rows(rounds, size, 1);
    hidden = FloatTensor.rows(rounds, size, spec.tokens(), 1);
    next = FloatTensor.rows(rounds, size, 1);
    weight = FloatTensor.rows(rounds, size, 1);
    values = new float[size * spec.dimension()];
    marks = new float[values.length];
    draws = new float[values.length];
  }

  /** As {@link #draw(int, Windows, RandomGenerator)}, for the only round. */
  void draw(Windows windows, RandomGenerator random) {
    draw(0, windows, random);
  }

  /** Windows drawn at will for a round, each with a noise level and noise of its own. */
  void draw(int round, Windows windows, RandomGenerator random) {
    int first = round * plan.batch();
    for (int row = 0; row < plan.batch(); row++) {
      int window = random.nextInt(windows.size());
      windows.read(window, values, marks, row * spec.dimension(), random);
      double drawn = schedule.sigma(random.nextDouble());
      sigma.values().put(first + row, (float) drawn);
      if (plan.technique().learnsVariance()) {
        step(first + row, drawn);
      }
    }
    for (int i = 0; i < draws.length; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    int patches = plan.batch() * spec.tokens();
    for (int i = 0; plan.masked() > 0 && i < patches; i++) {
      hidden.values().put(round * patches + i, random.nextDouble() < plan.masked() ? 1 : 0);
    }
    int at = round * values.length;
    y.write(at, values);
    observed.write(at, marks);
    noise.write(at, draws);
  }

  /** The step down from σ; that to 0 has no variance to learn, and weighs nothing. */
  private void step(int row, double from) {
    DiscreteSchedule steps = (DiscreteSchedule) schedule;
    double to = steps.before(from);
    next.values().put(row, (float) (to > 0 ? to : from / 2));
    weight.values().put(row, (float) (to > 0 ? LearnedVariance.WEIGHT * steps.steps() : 0));
  }

  Map<String, OnnxTensor> inputs() {
    Map<String, OnnxTensor> all = new HashMap<>();
    all.put("y", y.tensor());
    all.put("observed", observed.tensor());
    all.put("noise", noise.tensor());
    all.put("sigma", sigma.tensor());
    if (plan.masked() > 0) {
      all.put("hidden", hidden.tensor());
    }
    if (plan.technique().learnsVariance()) {
      all.put("next", next.tensor());
      all.put("weight", weight.tensor());
    }
    return all;
  }

  @Override
  public void close() {
    List.of(y, observed, noise, sigma, hidden, next, weight).forEach(FloatTensor::close);
  }
}
