package io.stillwater.benchmark;

import io.stillwater.console.Progress;
import io.stillwater.detect.AlarmTrail;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.RecentKeys;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.fit.NetworkFit;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A detector as {@code train} makes it and {@code score} runs it. A row's score is that of the
 * window which ends there; in retrospect, the mean over the windows that cover it. Data that cannot
 * be trained on get no scores and no alarms, as they would get no detector.
 *
 * @param change what differs from the default plan
 * @param runtime what it runs on
 */
public record Trained(String name, UnaryOperator<TrainingPlan> change, RuntimeOptions runtime)
    implements Method {
  private static final int BATCH = 4096;

  /** Whatever {@code train} does by default. */
  public static Trained defaults(RuntimeOptions runtime) {
    return new Trained("default", plan -> plan, runtime);
  }

  /** The memory denoiser. */
  static Trained memory(RuntimeOptions runtime) {
    return new Trained("memory", plan -> plan.with(MemoryFit.DEFAULT), runtime);
  }

  /** The Gaussian denoiser. */
  static Trained gaussian(RuntimeOptions runtime) {
    return new Trained("gaussian", plan -> plan.with(GaussianFit.DEFAULT), runtime);
  }

  /** The network alone. */
  static Trained network(RuntimeOptions runtime) {
    return new Trained("network", plan -> plan.with(NetworkFit.DEFAULT), runtime);
  }

  /** The closed forms of the default and the network together. */
  static Trained both(RuntimeOptions runtime) {
    return new Trained("both", Trained::withNetwork, runtime);
  }

  private static TrainingPlan withNetwork(TrainingPlan plan) {
    List<DenoiserFit> fits = new ArrayList<>(plan.denoisers());
    fits.add(NetworkFit.DEFAULT);
    return plan.with(fits.toArray(DenoiserFit[]::new));
  }

  /** What {@code train} does without options. */
  private static TrainingPlan defaults(Case.Form form, Path out) {
    return form == Case.Form.SAMPLES
        ? TrainingPlan.table("benchmark", out)
        : TrainingPlan.of("benchmark", out);
  }

  /** One seed only: five would take an hour for the network, and say little. */
  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public String configuration() {
    return Stream.of(Case.Form.CONTINUED, Case.Form.SAMPLES)
        .map(form -> text(change.apply(defaults(form, Path.of("")))))
        .collect(Collectors.joining("; ", name + "; ", "; " + runtime.provider()));
  }

  @Override
  public double promised() {
    return change.apply(defaults(Case.Form.CONTINUED, Path.of(""))).promise().limit();
  }

  @Override
  public double promisedInAlarm() {
    return change.apply(defaults(Case.Form.CONTINUED, Path.of(""))).promise().timeInAlarm();
  }

  private static String text(TrainingPlan plan) {
    return String.join(
        "; ",
        plan.windows().toString(),
        plan.preprocessing().toString(),
        plan.open().toString(),
        plan.denoisers().toString(),
        plan.promise().toString());
  }

  @Override
  public Judgement judge(Case on, long seed) throws Exception {
    Path out = Files.createTempDirectory("stillwater-benchmark");
    try (Detector detector = train(on, out, seed).open(runtime)) {
      return score(detector, Bundle.load(out).manifest(), on);
    } catch (TrainingException e) {
      return Judgement.none(on.test().rows().size(), "not trained: " + e.getMessage());
    } finally {
      delete(out);
    }
  }

  private Bundle train(Case on, Path out, long seed) throws Exception {
    TrainingPlan plan = defaults(on.form(), out).with(seed).with(runtime);
    return Trainer.train(change.apply(plan), new TableReadings(on.training()), Progress.NONE)
        .bundle();
  }

  /** As the stream judges: limits follow the case, and an alarm ends with its event. */
  private static Judgement score(Detector detector, Manifest manifest, Case on) {
    List<Reading> rows = new ArrayList<>();
    if (on.form() == Case.Form.CONTINUED) {
      rows.addAll(on.training().rows());
    }
    int lead = rows.size();
    rows.addAll(on.test().rows());
    double[] scores = new double[rows.size()];
    Arrays.fill(scores, Double.NaN);
    boolean[] alarms = new boolean[rows.size()];
    RecentKeys recent = new RecentKeys(manifest.adaptation(), detector);
    AlarmTrail trail = new AlarmTrail(manifest.policy().quiet());
    Windower<Void> windower = Windower.offline(manifest.window());
    List<Window> windows = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      KeyWindow<Void> key = windower.add(rows.get(i));
      if (windower.cut() == Cut.COMPLETE && i >= lead) {
        windows.add(key.window());
        ends.add(i);
      }
      if (windows.size() == BATCH || i == scores.length - 1) {
        List<Verdict> verdicts = detector.judge(windows);
        for (int w = 0; w < verdicts.size(); w++) {
          Verdict verdict = recent.judge(verdicts.get(w));
          scores[ends.get(w)] = verdict.score();
          alarms[ends.get(w)] = trail.alarm(verdict);
        }
        windows.clear();
        ends.clear();
      }
    }
    double[] judged = Arrays.copyOfRange(scores, lead, scores.length);
    int length = manifest.window().length();
    double[] back = length == 1 ? new double[0] : lookingBack(judged, length);
    boolean[] told = Arrays.copyOfRange(alarms, lead, alarms.length);
    return new Judgement(judged, back, new boolean[0], told, detector.threshold().score(), "");
  }

  /**
   * (rows) the mean score of the windows that cover a row: those which end there or up to length −
   * 1 rows later; NaN where there is none.
   */
  static double[] lookingBack(double[] scores, int length) {
    double[] means = new double[scores.length];
    for (int i = 0; i < means.length; i++) {
      means[i] =
          Arrays.stream(scores, i, Math.min(scores.length, i + length))
              .filter(score -> !Double.isNaN(score))
              .average()
              .orElse(Double.NaN);
    }
    return means;
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
