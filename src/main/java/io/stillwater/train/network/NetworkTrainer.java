package io.stillwater.train.network;

import ai.onnxruntime.OrtException;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Trains a network: step after step, looking at windows that are not learnt from now and then,
 * until these are denoised no better or the steps are used up. The averaged weights of the best
 * look are taken. Given weights are looked at before the first step too, and may stay the best.
 *
 * <p>Where the loss runs away, training goes back to the last look at half the learning rate. With
 * a checkpoint file, a training that was killed goes on to the same result. Not thread-safe.
 */
public final class NetworkTrainer {
  private static final int LOOKS = 40;
  private static final int LEAST_BETWEEN = 20;
  private static final int VALIDATION = 1024;
  private static final int PATIENCE = 8;
  private static final int SETBACKS = 3;
  private static final double RUNAWAY = 20;

  private final NetworkSpec spec;
  private final NetworkPlan plan;
  private final Path checkpoint;
  private final RuntimeOptions runtime;
  private final List<TrainingPoint> curve = new ArrayList<>();
  private float[] best;
  private int setbacks;
  private int done;
  private double sum;

  /** On the CPU. */
  public NetworkTrainer(NetworkSpec spec, NetworkPlan plan, Path checkpoint) {
    this(spec, plan, checkpoint, RuntimeOptions.standard().with(ProviderChoice.CPU));
  }

  /**
   * @param checkpoint where to write down how it stands at every look; null for nowhere
   * @param runtime what the steps are run on
   */
  public NetworkTrainer(
      NetworkSpec spec, NetworkPlan plan, Path checkpoint, RuntimeOptions runtime) {
    this.spec = spec;
    this.plan = plan;
    this.checkpoint = checkpoint;
    this.runtime = runtime;
  }

  /** Where to start from. */
  public sealed interface Start {
    /** From random weights. */
    record Fresh() implements Start {}

    /**
     * From the weights of another training.
     *
     * @param spec of that network
     * @param technique it was trained by
     * @param weights not copied
     */
    record From(NetworkSpec spec, Technique technique, float[] weights) implements Start {}

    /**
     * From the checkpoint, if there is one.
     *
     * @param otherwise where to start if there is none
     */
    record Resume(Start otherwise) implements Start {
      public Resume() {
        this(new Fresh());
      }
    }

    /** Where the first weights came from. */
    default Start origin() {
      return this instanceof Resume resume ? resume.otherwise() : this;
    }
  }

  /**
   * Trains.
   *
   * @param seen windows to learn from
   * @param held windows to look at
   * @throws DivergenceException where the loss runs away again and again
   * @throws IOException where the checkpoint cannot be read or written
   * @throws BundleException where a provider is required that does not work here
   */
  public TrainedNetwork train(Start start, Windows seen, Windows held, TrainingListener listener)
      throws OrtException, DivergenceException, IOException, BundleException {
    try (TrainingSession session = new TrainingSession(spec, plan, runtime);
        Batch batch = new Batch(spec, plan);
        Batch run = new Batch(spec, plan, plan.technique().schedule(), session.rounds())) {
      long purpose = purpose(seen, held);
      begin(session, start, purpose);
      if (start.origin() instanceof Start.From && done == 0) {
        curve.add(new TrainingPoint(0, loss(session, batch, seen), loss(session, batch, held)));
      }
      Map<String, float[]> safe = session.read();
      Pacer pacer = new Pacer(done);
      while (done < plan.steps() && !patienceIsOver()) {
        walk(session, run, seen);
        boolean look = done % between() == 0 || done == plan.steps();
        if (!Double.isFinite(sum) || (look && runsAway(sum / steps()))) {
          back(session, safe);
        } else if (look) {
          look(session, batch, held);
          safe = session.read();
          save(purpose, safe);
        }
        if (!curve.isEmpty() && (look || done % 5 == 0)) {
          listener.at(curve.get(curve.size() - 1), pacer.at(done));
        }
      }
      return new TrainedNetwork(best, curve, setbacks);
    }
  }

  /** As many steps as fit into a run and lead no further than to the next look. */
  private void walk(TrainingSession session, Batch run, Windows seen) throws OrtException {
    int before = Math.min(between() - done % between(), plan.steps() - done);
    float[][] optimiser = new float[Math.min(session.rounds(), before)][];
    for (int round = 0; round < optimiser.length; round++) {
      run.draw(round, seen, random(done + round));
      optimiser[round] = rates(done + round);
    }
    sum += session.steps(run, optimiser);
    done += optimiser.length;
  }

  private void begin(TrainingSession session, Start start, long purpose) throws IOException {
    if (start instanceof Start.Resume && checkpoint != null && Files.exists(checkpoint)) {
      TrainingCheckpoint from = TrainingCheckpoint.read(checkpoint, purpose);
      session.write(from.state());
      curve.addAll(from.curve());
      best = from.best();
      setbacks = from.setbacks();
      done = from.step();
      return;
    }
    float[] first = start.origin() instanceof Start.From from ? given(from) : first();
    if (first.length != session.weights()) {
      throw new IllegalArgumentException(
          "a network of this form has "
              + (session.weights() + " weights: the given one has " + first.length));
    }
    session.write(Map.of(TrainingSession.WEIGHTS, first, TrainingSession.AVERAGE, first));
    best = first;
  }

  private float[] given(Start.From from) {
    if (from.technique() != plan.technique()) {
      throw new IllegalArgumentException(
          "a network trained by "
              + (from.technique().option() + " cannot go on by ")
              + plan.technique().option());
    }
    return from.weights();
  }

  /** The first values of all weights. */
  private float[] first() {
    RandomGenerator random = random(-1);
    List<WeightSource.Initial> blueprint = Backbone.blueprint(spec, plan.technique());
    float[] first = new float[Backbone.weights(spec, plan.technique())];
    int at = 0;
    for (WeightSource.Initial initial : blueprint) {
      for (int i = 0; i < initial.count(); i++) {
        first[at++] = (float) (initial.deviation() * random.nextGaussian());
      }
    }
    return first;
  }

  private RandomGenerator random(long stream) {
    return new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + stream);
  }

  private int between() {
    return Math.max(LEAST_BETWEEN, plan.steps() / LOOKS);
  }

  /** Steps since the last look. */
  private int steps() {
    return done - (curve.isEmpty() ? 0 : curve.get(curve.size() - 1).step());
  }

  private float[] rates(int step) {
    double rate = plan.rate(step) * Math.pow(0.5, setbacks);
    return AdamW.rates(step, rate, NetworkPlan.DECAY, plan.stays(step));
  }

  private boolean runsAway(double loss) {
    return !curve.isEmpty() && loss > RUNAWAY * Math.max(1, curve.get(0).loss());
  }

  private void back(TrainingSession session, Map<String, float[]> safe) throws DivergenceException {
    if (setbacks == SETBACKS) {
      throw new DivergenceException(
          "the loss ran away at step "
              + (done
                  + " of "
                  + plan.steps()
                  + ", "
                  + (SETBACKS + 1)
                  + " times, the last time at a")
              + (" learning rate of " + plan.rate(done - 1) * Math.pow(0.5, SETBACKS))
              + ". Look for wild values in the data (--clip), or give a smaller --rate.");
    }
    setbacks++;
    done = curve.isEmpty() ? 0 : curve.get(curve.size() - 1).step();
    sum = 0;
    session.write(safe);
  }

  private void look(TrainingSession session, Batch batch, Windows held) throws OrtException {
    double loss = loss(session, batch, held);
    double lowest = curve.stream().mapToDouble(TrainingPoint::validation).min().orElse(loss);
    curve.add(new TrainingPoint(done, sum / steps(), loss));
    sum = 0;
    if (loss <= lowest) {
      best = session.read(TrainingSession.AVERAGE);
    }
  }

  /** The loss of the averaged weights. */
  private double loss(TrainingSession session, Batch batch, Windows windows) throws OrtException {
    int batches = Math.max(1, VALIDATION / plan.batch());
    double loss = 0;
    for (int i = 0; i < batches; i++) {
      batch.draw(windows, random(-2L - i));
      loss += session.validate(batch) / batches;
    }
    return loss;
  }

  private boolean patienceIsOver() {
    int bestAt = 0;
    for (int i = 1; i < curve.size(); i++) {
      bestAt = curve.get(i).validation() < curve.get(bestAt).validation() ? i : bestAt;
    }
    return curve.size() - 1 - bestAt >= PATIENCE;
  }

  private void save(long purpose, Map<String, float[]> state) throws IOException {
    if (checkpoint != null) {
      new TrainingCheckpoint(purpose, done, setbacks, curve, best, new HashMap<>(state))
          .write(checkpoint);
    }
  }

  /** A number that differs where the plan, the form or the windows differ. */
  private long purpose(Windows seen, Windows held) {
    long hash = (plan + " " + spec + " " + seen.size() + " " + held.size()).hashCode();
    float[] values = new float[spec.dimension()];
    float[] observed = new float[spec.dimension()];
    int probes = Math.min(64, seen.size());
    for (int i = 0; i < probes; i++) {
      int window = (int) ((long) i * seen.size() / probes);
      seen.read(window, values, observed, 0, random(-1));
      hash = 31 * hash + Arrays.hashCode(values);
    }
    return hash;
  }

  /** Measures how fast it goes. */
  private final class Pacer {
    private final int from;
    private final long start = System.nanoTime();

    Pacer(int from) {
      this.from = from;
    }

    TrainingListener.Pace at(int step) {
      double seconds = (System.nanoTime() - start) / 1e9;
      double perStep = seconds / Math.max(1, step - from);
      double operations =
          3.0 * spec.operations() * plan.batch() / perStep; // forward, and back twice
      return new TrainingListener.Pace(
          (double) step / plan.steps(), operations, perStep * (plan.steps() - step));
    }
  }
}
