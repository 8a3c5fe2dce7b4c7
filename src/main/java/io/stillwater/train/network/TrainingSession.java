package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The step graph and its state in ONNX Runtime. State lies in direct memory, in two copies: a step
 * reads one and writes the other, then they change places. Not thread-safe.
 */
final class TrainingSession implements AutoCloseable {
  static final String WEIGHTS = "weights";
  static final String AVERAGE = "average";
  private static final List<String> STATE = AdamW.STATE;

  /** Steps in one run on a GPU, to which the state would else be copied at each of them. */
  private static final int ROUNDS = 10;

  private final int weights;
  private final OpenSession step;
  private final OpenSession validation;
  private final Map<String, FloatTensor> state = new HashMap<>();
  private final Map<String, FloatTensor> next = new HashMap<>();
  private final int most;
  private final LongBuffer rounds = LongBuffer.allocate(1);
  private final FloatTensor rates;
  private final FloatTensor loss;

  TrainingSession(NetworkSpec spec, NetworkPlan plan, RuntimeOptions runtime)
      throws OrtException, BundleException {
    this(spec, plan, runtime, OpenSession.probe(runtime.provider()).provider().gpu() ? ROUNDS : 1);
  }

  /**
   * @param most steps that one run has room for
   */
  TrainingSession(NetworkSpec spec, NetworkPlan plan, RuntimeOptions runtime, int most)
      throws OrtException, BundleException {
    this.most = most;
    RuntimeOptions busy = runtime.inFull().busily(); // half precision loses small gradients
    weights = Backbone.weights(spec, plan.technique());
    step = OpenSession.of(graph(spec, plan), busy);
    validation = OpenSession.of(TrainingGraph.validation(spec, plan, weights), busy);
    for (String name : STATE) {
      state.put(name, new FloatTensor(weights));
      next.put(name, new FloatTensor(weights));
    }
    rates = FloatTensor.rows(most, 4);
    loss = new FloatTensor();
  }

  /** How many weights there are. */
  int weights() {
    return weights;
  }

  private byte[] graph(NetworkSpec spec, NetworkPlan plan) {
    return most == 1
        ? TrainingGraph.step(spec, plan, weights)
        : TrainingGraph.steps(spec, plan, weights, most);
  }

  /** Steps that one run has room for. */
  int rounds() {
    return most;
  }

  /**
   * Steps, one for each row of the optimiser.
   *
   * @param batch of {@link #rounds} rounds
   * @param optimiser see {@link AdamW#rates}; no more rows than rounds
   * @return the sum of the losses before each
   */
  double steps(Batch batch, float[][] optimiser) throws OrtException {
    for (int round = 0; round < optimiser.length; round++) {
      rates.write(round * optimiser[round].length, optimiser[round]);
    }
    if (most == 1) {
      return run(batch, Map.of());
    }
    rounds.put(0, optimiser.length);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor count = OnnxTensor.createTensor(environment, rounds, new long[] {1})) {
      return run(batch, Map.of("rounds", count));
    }
  }

  private double run(Batch batch, Map<String, OnnxTensor> more) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>(batch.inputs());
    inputs.putAll(more);
    inputs.put("rates", rates.tensor());
    Map<String, OnnxTensor> outputs = new HashMap<>();
    outputs.put("loss", loss.tensor());
    for (String name : STATE) {
      inputs.put(name, state.get(name).tensor());
      outputs.put(name + "_out", next.get(name).tensor());
    }
    step.session().run(inputs, outputs).close();
    for (String name : STATE) {
      next.put(name, state.put(name, next.get(name)));
    }
    return loss.values().get(0);
  }

  /** The loss of the averaged weights. */
  double validate(Batch batch) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>(batch.inputs());
    inputs.put(WEIGHTS, state.get(AVERAGE).tensor());
    validation.session().run(inputs, Map.of("loss", loss.tensor())).close();
    return loss.values().get(0);
  }

  /** A copy of one part of the state. */
  float[] read(String name) {
    return state.get(name).read();
  }

  /** A copy of the whole state. */
  Map<String, float[]> read() {
    Map<String, float[]> copy = new TreeMap<>();
    state.forEach((name, tensor) -> copy.put(name, tensor.read()));
    return copy;
  }

  /** Takes a state over. */
  void write(Map<String, float[]> from) {
    from.forEach((name, values) -> state.get(name).write(values));
  }

  @Override
  public void close() {
    List<FloatTensor> all = new ArrayList<>(state.values());
    all.addAll(next.values());
    all.add(rates);
    all.add(loss);
    all.forEach(FloatTensor::close);
    step.close();
    validation.close();
  }
}
