package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.Heun;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.diffusion.Steps;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Simulator;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.train.report.Drawing;
import io.stillwater.train.report.WindowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Whether windows that the network draws itself make a small calibration truer: networks of few
 * readings of a simulated pump, one every five seconds, their threshold for a p-value from what was
 * held out, from that and as many drawn windows again, and from drawn windows alone; and the share
 * of the next 6,000 windows beyond it, all of them normal.
 */
public final class SampledCalibrationBench {
  private static final int PUMPS = 6;
  private static final int LATER = 6000;

  /** Steps of the simulation from one reading to the next: five seconds. */
  private static final int EVERY = 50;

  private static final int STEPS = 500;
  private static final int DRAWN = 500;
  private static final double[] LIMITS = {0.05, 0.01, 0.001};
  private static final String[] WAYS = {"held out", "held out + drawn", "drawn"};

  private SampledCalibrationBench() {}

  public static void main(String[] args) throws Exception {
    System.out.println("readings  calibration       promised  realised: mean, and of each pump");
    for (int readings : new int[] {300, 1000}) {
      double[][][] realised = new double[LIMITS.length][WAYS.length][PUMPS];
      for (int pump = 0; pump < PUMPS; pump++) {
        measure(readings, pump, realised);
      }
      for (int limit = 0; limit < LIMITS.length; limit++) {
        for (int way = 0; way < WAYS.length; way++) {
          print(readings, limit, way, realised[limit][way]);
        }
      }
    }
  }

  private static void print(int readings, int limit, int way, double[] shares) {
    StringBuilder each = new StringBuilder();
    for (double share : shares) {
      each.append(String.format(Locale.ROOT, "%8.4f", share));
    }
    System.out.printf(
        Locale.ROOT,
        "%8d  %-16s  %8.3f  %8.4f  %s   off by a factor of %.1f%n",
        readings,
        WAYS[way],
        LIMITS[limit],
        Arrays.stream(shares).average().orElseThrow(),
        each,
        factor(LIMITS[limit], shares));
  }

  /** exp of the mean |ln(realised/promised)|, nothing counted as half a window. */
  private static double factor(double promised, double[] shares) {
    double least = 0.5 / LATER;
    double sum = 0;
    for (double share : shares) {
      sum += Math.abs(Math.log(Math.max(least, share) / promised)) / shares.length;
    }
    return Math.exp(sum);
  }

  private static void measure(int readings, int pump, double[][][] realised) throws Exception {
    List<Reading> training = new ArrayList<>();
    List<Reading> later = new ArrayList<>();
    Simulator simulator = new Simulator(PUMPS, 100 + pump);
    for (int i = 0; i < EVERY * (readings + LATER); i++) {
      Reading reading = simulator.next(i * Simulator.STEP_MILLIS).get(pump);
      if (i % EVERY == 0) {
        (i < EVERY * readings ? training : later).add(reading);
      }
    }
    Table table = new Table(Simulator.CHANNELS, true, training, new boolean[readings]);
    NetworkFit fit =
        NetworkFit.DEFAULT.with(
            NetworkFit.DEFAULT.form(), Sparse.plan(STEPS, 1, 0), NetworkFit.DEFAULT.augmentation());
    Bundle bundle = Sparse.train(table, fit);
    FittedCalibration own = bundle.manifest().calibration();
    double[] test = Sparse.scores(bundle, Sparse.windows(bundle.manifest().window(), later));
    double[] held = own.scores(); // all of them, since there are few
    double[] drawn = drawn(bundle, own);
    double[] both = DoubleStream.concat(Arrays.stream(held), Arrays.stream(drawn)).toArray();
    double[][] ways = {held, both, drawn};
    for (int way = 0; way < ways.length; way++) {
      FittedCalibration calibration =
          FittedCalibration.fit(
              Arrays.stream(ways[way]).mapToObj(score -> new double[] {score}).toList());
      for (int limit = 0; limit < LIMITS.length; limit++) {
        double level = calibration.quantile(LIMITS[limit]);
        long beyond =
            Arrays.stream(test).filter(s -> calibration.score(new double[] {s}) > level).count();
        realised[limit][way][pump] = (double) beyond / test.length;
      }
    }
  }

  /** The scores of windows that the network draws. */
  private static double[] drawn(Bundle bundle, FittedCalibration calibration) throws Exception {
    double[] sigmas = bundle.manifest().denoisers().get(0).levels();
    try (OnnxScorer scorer = bundle.scorer(RuntimeOptions.standard())) {
      Heun heun = new Heun(40, 0, Double.POSITIVE_INFINITY, 1);
      WindowSet windows =
          new Drawing(heun, Steps.karras(0.002, 80, 64), 0)
              .draw(scorer.denoiser(), DRAWN, bundle.manifest().window().length(), Progress.NONE);
      float[] clean = scorer.denoise(windows.values(), DRAWN, sigmas);
      int dimension = windows.dimension();
      double[] scores = new double[DRAWN];
      for (int i = 0; i < DRAWN; i++) {
        double[] errors = new double[sigmas.length];
        for (int k = 0; k < sigmas.length; k++) {
          double sum = 0;
          for (int j = 0; j < dimension; j++) {
            double said = clean[(i * sigmas.length + k) * dimension + j];
            double difference = windows.values()[i * dimension + j] - said;
            sum += difference * difference / dimension;
          }
          double weight = Parameterisation.EDM.weight(sigmas[k]);
          errors[k] = Math.log(weight * (sum + DenoisingError.FLOOR));
        }
        scores[i] = calibration.score(errors);
      }
      return scores;
    }
  }
}
