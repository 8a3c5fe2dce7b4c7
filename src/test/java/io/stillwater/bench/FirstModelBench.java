package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.evaluate.Ranking;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Fault;
import io.stillwater.source.Injection;
import io.stillwater.source.Simulator;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How soon a new model is useful: 100,000 readings of 8 channels from 8 simulated pumps, read,
 * trained on and calibrated with a few hundred steps and with many more, and what each is worth on
 * weak faults of other hours.
 */
public final class FirstModelBench {
  private static final int PUMPS = 8;
  private static final int TRAINING = 12_500;
  private static final int TEST = 6_000;
  private static final int FAULTY = 300;

  /** How severe a fault is when it is mended; it grows to that from nothing. */
  private static final double SEVERITY = 0.15;

  private static final int BATCH = 4096;

  private FirstModelBench() {}

  public static void main(String[] args) throws Exception {
    List<Reading> training = readings(new Simulator(PUMPS, 1), TRAINING);
    double last = 0;
    System.out.println("denoiser      steps  seconds   AUROC");
    measure("memory", 0, training, MemoryFit.DEFAULT);
    for (int steps : new int[] {4000, 1000, 500, 250}) {
      double auroc = measure("network", steps, training, network(steps));
      last = steps == 4000 ? auroc : last;
      System.out.printf(
          Locale.ROOT,
          "              %.1f %% of the quality after 4000 steps%n",
          100 * auroc / last);
    }
    measure("both", 500, training, MemoryFit.DEFAULT, network(500));
  }

  private static NetworkFit network(int steps) {
    NetworkPlan plan = NetworkPlan.DEFAULT;
    return NetworkFit.DEFAULT.with(
        NetworkFit.DEFAULT.form(),
        new NetworkPlan(
            plan.technique(),
            steps,
            plan.batch(),
            plan.rate(),
            plan.lower(),
            plan.masked(),
            plan.seed()),
        NetworkFit.DEFAULT.augmentation());
  }

  private static List<Reading> readings(Simulator simulator, int steps) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      readings.addAll(simulator.next(i * Simulator.STEP_MILLIS));
    }
    return readings;
  }

  private static double measure(
      String name, int steps, List<Reading> training, DenoiserFit... denoisers) throws Exception {
    Path out = Files.createTempDirectory("first-model").resolve("bundle");
    TrainingPlan plan =
        TrainingPlan.of("first", out)
            .with(Preprocessing.DEFAULT.with(Normalisation.Mode.KEY))
            .with(denoisers);
    long start = System.nanoTime();
    Bundle bundle =
        Trainer.train(plan, new ListReadings(Simulator.CHANNELS, true, training), Progress.NONE)
            .bundle();
    double seconds = (System.nanoTime() - start) / 1e9;
    double auroc = auroc(bundle);
    System.out.printf(Locale.ROOT, "%-12s %6d %8.1f %7.4f%n", name, steps, seconds, auroc);
    return auroc;
  }

  /** Each kind of fault, weak, again and again on all pumps in turn; windows that end in one. */
  private static double auroc(Bundle bundle) throws Exception {
    Simulator simulator = new Simulator(PUMPS, 2);
    boolean[][] faulty = new boolean[PUMPS][TEST];
    List<Fault> faults = List.of(Fault.values());
    int turn = 0;
    for (int from = FAULTY; from + FAULTY < TEST; from += 2 * FAULTY) {
      for (int pump = 0; pump < PUMPS; pump++) {
        Fault fault = faults.get(turn++ % faults.size());
        long begin = from * Simulator.STEP_MILLIS;
        long end = (from + FAULTY) * Simulator.STEP_MILLIS;
        long ramp = (long) ((end - begin) / SEVERITY);
        simulator.inject(new Injection(simulator.pumps().get(pump), fault, begin, ramp, end));
        Arrays.fill(faulty[pump], from, from + FAULTY, true);
      }
    }
    WindowSpec spec = bundle.manifest().window();
    Windower<Void> windower = Windower.offline(spec);
    List<Window> windows = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (int i = 0; i < TEST; i++) {
      List<Reading> now = simulator.next(i * Simulator.STEP_MILLIS);
      for (int pump = 0; pump < PUMPS; pump++) {
        KeyWindow<Void> key = windower.add(now.get(pump));
        if (windower.cut() == Cut.COMPLETE && i % 5 == 0) {
          windows.add(key.window());
          labels.add(faulty[pump][i]);
        }
      }
    }
    return auroc(bundle, windows, labels);
  }

  private static double auroc(Bundle bundle, List<Window> windows, List<Boolean> labels)
      throws Exception {
    double[] scores = new double[windows.size()];
    boolean[] truth = new boolean[scores.length];
    try (Detector detector = bundle.open(RuntimeOptions.standard())) {
      for (int from = 0; from < scores.length; from += BATCH) {
        int to = Math.min(scores.length, from + BATCH);
        List<Verdict> verdicts = detector.judge(windows.subList(from, to));
        for (int i = from; i < to; i++) {
          scores[i] = verdicts.get(i - from).score();
          truth[i] = labels.get(i);
        }
      }
    }
    return new Ranking(scores, truth).auroc();
  }
}
