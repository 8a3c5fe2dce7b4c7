package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Realised against promised false alarms from readings to verdicts, by what trains and serves. */
public final class PipelineStudy {
  private static final int BATCH = 4096;

  private final int keys;
  private final int after;
  private final List<Reading> before = new ArrayList<>();
  private final List<Reading> later = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param threshold as trained
   * @param rates (keys) episodes a day on later data
   */
  public record Outcome(Threshold threshold, double[] rates) {}

  /**
   * Readings of simulated keys, see {@link SensorKeys}.
   *
   * @param days to train on
   * @param after days after them
   */
  public PipelineStudy(int keys, int days, int after, double drift, long seed) {
    this.keys = keys;
    this.after = after;
    for (Reading row : SensorKeys.readings(keys, days + after, drift, seed)) {
      (row.time() < days * 86_400_000L ? before : later).add(row);
    }
  }

  /** Trains a memory of 512 windows of 8 readings in that folder, and judges what is later. */
  public Outcome run(Path folder, double budget) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("keys", folder)
            .with(WindowPlan.of(8, Stride.rows(1)))
            .with(Preprocessing.DEFAULT.with(Normalisation.Mode.KEY))
            .with(new Promise(budget, 0.001, PolicySpec.DEFAULT))
            .with(new MemoryFit(512));
    ListReadings readings = new ListReadings(SensorKeys.CHANNELS, true, before);
    TrainingResult result = Trainer.train(plan, readings, Progress.NONE);
    WindowSpec spec = result.bundle().manifest().window();
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      double[] rates = new double[keys];
      int k = 0;
      for (List<Verdict> verdicts : judge(detector, spec, later).values()) {
        rates[k++] = Served.opened(PolicySpec.DEFAULT, verdicts).size() / (double) after;
      }
      return new Outcome(result.bundle().manifest().threshold(), rates);
    }
  }

  private static Map<String, List<Verdict>> judge(
      Detector detector, WindowSpec spec, List<Reading> rows) {
    Map<String, List<Window>> windows = new LinkedHashMap<>();
    Map<String, Windower<Void>> windowers = new LinkedHashMap<>();
    for (Reading row : rows) {
      Windower<Void> windower = windowers.computeIfAbsent(row.key(), key -> Windower.offline(spec));
      KeyWindow<Void> key = windower.add(row);
      if (windower.cut() == Cut.COMPLETE) {
        windows.computeIfAbsent(row.key(), name -> new ArrayList<>()).add(key.window());
      }
    }
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    windows.forEach(
        (key, all) -> {
          List<Verdict> judged = new ArrayList<>();
          for (int from = 0; from < all.size(); from += BATCH) {
            judged.addAll(detector.judge(all.subList(from, Math.min(all.size(), from + BATCH))));
          }
          verdicts.put(key, judged);
        });
    return verdicts;
  }
}
