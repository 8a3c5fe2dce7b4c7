package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Trains a network on windows: runs the step graph again and again. Not thread-safe. */
public final class NetworkTrainer implements AutoCloseable {
  private static final int EVALUATIONS = 25;
  private static final int VALIDATION = 1024;
  private static final int PATIENCE = 8;
  private static final List<String> STATE = List.of("weights", "m", "v", "average");

  /** One look at how it goes. */
  public record Point(int step, double loss, double validation) {}

  /** Is told how it goes. */
  @FunctionalInterface
  public interface Listener {
    void at(Point point);
  }

  private final NetworkSpec spec;
  private final NetworkPlan plan;
  private final int weights;
  private final OrtSession step;
  private final OrtSession validation;
  private final Map<String, FloatTensor> state = new HashMap<>();
  private final Map<String, FloatTensor> next = new HashMap<>();
  private final FloatTensor rates = new FloatTensor(4);
  private final FloatTensor loss = new FloatTensor();
  private final Batch batch;
  private float[] best;

  public NetworkTrainer(NetworkSpec spec, NetworkPlan plan) throws OrtException {
    this.spec = spec;
    this.plan = plan;
    this.weights = Backbone.weights(spec);
    step = session(TrainingGraph.step(spec, plan.batch(), weights));
    validation = session(TrainingGraph.validation(spec, plan.batch(), weights));
    batch = new Batch(plan.batch(), spec.dimension());
    for (String name : STATE) {
      state.put(name, new FloatTensor(weights));
      next.put(name, new FloatTensor(weights));
    }
    float[] first = first();
    state.get("weights").write(first);
    state.get("average").write(first);
    best = first;
  }

  private static OrtSession session(byte[] graph) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      options.setInterOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(graph, options);
    }
  }

  private float[] first() {
    RandomGenerator random = random(-1);
    float[] first = new float[weights];
    int at = 0;
    for (WeightSource.Initial initial : Backbone.blueprint(spec)) {
      for (int i = 0; i < initial.count(); i++) {
        first[at++] =
            initial.deviation() == 0 ? 0 : (float) (initial.deviation() * random.nextGaussian());
      }
    }
    return first;
  }

  private RandomGenerator random(long stream) {
    return new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + stream);
  }

  /** Trains until the steps are used up or held-out windows are denoised no better. */
  public float[] train(Windows seen, Windows held, Listener listener) throws OrtException {
    int every = Math.max(1, plan.steps() / EVALUATIONS);
    double lowest = Double.POSITIVE_INFINITY;
    int worse = 0;
    double sum = 0;
    for (int i = 0; i < plan.steps() && worse < PATIENCE; i++) {
      sum += step(seen, i);
      if ((i + 1) % every == 0) {
        double held1 = validate(held);
        listener.at(new Point(i + 1, sum / every, held1));
        sum = 0;
        worse = held1 < lowest ? 0 : worse + 1;
        if (held1 < lowest) {
          lowest = held1;
          best = state.get("average").read();
        }
      }
    }
    return best;
  }

  /** So many steps, for measuring. */
  public void steps(Windows seen, int count) throws OrtException {
    for (int i = 0; i < count; i++) {
      step(seen, i);
    }
  }

  private double step(Windows seen, int i) throws OrtException {
    batch.draw(seen, random(i));
    double rate = plan.rate(i);
    rates.write(
        WeightSource.floats(
            rate / (1 - Math.pow(TrainingGraph.BETA1, i + 1.0)),
            1 / (1 - Math.pow(TrainingGraph.BETA2, i + 1.0)),
            rate * plan.decay(),
            plan.stays(i)));
    Map<String, OnnxTensor> inputs = new HashMap<>(batch.inputs());
    inputs.put("rates", rates.tensor());
    Map<String, OnnxTensor> outputs = new HashMap<>();
    outputs.put("loss", loss.tensor());
    for (String name : STATE) {
      inputs.put(name, state.get(name).tensor());
      outputs.put(name + "_out", next.get(name).tensor());
    }
    step.run(inputs, outputs).close();
    for (String name : STATE) {
      next.put(name, state.put(name, next.get(name)));
    }
    return loss.values().get(0);
  }

  private double validate(Windows held) throws OrtException {
    int batches = Math.max(1, VALIDATION / plan.batch());
    double sum = 0;
    for (int i = 0; i < batches; i++) {
      batch.draw(held, random(-2L - i));
      Map<String, OnnxTensor> inputs = new HashMap<>(batch.inputs());
      inputs.put("weights", state.get("average").tensor());
      validation.run(inputs, Map.of("loss", loss.tensor())).close();
      sum += loss.values().get(0);
    }
    return sum / batches;
  }

  @Override
  public void close() throws OrtException {
    batch.close();
    List<FloatTensor> all = new ArrayList<>(state.values());
    all.addAll(next.values());
    all.forEach(FloatTensor::close);
    rates.close();
    loss.close();
    step.close();
    validation.close();
  }
}
