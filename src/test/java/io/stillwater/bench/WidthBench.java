package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the default detector costs as channels grow from 1 to 1,000: training, the bundle, the heap
 * that is live after it, and scoring. Channels follow a few common causes, with noise of their own.
 * Arguments: how many rows to train on (3,000), and the channels.
 */
public final class WidthBench {
  private static final int CAUSES = 5;
  private static final int TEST = 1_200;
  private static final int ROUNDS = 3;

  private WidthBench() {}

  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 3_000;
    int[] widths =
        args.length > 1
            ? Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray()
            : new int[] {1, 3, 10, 30, 100, 300, 1_000};
    System.out.println(
        "channels    rows  training s  bundle MB  live heap MB   windows/s  µs/window  µs/value");
    for (int channels : widths) {
      line(channels, rows);
    }
  }

  private static void line(int channels, int rows) throws Exception {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      names.add("channel" + c);
    }
    Path folder = Files.createTempDirectory("width");
    TrainingPlan plan = TrainingPlan.of("width", folder.resolve("bundle"));
    Plant plant = new Plant(channels);
    List<Reading> training = plant.readings(rows);
    long start = System.nanoTime();
    Bundle bundle =
        Trainer.train(plan, new ListReadings(names, true, training), Progress.NONE).bundle();
    double seconds = (System.nanoTime() - start) / 1e9;
    training = null;
    Windower<Void> windower = Windower.offline(bundle.manifest().window());
    List<Window> windows = new ArrayList<>();
    for (Reading reading : plant.readings(TEST)) {
      KeyWindow<Void> key = windower.add(reading);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    try (Detector detector = bundle.open(RuntimeOptions.standard())) {
      double[] taken = new double[ROUNDS];
      for (int round = -1; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        detector.judge(windows);
        taken[Math.max(0, round)] = (System.nanoTime() - begin) / 1e9;
      }
      Arrays.sort(taken);
      double window = taken[ROUNDS / 2] / windows.size();
      System.out.printf(
          Locale.ROOT,
          "%8d  %6d  %10.1f  %9.2f  %12.0f  %10.0f  %9.1f  %8.3f%n",
          channels,
          rows,
          seconds,
          bytes(folder) / 1e6,
          live() / 1e6,
          1 / window,
          window * 1e6,
          window * 1e6 / channels / bundle.manifest().window().length());
    }
    delete(folder);
  }

  private static double live() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Channels that follow common causes. */
  private static final class Plant {
    private final Random random = new Random(1);
    private final double[][] mixing; // (channels, causes)
    private final double[] causes = new double[CAUSES];
    private long time = 1_700_000_000_000L;

    Plant(int channels) {
      mixing = new double[channels][CAUSES];
      for (double[] row : mixing) {
        Arrays.setAll(row, k -> random.nextGaussian());
      }
    }

    List<Reading> readings(int rows) {
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        time += 1_000;
        for (int k = 0; k < CAUSES; k++) {
          causes[k] = 0.95 * causes[k] + 0.3 * random.nextGaussian();
        }
        double[] values = new double[mixing.length];
        for (int c = 0; c < values.length; c++) {
          values[c] = 0.3 * random.nextGaussian();
          for (int k = 0; k < CAUSES; k++) {
            values[c] += mixing[c][k] * causes[k];
          }
        }
        readings.add(new Reading("plant", time, values, time, i));
      }
      return readings;
    }
  }
}
