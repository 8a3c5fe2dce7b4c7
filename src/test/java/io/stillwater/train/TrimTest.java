package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.manifest.Training;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.Trimming;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training data of which 2 % are faults. */
class TrimTest {
  private static final List<String> CHANNELS = List.of("flow", "pressure");
  private static final int ROWS = 8_000;
  private static final int EVERY = 1_000;
  private static final int LASTS = 20;

  /** Of 16 readings, whatever is the default. */
  private static final WindowPlan WINDOWS = WindowPlan.of(16, Stride.rows(1));

  @TempDir Path folder;

  @Test
  void faultsInTheTrainingData_areFoundLaterIfTheyAreTrimmed() throws Exception {
    TrainingResult as = train("as", Trimming.NONE, true);
    TrainingResult trimmed = train("trimmed", Trimming.AUTO, true);
    assertTrue(found(as) < 0.5, "without trimming found: " + found(as));
    assertTrue(found(trimmed) > 0.95, "with trimming found: " + found(trimmed));
    assertTrue(falseAlarms(trimmed) <= 0.002, "false alarms: " + falseAlarms(trimmed));
  }

  @Test
  void whatIsLeftOut_isCountedAndNamed() throws Exception {
    TrainingResult trimmed = train("trimmed", Trimming.AUTO, true);
    Training training = trimmed.bundle().manifest().training();
    int bad = ROWS / EVERY * (LASTS + 15);
    assertTrue(training.trimmed() >= 0.9 * bad, "trimmed: " + training.trimmed());
    assertTrue(training.trimmed() <= 2 * bad, "trimmed: " + training.trimmed());
    assertEquals(ROWS - 15 - training.trimmed(), training.heldOut());
    String warnings = trimmed.warnings().toString();
    assertTrue(warnings.contains("were left out: loop 1970-01-01T"), warnings);
    assertTrue(trimmed.bundle().card().contains("left out as unlike all others"));
  }

  @Test
  void warning_tellsAndChangesNothing() throws Exception {
    TrainingResult as = train("as", Trimming.NONE, true);
    TrainingResult warned = train("warned", Trimming.WARN, true);
    assertTrue(warned.warnings().toString().contains("--trim auto"), "" + warned.warnings());
    assertEquals(as.windows(), warned.windows());
    assertEquals(
        as.bundle().manifest().threshold().score(), warned.bundle().manifest().threshold().score());
  }

  @Test
  void cleanData_loseNothing() throws Exception {
    TrainingResult trimmed = train("trimmed", Trimming.AUTO, false);
    assertEquals(0, trimmed.bundle().manifest().training().trimmed());
    assertTrue(
        trimmed.warnings().stream().noneMatch(warning -> warning.contains("unlike")),
        trimmed.warnings().toString());
  }

  @Test
  void share_goesWhetherUnlikeOrNot() throws Exception {
    TrainingResult trimmed = train("trimmed", Trimming.share(0.01), false);
    int gone = trimmed.bundle().manifest().training().trimmed();
    assertTrue(gone >= 0.01 * (ROWS - 15) && gone < 0.2 * ROWS, "trimmed: " + gone);
  }

  private TrainingResult train(String name, Trimming trimming, boolean faults) throws Exception {
    TrainingPlan plan = TrainingPlan.of(name, folder.resolve(name)).with(WINDOWS.with(trimming));
    List<Reading> rows = wave(1, ROWS, faults);
    return Trainer.train(plan, new ListReadings(CHANNELS, true, rows), Progress.NONE);
  }

  /** The share of faults with a window beyond the threshold, in new data. */
  private static double found(TrainingResult result) throws Exception {
    boolean[] found = new boolean[ROWS / EVERY];
    for (Verdict verdict : verdicts(result, true)) {
      long row = verdict.window().endTime() / 1_000;
      if (verdict.beyond() && row % EVERY >= EVERY - LASTS) {
        found[(int) (row / EVERY)] = true;
      }
    }
    int count = 0;
    for (boolean one : found) {
      count += one ? 1 : 0;
    }
    return count / (double) found.length;
  }

  private static double falseAlarms(TrainingResult result) throws Exception {
    List<Verdict> clean = verdicts(result, false);
    return clean.stream().filter(Verdict::beyond).count() / (double) clean.size();
  }

  private static List<Verdict> verdicts(TrainingResult result, boolean faults) throws Exception {
    WindowSpec spec = result.bundle().manifest().window();
    Windower<Void> windower = Windower.offline(spec);
    List<Window> windows = new ArrayList<>();
    for (Reading row : wave(2, ROWS, faults)) {
      KeyWindow<Void> key = windower.add(row);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      return detector.judge(windows);
    }
  }

  /** Two related channels; a fault moves one of them, each time another way. */
  private static List<Reading> wave(int seed, int count, boolean faults) {
    Random random = new Random(seed);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double load = Math.sin(i / 20.0);
      int number = i / EVERY;
      double fault = faults && i % EVERY >= EVERY - LASTS ? 1 + 0.2 * number : 0;
      double flow = 10 + load + 0.05 * random.nextGaussian() + (number % 2 == 0 ? fault : 0);
      double pressure =
          3 + 0.5 * load + 0.05 * random.nextGaussian() - (number % 2 == 0 ? 0 : fault);
      rows.add(Reading.ofRow("loop", i * 1_000L, new double[] {flow, pressure}, i));
    }
    return rows;
  }
}
