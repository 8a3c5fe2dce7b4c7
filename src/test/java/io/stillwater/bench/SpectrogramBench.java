package io.stillwater.bench;

import io.stillwater.event.Waveform;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.sound.LogMel;
import io.stillwater.window.tile.Plane;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * Sounds: processor time of the spectrogram of ten seconds on one thread, by the graph and by a
 * fast transform in Java, and the largest difference of both.
 *
 * <p>Arguments: samples a second, one rate after another.
 */
public final class SpectrogramBench {
  private static final int[] RATES = {1000, 2000, 16_000, 44_100, 192_000};
  private static final int SECONDS = 10;
  private static final int TIMES = 20;

  private SpectrogramBench() {}

  public static void main(String[] args) throws Exception {
    System.out.printf("load %s%n", MediaBench.load());
    int count = args.length > 0 ? args.length : RATES.length;
    for (int i = 0; i < count; i++) {
      run(args.length > 0 ? Integer.parseInt(args[i]) : RATES[i]);
    }
  }

  private static void run(int rate) throws Exception {
    Random random = new Random(1);
    float[] samples = new float[rate * SECONDS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian() + 0.5 * Math.sin(i / 3.0));
    }
    Waveform sound = new Waveform(samples, rate, SECONDS);
    long opening = System.nanoTime();
    try (SoundRun graph = SoundRun.open(SoundCut.of(rate), new RuntimeOptions(4, 1))) {
      double opened = (System.nanoTime() - opening) / 1e6;
      LogMel java = new LogMel(SoundCut.of(rate).spectrogram(), rate);
      double byGraph = Double.POSITIVE_INFINITY;
      double byJava = Double.POSITIVE_INFINITY;
      double worst = 0;
      for (int i = 0; i < TIMES; i++) {
        long start = processor();
        Plane found = graph.spectrogram(sound);
        long middle = processor();
        Plane expected = java.of(sound);
        byGraph = Math.min(byGraph, (middle - start) / 1e6);
        byJava = Math.min(byJava, (processor() - middle) / 1e6);
        worst = Math.max(worst, difference(found, expected));
      }
      System.out.printf(
          Locale.ROOT,
          "%,7d Hz: graph %6.1f ms, Java %6.1f ms (%.2f x), largest difference %.1e bels, opened"
              + " in %.0f ms%n",
          rate,
          byGraph,
          byJava,
          byGraph / byJava,
          worst,
          opened);
    }
  }

  /** Nanoseconds of this thread, on which a session of one thread runs. */
  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double difference(Plane a, Plane b) {
    double worst = 0;
    for (int i = 0; i < a.values().length; i++) {
      worst = Math.max(worst, Math.abs(a.values()[i] - b.values()[i]));
    }
    return worst;
  }
}
