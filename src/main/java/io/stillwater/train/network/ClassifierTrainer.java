package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Trains small networks side by side on ONNX Runtime, each to tell two kinds of samples apart by
 * some of their inputs; each may leave out a group of samples, for which it says afterwards what it
 * would say of new ones. The same samples and seed give the same weights on the same provider. Not
 * thread-safe.
 */
public final class ClassifierTrainer {
  private static final int BATCH = 256;
  private static final double RATE = 2e-3;
  private static final double DECAY = 1e-3;

  /** Steps that the average of the weights goes back over, about. */
  private static final double MEMORY = 300;

  /** What is learned from. */
  public interface Samples {
    int count();

    /** Inputs of a sample. */
    int size();

    /** Writes the inputs of a sample, of which none is extreme, from a place of an array on. */
    void read(int sample, float[] to, int at);

    /** Whether it is of the second kind. */
    boolean odd(int sample);

    /** The group that it belongs to, from 0. */
    int group(int sample);
  }

  /**
   * A network that is wanted.
   *
   * @param seen the inputs that it sees
   * @param without the group that it does not learn from; -1 for none
   */
  public record Wanted(int[] seen, int without) {}

  /**
   * A trained network: three layers, of each its matrix (inputs, outputs) row by row and then its
   * biases.
   */
  public record Layers(float[] first, float[] second, float[] last) {}

  private final Samples samples;
  private final List<Wanted> wanted;
  private final int[] order;
  private final SplittableRandom random;
  private final float[] x;
  private final float[] odd = new float[BATCH];
  private final float[] counted;

  private ClassifierTrainer(Samples samples, List<Wanted> wanted, long seed) {
    this.samples = samples;
    this.wanted = wanted;
    this.random = new SplittableRandom(seed);
    this.order = new int[samples.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    this.x = new float[BATCH * samples.size()];
    this.counted = new float[BATCH * wanted.size()];
  }

  /**
   * Trains.
   *
   * @param epochs passes over the samples
   * @param progress told the share that is done
   * @return the networks in the order wanted
   * @throws BundleException where a provider is required that does not work here, or the runtime
   *     cannot train
   */
  public static List<Layers> fit(
      Samples samples,
      List<Wanted> wanted,
      int epochs,
      long seed,
      RuntimeOptions runtime,
      DoubleConsumer progress)
      throws BundleException {
    try {
      return new ClassifierTrainer(samples, wanted, seed).fit(epochs, runtime, progress);
    } catch (OrtException e) {
      throw new BundleException("the runtime cannot train: " + e.getMessage(), e);
    }
  }

  private List<Layers> fit(int epochs, RuntimeOptions runtime, DoubleConsumer progress)
      throws OrtException, BundleException {
    List<int[]> seen = wanted.stream().map(Wanted::seen).toList();
    byte[] graph = ClassifierGraph.step(BATCH, samples.size(), seen);
    float[] first = first(seen);
    int each = Math.max(1, order.length / BATCH);
    int steps = epochs * each;
    try (OpenSession session = OpenSession.of(graph, runtime.inFull().busily());
        State state = new State(first, samples.size(), wanted.size())) {
      for (int step = 0; step < steps; step++) {
        if (step % each == 0) {
          shuffle();
        }
        fill(step % each * BATCH);
        double left = 1 - (double) step / steps;
        double stays = Math.min(1 - 1 / MEMORY, (1.0 + step) / (10.0 + step));
        state.step(session, this, AdamW.rates(step, RATE * Math.min(1, 2 * left), DECAY, stays));
        progress.accept((step + 1.0) / steps);
      }
      return layers(state.average());
    }
  }

  private float[] first(List<int[]> seen) {
    float[] first = new float[seen.stream().mapToInt(s -> ClassifierGraph.weights(s.length)).sum()];
    int at = 0;
    for (int[] inputs : seen) {
      int[] sizes = {inputs.length, ClassifierGraph.H1, ClassifierGraph.H2, 1};
      for (int layer = 0; layer < 3; layer++) {
        double deviation = Math.sqrt(2.0 / sizes[layer]);
        for (int i = 0; i < sizes[layer] * sizes[layer + 1]; i++) {
          first[at++] = (float) (deviation * random.nextGaussian());
        }
        at += sizes[layer + 1];
      }
    }
    return first;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = order[i];
      order[i] = order[j];
      order[j] = value;
    }
  }

  /** Of fewer samples than a batch some come twice. */
  private void fill(int from) {
    for (int row = 0; row < BATCH; row++) {
      int sample = order[(from + row) % order.length];
      samples.read(sample, x, row * samples.size());
      odd[row] = samples.odd(sample) ? 1 : 0;
      for (int n = 0; n < wanted.size(); n++) {
        boolean left = wanted.get(n).without() == samples.group(sample);
        counted[row * wanted.size() + n] = left ? 0 : 1;
      }
    }
  }

  private List<Layers> layers(float[] weights) {
    List<Layers> layers = new ArrayList<>();
    int[] at = {0};
    for (Wanted network : wanted) {
      int n = network.seen().length;
      float[] first = part(weights, at, (n + 1) * ClassifierGraph.H1);
      float[] second = part(weights, at, (ClassifierGraph.H1 + 1) * ClassifierGraph.H2);
      layers.add(new Layers(first, second, part(weights, at, ClassifierGraph.H2 + 1)));
    }
    return layers;
  }

  private static float[] part(float[] weights, int[] at, int count) {
    float[] part = new float[count];
    System.arraycopy(weights, at[0], part, 0, count);
    at[0] += count;
    return part;
  }

  /** What lies in direct memory: the batch, and the state in two copies that change places. */
  private static final class State implements AutoCloseable {
    private final Map<String, FloatTensor> now = new HashMap<>();
    private final Map<String, FloatTensor> next = new HashMap<>();
    private final FloatTensor x;
    private final FloatTensor odd = new FloatTensor(BATCH, 1);
    private final FloatTensor counted;
    private final FloatTensor rates = new FloatTensor(4);
    private final FloatTensor loss = new FloatTensor();

    State(float[] first, int inputs, int networks) throws OrtException {
      x = new FloatTensor(BATCH, inputs);
      counted = new FloatTensor(BATCH, networks);
      for (String name : AdamW.STATE) {
        now.put(name, new FloatTensor(first.length));
        next.put(name, new FloatTensor(first.length));
      }
      now.get(TrainingSession.WEIGHTS).write(first);
      now.get(TrainingSession.AVERAGE).write(first);
    }

    void step(OpenSession session, ClassifierTrainer batch, float[] optimiser) throws OrtException {
      x.write(batch.x);
      odd.write(batch.odd);
      counted.write(batch.counted);
      rates.write(optimiser);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("x", x.tensor());
      inputs.put("odd", odd.tensor());
      inputs.put("counted", counted.tensor());
      inputs.put("rates", rates.tensor());
      Map<String, OnnxTensor> outputs = new HashMap<>();
      outputs.put("loss", loss.tensor());
      for (String name : AdamW.STATE) {
        inputs.put(name, now.get(name).tensor());
        outputs.put(name + "_out", next.get(name).tensor());
      }
      session.session().run(inputs, outputs).close();
      for (String name : AdamW.STATE) {
        next.put(name, now.put(name, next.get(name)));
      }
    }

    float[] average() {
      return now.get(TrainingSession.AVERAGE).read();
    }

    @Override
    public void close() {
      now.values().forEach(FloatTensor::close);
      next.values().forEach(FloatTensor::close);
      List.of(x, odd, counted, rates, loss).forEach(FloatTensor::close);
    }
  }
}
