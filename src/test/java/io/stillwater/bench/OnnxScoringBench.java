package io.stillwater.bench;

import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Windows a second of the scoring graph by batch size, beside the same mathematics in plain loops,
 * and what a model costs in memory.
 *
 * <p>Arguments: window length, channels, references, levels; 64 8 4096 4 where none are given.
 */
public final class OnnxScoringBench {
  private static final int LARGEST = 1024;
  private static final double SECONDS = 1.5;

  private final int length;
  private final int channels;
  private final int references;
  private final NoiseLevels levels;
  private final Random random = new Random(1);

  private OnnxScoringBench(int length, int channels, int references, int levels) {
    this.length = length;
    this.channels = channels;
    this.references = references;
    this.levels = NoiseLevels.geometric(0.1, 1, levels);
  }

  public static void main(String[] args) throws BundleException {
    int[] sizes = {64, 8, 4096, 4};
    for (int i = 0; i < args.length; i++) {
      sizes[i] = Integer.parseInt(args[i]);
    }
    new OnnxScoringBench(sizes[0], sizes[1], sizes[2], sizes[3]).run();
  }

  private List<Window> windows(int count) {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Reading[] rows = new Reading[length];
      double phase = random.nextDouble() * 100;
      for (int r = 0; r < length; r++) {
        double[] values = new double[channels];
        for (int c = 0; c < channels; c++) {
          values[c] = Math.sin((phase + r) * (1 + c) / 20) + 0.1 * random.nextGaussian();
        }
        rows[r] = Reading.ofRow("k", r, values, r);
      }
      windows.add(new Window(rows, 0));
    }
    return windows;
  }

  private void run() throws BundleException {
    List<Window> known = windows(references);
    LevelFitter fitter = new LevelFitter(Preprocessing.DEFAULT, channels);
    known.forEach(fitter::add);
    Normalisation normalisation = fitter.fit();
    float[][] memory = known.stream().map(normalisation::normalise).toArray(float[][]::new);
    byte[] model =
        ScoringGraph.build(length, normalisation, List.of(new MemoryGraph(memory, levels)));
    print(
        "window %d × %d, %d references, levels %s, %d threads, model %.1f MB",
        length, channels, references, levels, threads(), model.length / 1e6);
    double plain = plain(normalisation, memory);
    print("plain Java loops, one thread: %,.0f windows/s", plain);
    long before = residentKilobytes();
    try (OnnxScorer scorer =
        OnnxScorer.open(
            model,
            new ScoringShape(length, channels, List.of(new DenoiserInfo.Memory(levels.sigmas()))),
            normalisation,
            new RuntimeOptions(LARGEST, threads()))) {
      print("opened and warmed to batches of %d: + %.0f MB", LARGEST, megabytesSince(before));
      for (int batch = 1; batch <= LARGEST; batch *= 2) {
        double rate = rate(scorer, windows(batch));
        print("batch %5d: %,10.0f windows/s, %6.1f × plain loops", batch, rate, rate / plain);
      }
      print("after scoring: + %.0f MB", megabytesSince(before));
    }
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private double plain(Normalisation normalisation, float[][] memory) {
    DenoisingError error = new DenoisingError(new MemoryDenoiser(memory), Parameterisation.EDM);
    float[] observed = new float[length * channels];
    Arrays.fill(observed, 1);
    List<Window> windows = windows(64);
    long start = System.nanoTime();
    int scored = 0;
    double sum = 0;
    while (elapsed(start) < SECONDS) {
      float[] window = normalisation.normalise(windows.get(scored++ % windows.size()));
      double[] y = new double[window.length];
      Arrays.setAll(y, i -> window[i]);
      for (double sigma : levels.sigmas()) {
        sum += error.logOf(y, observed, new double[y.length], sigma);
      }
    }
    requireNumber(sum);
    return scored / elapsed(start);
  }

  private static double rate(OnnxScorer scorer, List<Window> windows) {
    scorer.errors(windows);
    long start = System.nanoTime();
    long scored = 0;
    double sum = 0;
    while (elapsed(start) < SECONDS) {
      sum += scorer.errors(windows).get(0).logLevels()[0];
      scored += windows.size();
    }
    requireNumber(sum);
    return scored / elapsed(start);
  }

  private static void requireNumber(double sum) {
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("scores were not numbers: the figures mean nothing");
    }
  }

  private static double elapsed(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double megabytesSince(long kilobytes) {
    return (residentKilobytes() - kilobytes) / 1e3;
  }

  /** Resident memory of the process as Linux tells it; 0 elsewhere. */
  private static long residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
