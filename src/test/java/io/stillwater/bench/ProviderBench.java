package io.stillwater.bench;

import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.Provider;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Each provider that works here: how far its scores are from those of the CPU, and windows a second
 * by batch size.
 *
 * <p>Arguments: the folders of bundles; {@code models/pump} where none is given.
 */
public final class ProviderBench {
  private static final int LARGEST = 1024;
  private static final double SECONDS = 1;

  private final Bundle bundle;
  private final List<Window> windows;

  private ProviderBench(Bundle bundle) {
    this.bundle = bundle;
    this.windows = windows(bundle.manifest(), 2 * LARGEST);
  }

  public static void main(String[] args) throws BundleException {
    for (String folder : args.length == 0 ? new String[] {"models/pump"} : args) {
      new ProviderBench(Bundle.load(Path.of(folder))).run();
    }
  }

  /**
   * Windows that wander about their channels' levels: a third near, a third as usual, a third far.
   */
  private static List<Window> windows(Manifest manifest, int count) {
    Random random = new Random(1);
    Level level = manifest.normalisation().pooled();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double strangeness = Math.pow(4, i % 3 - 1); // 1/4, 1, 4
      double[] z = new double[manifest.channels().size()];
      Reading[] rows = new Reading[manifest.window().length()];
      for (int r = 0; r < rows.length; r++) {
        double[] values = new double[z.length];
        for (int c = 0; c < z.length; c++) {
          z[c] = 0.9 * z[c] + 0.45 * strangeness * random.nextGaussian();
          values[c] = level.centre()[c] + level.scale()[c] * z[c];
        }
        rows[r] = Reading.ofRow("bench", r, values, r);
      }
      windows.add(new Window(rows, 0));
    }
    return windows;
  }

  private void run() throws BundleException {
    RuntimeOptions standard = RuntimeOptions.standard();
    print("bundle %s, %d threads, batches up to %d", bundle, standard.threads(), LARGEST);
    List<WindowError> cpu = measure(standard.threads(), ProviderChoice.CPU, null);
    ProviderUsed cuda = OpenSession.probe(ProviderChoice.CUDA);
    if (cuda.provider().gpu()) {
      measure(standard.threads(), ProviderChoice.CUDA, cpu);
      try {
        measure(standard.threads(), ProviderChoice.CUDA.inHalf(true), cpu);
      } catch (BundleException e) {
        print("-- cuda-half%n%s", e.getMessage());
      }
    } else {
      print("cuda is left out: %s", cuda.fallback());
    }
  }

  private List<WindowError> measure(int threads, ProviderChoice choice, List<WindowError> cpu)
      throws BundleException {
    RuntimeOptions options = new RuntimeOptions(LARGEST, threads).with(choice);
    long start = System.nanoTime();
    try (OnnxScorer scorer = bundle.scorer(options)) {
      Provider provider = scorer.provider().provider();
      print("-- %s", scorer.provider());
      print(
          "opened, warmed, golden windows within %.0e: %.1f s", provider.tolerance(), since(start));
      List<WindowError> errors = scorer.errors(windows);
      if (cpu != null) {
        print("largest difference to the CPU, of 1 + |number|: %.1e", difference(errors, cpu));
      }
      for (int batch = 1; batch <= LARGEST; batch *= 4) {
        print("batch %5d: %,10.0f windows/s", batch, rate(scorer, windows.subList(0, batch)));
      }
      return errors;
    }
  }

  private static double difference(List<WindowError> errors, List<WindowError> cpu) {
    double largest = 0;
    for (int i = 0; i < errors.size(); i++) {
      double[] seen = errors.get(i).logLevels();
      double[] expected = cpu.get(i).logLevels();
      for (int k = 0; k < seen.length; k++) {
        double difference = Math.abs(seen[k] - expected[k]) / (1 + Math.abs(expected[k]));
        largest = Math.max(largest, Double.isNaN(difference) ? Double.MAX_VALUE : difference);
      }
    }
    return largest;
  }

  private static double rate(OnnxScorer scorer, List<Window> batch) {
    scorer.errors(batch);
    long start = System.nanoTime();
    long scored = 0;
    while (since(start) < SECONDS) {
      scored += scorer.errors(batch).size();
    }
    return scored / since(start);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
