package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Simulator;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each part of the default detector costs: windows a second, and against the default. */
public final class DetectorCostBench {
  private static final int PUMPS = 8;
  private static final int TRAINING = 4_000;
  private static final int TEST = 1_500;
  private static final int ROUNDS = 5;

  private DetectorCostBench() {}

  /** A detector, ready to be timed. */
  private record Timed(String name, Detector detector, List<Window> windows, double[] seconds) {}

  public static void main(String[] args) throws Exception {
    int s = WindowPlan.SHORT;
    int l = WindowPlan.LENGTH;
    List<Timed> all =
        List.of(
            timed("default: memory and Gaussian, 64", l, MemoryFit.DEFAULT, GaussianFit.DEFAULT),
            timed("memory, 64 at two scales", l, MemoryFit.DEFAULT),
            timed("Gaussian, 64 at two scales", l, GaussianFit.DEFAULT),
            timed("memory and Gaussian, 16", s, MemoryFit.DEFAULT, GaussianFit.DEFAULT),
            timed("memory, 16", s, MemoryFit.DEFAULT),
            timed("Gaussian, 16", s, GaussianFit.DEFAULT),
            timed("network, 64", l, NetworkFit.DEFAULT));
    for (int round = 0; round < ROUNDS; round++) {
      for (Timed timed : all) { // in turn, so that a slow minute hits all of them
        long start = System.nanoTime();
        timed.detector().judge(timed.windows());
        timed.seconds()[round] = (System.nanoTime() - start) / 1e9;
      }
    }
    double standard = median(all.get(0));
    System.out.println("detector, 8 channels                  windows/s   default takes");
    for (Timed timed : all) {
      System.out.printf(
          Locale.ROOT,
          "%-36s %9.0f   × %.2f%n",
          timed.name(),
          timed.windows().size() / median(timed),
          standard / median(timed));
      timed.detector().close();
    }
  }

  private static double median(Timed timed) {
    double[] sorted = timed.seconds().clone();
    java.util.Arrays.sort(sorted);
    return sorted[ROUNDS / 2];
  }

  private static Timed timed(String name, int length, DenoiserFit... fits) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("cost", Files.createTempDirectory("cost").resolve("bundle"))
            .with(WindowPlan.of(length, Stride.rows(1)))
            .with(Preprocessing.DEFAULT.with(Normalisation.Mode.KEY))
            .with(fits);
    List<Reading> training = readings(new Simulator(PUMPS, 1), TRAINING);
    Bundle bundle =
        Trainer.train(plan, new ListReadings(Simulator.CHANNELS, true, training), Progress.NONE)
            .bundle();
    Windower<Void> windower = Windower.offline(bundle.manifest().window());
    List<Window> windows = new ArrayList<>();
    for (Reading reading : readings(new Simulator(PUMPS, 2), TEST)) {
      KeyWindow<Void> key = windower.add(reading);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    Detector detector = bundle.open(RuntimeOptions.standard());
    delete(bundle.folder());
    return new Timed(name, detector, windows, new double[ROUNDS]);
  }

  private static List<Reading> readings(Simulator simulator, int steps) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      readings.addAll(simulator.next(i * Simulator.STEP_MILLIS));
    }
    return readings;
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
