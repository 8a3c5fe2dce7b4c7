package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.DpmSolver;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.Steps;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Fault;
import io.stillwater.source.Injection;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How near "what normal would have looked like" is to what was: simulated pumps with a fault beside
 * the same pumps without it, root mean square over window and channels in standard deviations, mean
 * over the windows of each fault; and what normal windows lose.
 *
 * <p>Argument: the folder of a bundle of simulated pumps that holds a network; one is trained if
 * there is none.
 */
public final class ReconstructionBench {
  private static final long START = SimulatedReadings.START;
  private static final long FROM = START + 30_000;
  private static final long TO = FROM + 60_000;

  private final OnnxScorer scorer;
  private final Normalisation normalisation;
  private final int length;
  private final List<List<Pair>> pairs = new ArrayList<>(); // by fault

  /** One window with the fault and without it; the latter normalised as well. */
  private record Pair(Window window, Window healthyWindow, double[] healthy) {}

  private ReconstructionBench(OnnxScorer scorer, Bundle bundle) {
    this.scorer = scorer;
    this.normalisation = bundle.manifest().normalisation();
    this.length = bundle.manifest().window().length();
    for (Fault fault : Fault.values()) {
      pairs.add(pairs(fault, pairs.size() % 5));
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder =
        args.length > 0 ? Path.of(args[0]) : train(Path.of("target", "reconstruction-bench"));
    Bundle bundle = Bundle.load(folder);
    try (OnnxScorer scorer = bundle.scorer(RuntimeOptions.standard())) {
      new ReconstructionBench(scorer, bundle).run();
    }
  }

  private static Path train(Path folder) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("pumps", folder)
            .with(WindowPlan.of(WindowPlan.SHORT, Stride.millis(1000)))
            .with(Preprocessing.DEFAULT.with(Normalisation.Mode.KEY))
            .with(NetworkFit.DEFAULT, new MemoryFit(1024));
    Duration half = Duration.ofMinutes(30);
    Trainer.train(plan, new SimulatedReadings(new Simulator(8, 1), START, half), Progress.NONE);
    return plan.out();
  }

  private List<Pair> pairs(Fault fault, int pump) {
    Simulator broken = new Simulator(5, 5);
    Simulator healthy = new Simulator(5, 5); // draws the same noise
    broken.inject(new Injection("pump-" + (pump + 1), fault, FROM, 10_000, TO));
    List<Reading> with = new ArrayList<>();
    List<Reading> without = new ArrayList<>();
    List<Pair> all = new ArrayList<>();
    for (long time = START; time < TO; time += Simulator.STEP_MILLIS) {
      with.add(broken.next(time).get(pump));
      without.add(healthy.next(time).get(pump));
      if (time >= FROM + 10_000 && time % 1000 == 0) {
        Window one = last(with);
        Window other = last(without);
        all.add(new Pair(one, other, normalised(other)));
      }
    }
    return all;
  }

  private Window last(List<Reading> rows) {
    return new Window(rows.subList(rows.size() - length, rows.size()).toArray(Reading[]::new), 0);
  }

  private double[] normalised(Window window) {
    return doubles(normalisation.normalise(window));
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    Arrays.setAll(copy, i -> values[i]);
    return copy;
  }

  private void run() {
    System.out.printf(Locale.ROOT, "%-42s", "");
    for (Fault fault : Fault.values()) {
      System.out.printf(Locale.ROOT, "%15s", fault.title());
    }
    System.out.printf(Locale.ROOT, "%15s%n", "none");
    print("what was observed", this::normalised);
    Denoiser denoiser = scorer.denoiser();
    for (double sigma : new double[] {1, 2, 4, 8}) {
      print("at once, sigma " + sigma, w -> denoiser.denoise(normalised(w), sigma));
    }
    for (double sigma : new double[] {1, 2, 4, 8}) {
      print("partial diffusion from " + sigma + ", 3 steps", w -> partial(denoiser, w, sigma));
    }
    long start = System.nanoTime();
    print("as alerts have it", this::expected);
    int windows = 2 * pairs.stream().mapToInt(List::size).sum();
    System.out.printf(
        Locale.ROOT, "%.1f ms for each alarm%n", (System.nanoTime() - start) / 1e6 / windows);
  }

  private static double[] four(double[] window) {
    double[] four = new double[4 * window.length];
    Arrays.setAll(four, i -> window[i % window.length]);
    return four;
  }

  private double[] partial(Denoiser denoiser, Window window, double sigma) {
    double[] four = four(normalised(window));
    Steps steps = Steps.geometric(sigma / 4, sigma, 3);
    Noise noise = Noise.of(window.key(), window.endTime());
    double[] walked = new DpmSolver().partial(denoiser, four, steps, noise);
    double[] mean = new double[four.length / 4];
    for (int i = 0; i < four.length; i++) {
      mean[i % mean.length] += walked[i] / 4;
    }
    return mean;
  }

  /** What the scorer says, back in standard deviations. */
  private double[] expected(Window window) {
    double[] expected = scorer.expected(window);
    Normalisation.Level level =
        normalisation.keys().getOrDefault(window.key(), normalisation.pooled());
    for (int i = 0; i < expected.length; i++) {
      int c = i % normalisation.channels();
      expected[i] = (expected[i] - level.centre()[c]) / level.scale()[c];
    }
    return expected;
  }

  private void print(String name, Function<Window, double[]> reconstruct) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-42s", name));
    double lost = 0;
    for (List<Pair> fault : pairs) {
      double off = 0;
      for (Pair pair : fault) {
        off += distance(reconstruct.apply(pair.window()), pair.healthy()) / fault.size();
        double of = fault.size() * pairs.size();
        lost += distance(reconstruct.apply(pair.healthyWindow()), pair.healthy()) / of;
      }
      line.append(String.format(Locale.ROOT, "%15.2f", off));
    }
    System.out.println(line.append(String.format(Locale.ROOT, "%15.2f", lost)));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]) / a.length;
    }
    return Math.sqrt(sum);
  }
}
