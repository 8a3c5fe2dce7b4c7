package io.stillwater.bench;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.train.ListReadings;
import io.stillwater.train.MemoryFit;
import io.stillwater.train.NetworkFit;
import io.stillwater.train.Progress;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.WindowPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A detector as {@code train} makes it and {@code score} runs it. A row's score is that of the
 * window which ends there.
 *
 * @param draws whether a seed changes its scores
 * @param change what differs from the default plan
 */
record Trained(String name, boolean draws, UnaryOperator<TrainingPlan> change) implements Method {
  private static final int BATCH = 4096;

  /** The memory denoiser with the defaults of {@code train}. */
  static Trained memory() {
    return new Trained("memory", false, plan -> plan);
  }

  /** The network alone, trained once: five seeds would take an hour. */
  static Trained network() {
    return new Trained("network", false, plan -> plan.with(NetworkFit.DEFAULT));
  }

  /** Both together. */
  static Trained both() {
    return new Trained("both", false, plan -> plan.with(MemoryFit.DEFAULT, NetworkFit.DEFAULT));
  }

  @Override
  public Judgement judge(Case on, long seed) throws Exception {
    Path out = Files.createTempDirectory("quality");
    try (Detector detector = train(on, out, seed).open(RuntimeOptions.standard())) {
      WindowSpec spec = Bundle.load(out).manifest().window();
      return new Judgement(score(detector, spec, on), detector.threshold().score());
    } finally {
      delete(out);
    }
  }

  private Bundle train(Case on, Path out, long seed) throws Exception {
    TrainingPlan plan = TrainingPlan.of(on.name(), out).with(seed);
    if (on.form() == Case.Form.SAMPLES) {
      plan = plan.with(WindowPlan.of(1, Stride.rows(1)));
    }
    Table training = on.training();
    ListReadings readings =
        new ListReadings(training.channels(), training.timed(), training.rows());
    return Trainer.train(change.apply(plan), readings, Progress.NONE).bundle();
  }

  private static double[] score(Detector detector, WindowSpec spec, Case on) {
    List<Reading> rows = new ArrayList<>();
    if (on.form() == Case.Form.CONTINUED) {
      rows.addAll(on.training().rows());
    }
    int lead = rows.size();
    rows.addAll(on.test().rows());
    double[] scores = new double[rows.size()];
    Arrays.fill(scores, Double.NaN);
    Windower<Void> windower = Windower.offline(spec);
    List<Window> windows = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      KeyWindow<Void> key = windower.add(rows.get(i));
      if (windower.cut() == Cut.COMPLETE && i >= lead) {
        windows.add(key.window());
        ends.add(i);
      }
    }
    for (int from = 0; from < windows.size(); from += BATCH) {
      int to = Math.min(windows.size(), from + BATCH);
      List<Verdict> verdicts = detector.judge(windows.subList(from, to));
      for (int i = from; i < to; i++) {
        scores[ends.get(i)] = verdicts.get(i - from).score();
      }
    }
    return Arrays.copyOfRange(scores, lead, scores.length);
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
