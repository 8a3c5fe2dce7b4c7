package io.stillwater.bench;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.diffusion.Technique;
import io.stillwater.evaluate.Ranking;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.network.NetworkPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
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
 * Trains on one table and judges every so manieth row of another, for comparisons of many kinds of
 * networks in little time: the figures are not those of {@link QualityBench}.
 *
 * @param every 1 for every row
 */
record Sparse(int every) {
  private static final int BATCH = 4096;

  /**
   * What came of it.
   *
   * @param seconds of training
   */
  record Figures(double auroc, double aupr, double seconds) {
    static Figures mean(List<Figures> of) {
      return new Figures(
          of.stream().mapToDouble(Figures::auroc).average().orElse(Double.NaN),
          of.stream().mapToDouble(Figures::aupr).average().orElse(Double.NaN),
          of.stream().mapToDouble(Figures::seconds).average().orElse(Double.NaN));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f %.3f %6.1f s", auroc, aupr, seconds);
    }
  }

  /** A plan of so many steps. */
  static NetworkPlan plan(int steps, double lower, double masked) {
    NetworkPlan plan = NetworkPlan.DEFAULT;
    return new NetworkPlan(Technique.EDM, steps, plan.batch(), plan.rate(), lower, masked, 0);
  }

  /** Rows from one to before another. */
  static Table rows(Table of, int from, int to) {
    return new Table(
        of.channels(),
        of.timed(),
        of.rows().subList(from, to),
        Arrays.copyOfRange(of.labels(), from, to));
  }

  /** A bundle of those rows. */
  static Bundle train(Table training, DenoiserFit... denoisers) throws Exception {
    Path out = Files.createTempDirectory("sparse").resolve("bundle");
    ListReadings readings =
        new ListReadings(training.channels(), training.timed(), training.rows());
    TrainingPlan plan = TrainingPlan.of("sparse", out).with(denoisers).with(runtime());
    return Trainer.train(plan, readings, Progress.NONE).bundle();
  }

  /** One thread, which waits for no other where more than this runs on the machine. */
  private static RuntimeOptions runtime() {
    return new RuntimeOptions(256, 1, ProviderChoice.CPU, false);
  }

  /**
   * Trains and judges.
   *
   * @param lead rows before the test, which are not judged
   */
  Figures of(Table training, List<Reading> lead, Table test, DenoiserFit... denoisers)
      throws Exception {
    long start = System.nanoTime();
    Bundle bundle = train(training, denoisers);
    double seconds = (System.nanoTime() - start) / 1e9;
    Windower<Void> windower = Windower.offline(bundle.manifest().window());
    List<Window> windows = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    List<Reading> rows = new ArrayList<>(lead);
    rows.addAll(test.rows());
    for (int i = 0; i < rows.size(); i++) {
      KeyWindow<Void> key = windower.add(rows.get(i));
      int row = i - lead.size();
      if (windower.cut() == Cut.COMPLETE && row >= 0 && row % every == 0) {
        windows.add(key.window());
        labels.add(test.labels()[row]);
      }
    }
    boolean[] truth = new boolean[windows.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = labels.get(i);
    }
    Ranking ranking = new Ranking(scores(bundle, windows), truth);
    return new Figures(ranking.auroc(), ranking.aupr(), seconds);
  }

  /** What the bundle's detector says of each window. */
  static double[] scores(Bundle bundle, List<Window> windows) throws Exception {
    double[] scores = new double[windows.size()];
    try (Detector detector = bundle.open(runtime())) {
      for (int from = 0; from < scores.length; from += BATCH) {
        int to = Math.min(scores.length, from + BATCH);
        List<Verdict> verdicts = detector.judge(windows.subList(from, to));
        for (int i = from; i < to; i++) {
          scores[i] = verdicts.get(i - from).score();
        }
      }
    }
    return scores;
  }

  /** All full windows of rows that follow each other. */
  static List<Window> windows(WindowSpec spec, List<Reading> rows) {
    Windower<Void> windower = Windower.offline(spec);
    List<Window> windows = new ArrayList<>();
    for (Reading row : rows) {
      KeyWindow<Void> key = windower.add(row);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    return windows;
  }
}
