package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.console.Progress;
import io.stillwater.detect.AlarmTrail;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.Room;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.Trimming;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final List<String> CHANNELS = List.of("flow", "pressure");

  /** Of 16 readings, whatever is the default. */
  private static final WindowPlan WINDOWS = WindowPlan.of(16, Stride.rows(1));

  @TempDir Path folder;

  @Test
  void faultAfterTraining_isBeyondTheThresholdAndNormalOperationIsNot() throws Exception {
    TrainingPlan plan = TrainingPlan.of("loop", folder.resolve("loop")).with(WINDOWS);
    TrainingResult result = Trainer.train(plan, normal(2_000, true, "a"), Progress.NONE);
    assertEquals(1_985, result.windows());
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      WindowSpec spec = result.bundle().manifest().window();
      List<Verdict> same = detector.judge(windows(spec, wave(2_000, 400, "a", 0)));
      List<Verdict> fault = detector.judge(windows(spec, wave(2_000, 400, "a", 1.5)));
      long falseAlarms = same.stream().filter(Verdict::beyond).count();
      assertTrue(falseAlarms < 0.05 * same.size(), "false alarms: " + falseAlarms);
      assertTrue(fault.stream().skip(16).allMatch(Verdict::beyond), "a fault was missed");
    }
  }

  @Test
  void sensorThatIsStuckAtAPlausibleValue_isBeyondTheThresholdAndExplainsIt() throws Exception {
    TrainingPlan plan = TrainingPlan.of("loop", folder.resolve("loop"));
    TrainingResult result = Trainer.train(plan, normal(2_000, true, "a"), Progress.NONE);
    Manifest manifest = result.bundle().manifest();
    assertEquals(2, manifest.stillness().size());
    List<Reading> rows = new ArrayList<>(wave(2_000, 100, "a", 0));
    double stuck = rows.get(99).values()[1];
    for (Reading row : wave(2_100, 100, "a", 0)) {
      double[] values = {row.values()[0], stuck};
      rows.add(Reading.ofRow("a", row.time(), values, row.offset()));
    }
    rows.addAll(wave(2_200, 100, "a", 0));
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      for (Verdict verdict : detector.judge(windows(manifest.window(), rows))) {
        long newest = verdict.window().last().offset();
        // From half a window on; the stuck value is that of reading 2099, so 32 are the same at
        // 2131.
        if (newest >= 2_131 && newest < 2_200) {
          assertTrue(verdict.beyond() && !verdict.newest().calm(), "reading " + newest);
          assertTrue(verdict.error().channels()[1] > verdict.error().channels()[0]);
        }
      }
    }
  }

  @Test
  void tables_sayNothingOfStillness() throws Exception {
    TrainingPlan plan = TrainingPlan.table("rows", folder.resolve("rows"));
    TrainingResult result = Trainer.train(plan, normal(800, false, "a"), Progress.NONE);
    assertEquals(List.of(), result.bundle().manifest().stillness());
  }

  @Test
  void longWindows_areJudgedByTheirNewestReadingsToo_andAnAlarmEndsWithItsEvent() throws Exception {
    TrainingPlan plan = TrainingPlan.of("loop", folder.resolve("loop"));
    TrainingResult result = Trainer.train(plan, normal(2_000, true, "a"), Progress.NONE);
    Manifest manifest = result.bundle().manifest();
    assertEquals(1, manifest.newest().size());
    assertEquals(result.windows(), manifest.newest().get(0).count());
    List<Reading> rows = new ArrayList<>(wave(2_000, 100, "a", 0));
    rows.addAll(wave(2_100, 20, "a", 3));
    rows.addAll(wave(2_120, 100, "a", 0));
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      List<Verdict> verdicts = detector.judge(windows(manifest.window(), rows));
      AlarmTrail trail = new AlarmTrail(8);
      int last = 0; // reading of the last alarm
      int beyond = 0;
      for (int w = 0; w < verdicts.size(); w++) {
        last = trail.alarm(verdicts.get(w)) ? 63 + w : last;
        beyond = verdicts.get(w).beyond() ? 63 + w : beyond;
      }
      assertTrue(beyond >= 180, "the window is strange while it holds the event: up to " + beyond);
      // The event ends with reading 119, and the 16 newest hold it up to 135; then eight calm
      // windows
      // in a row end the alarm, and a restless one among them begins that count anew.
      assertTrue(last >= 119 && last <= 119 + 16 + 3 * 8, "last alarm at " + last);
    }
  }

  @Test
  void sameSeedTwice_givesTheSameBytes() throws Exception {
    TrainingPlan one =
        TrainingPlan.of("loop", folder.resolve("one"))
            .with(WINDOWS.atMost(1_000))
            .with(new MemoryFit(64));
    TrainingPlan two =
        TrainingPlan.of("loop", folder.resolve("two"))
            .with(WINDOWS.atMost(1_000))
            .with(new MemoryFit(64));
    Trainer.train(one, normal(3_000, true, "a", "b"), Progress.NONE);
    Trainer.train(two, normal(3_000, true, "a", "b"), Progress.NONE);
    for (String file :
        List.of("manifest.json", "model.onnx", "golden.json", "card.md", "report.html")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          Files.readAllBytes(folder.resolve("two").resolve(file)),
          file);
    }
  }

  @Test
  void lessThanADay_isLimitedByPValue() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WINDOWS)
            .with(new Promise(100_000, 0.01, 0.5, PolicySpec.DEFAULT));
    var threshold =
        Trainer.train(plan, normal(1_000, true, "a"), Progress.NONE).bundle().manifest();
    assertEquals(0.01, threshold.threshold().pValue());
    assertEquals(Outlook.Side.P_VALUE, threshold.threshold().decides());
    assertTrue(Double.isNaN(threshold.threshold().budget()));
    assertTrue(threshold.threshold().low() <= threshold.threshold().high());
  }

  /** A p-value of 0.05 would open many; the budget is kept as far as so little can show it. */
  @Test
  void lessThanADay_opensNoMoreThanOneEpisodeInAll() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WINDOWS)
            .with(new Promise(3, 0.05, 0.5, PolicySpec.DEFAULT));
    TrainingResult result = Trainer.train(plan, normal(1_000, true, "a"), Progress.NONE);
    Threshold threshold = result.bundle().manifest().threshold();
    assertEquals(Outlook.Side.EPISODES, threshold.decides());
    assertTrue(threshold.pValue() < 0.05, threshold.toString());
    double inAll = threshold.outlook().episodes().value() * result.keyDays();
    assertTrue(inAll > 0.2 && inAll < 4, "episodes in all: " + inAll);
    String page = Files.readString(result.bundle().report());
    assertTrue(page.contains("no more than one false alarm came in all the data decides"), page);
    assertTrue(page.contains("On the held-out normal windows themselves: "), page);
  }

  @Test
  void moreThanADay_isLimitedByTheBudget() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WindowPlan.of(4, Stride.rows(1)))
            .with(new Promise(2, 0.001, PolicySpec.DEFAULT))
            .with(new MemoryFit(256));
    List<Reading> days = new ArrayList<>();
    for (Reading row : wave(0, 6_000, "a", 0)) {
      days.add(Reading.ofRow("a", row.time() * 30, row.values(), row.offset())); // every 30 s
    }
    TrainingResult result =
        Trainer.train(plan, new ListReadings(CHANNELS, true, days), Progress.NONE);
    assertEquals(6_000 * 30 / 86_400.0, result.keyDays(), 0.01);
    var threshold = result.bundle().manifest().threshold();
    assertEquals(2, threshold.budget());
    assertTrue(threshold.low() < 2 && 2 < threshold.high(), threshold.toString());
  }

  @Test
  void keysThatDiffer_areJudgedByTheirOwnThresholds() throws Exception {
    Random random = new Random(7);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) { // a noisy and a quiet one, a reading a minute for four days
      double[] values = {random.nextGaussian(), random.nextGaussian()};
      rows.add(Reading.ofRow("noisy", i * 60_000L, values, i));
      double[] quiet = {0.2 * random.nextGaussian(), 0.2 * random.nextGaussian()};
      rows.add(Reading.ofRow("quiet", i * 60_000L, quiet, i));
    }
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WindowPlan.of(4, Stride.rows(1)))
            .with(new Promise(3, 0.001, PolicySpec.DEFAULT))
            .with(new MemoryFit(256));
    TrainingResult result =
        Trainer.train(plan, new ListReadings(CHANNELS, true, rows), Progress.NONE);
    var threshold = result.bundle().manifest().threshold();
    assertEquals(List.of("noisy", "quiet"), List.copyOf(threshold.keys().keySet()));
    assertTrue(result.bundle().card().contains("a threshold of their own: 2 of 2"));
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      for (String key : threshold.keys().keySet()) {
        List<Reading> of = rows.stream().filter(row -> row.key().equals(key)).toList();
        List<Verdict> verdicts = detector.judge(windows(result.bundle().manifest().window(), of));
        long opened = Served.opened(PolicySpec.DEFAULT, verdicts).size();
        assertTrue(opened >= 2 && opened <= 28, key + " opened " + opened + ", promised 12.5");
      }
    }
  }

  @Test
  void budgetThatADayCannotShow_isWarnedOfWithTheInterval() throws Exception {
    List<Reading> day = new ArrayList<>();
    for (Reading row : wave(0, 3_200, "a", 0)) {
      day.add(Reading.ofRow("a", row.time() * 30, row.values(), row.offset())); // every 30 s
    }
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WindowPlan.of(4, Stride.rows(1)))
            .with(new Promise(0.1, 0.001, PolicySpec.DEFAULT))
            .with(new MemoryFit(256));
    TrainingResult result =
        Trainer.train(plan, new ListReadings(CHANNELS, true, day), Progress.NONE);
    String warnings = result.warnings().toString();
    assertTrue(warnings.contains("only roughly known from 1.1 days of 1 key(s)"), warnings);
    assertTrue(warnings.contains("Asked for: at most one false alarm in 10 days"), warnings);
    assertTrue(warnings.contains("and less than one in 10 years for each key"), warnings);
  }

  @Test
  void table_isTrainedRowByRow() throws Exception {
    TrainingPlan plan = TrainingPlan.of("table", folder).with(WindowPlan.of(1, Stride.rows(1)));
    TrainingResult result = Trainer.train(plan, normal(200, false, ""), Progress.NONE);
    assertEquals(200, result.windows());
    assertEquals(0, result.keyDays());
    assertEquals(0, result.bundle().manifest().window().ageMillis());
  }

  @Test
  void keysOneAfterTheOther_areAllTrainedOn() throws Exception {
    List<Reading> rows = new ArrayList<>(wave(100_000, 300, "first", 0));
    rows.addAll(wave(0, 300, "second", 0));
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WINDOWS)
            .with(Preprocessing.DEFAULT.with(Normalisation.Mode.KEY));
    TrainingResult result =
        Trainer.train(plan, new ListReadings(CHANNELS, true, rows), Progress.NONE);
    assertEquals(2 * 285, result.windows());
    assertEquals(2, result.bundle().manifest().normalisation().keys().size());
  }

  @Test
  void longInput_isThinnedToTheRoom() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder).with(WINDOWS.atMost(2_000)).with(new MemoryFit(100));
    TrainingResult result = Trainer.train(plan, normal(9_000, true, "a"), Progress.NONE);
    assertTrue(result.windows() <= 2_000 && result.windows() > 1_000, "" + result.windows());
    assertEquals(100, result.bundle().manifest().training().references());
    assertTrue(result.warnings().toString().contains("beyond the room"));
  }

  @Test
  void manyHeldOut_areScoredInPartAndTheCardSaysSo() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder).with(WINDOWS.judging(2_000)).with(new MemoryFit(100));
    TrainingResult result = Trainer.train(plan, normal(9_000, true, "a"), Progress.NONE);
    assertTrue(result.windows() <= 2_000 && result.windows() > 1_000, "" + result.windows());
    assertEquals(result.windows(), result.bundle().manifest().calibration().count());
    String said = "8,985 windows were held out, and " + TrainingInput.count(result.windows());
    assertTrue(result.bundle().card().contains(said), result.bundle().card());
    double scored = result.windows() / 86_400.0; // days of a reading a second
    assertEquals(scored, result.keyDays(), 0.01 * scored);
  }

  @Test
  void windowsThatMayGo_areAllLookedAt() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("loop", folder)
            .with(WINDOWS.judging(2_000).with(Trimming.AUTO))
            .with(new MemoryFit(100));
    TrainingResult result = Trainer.train(plan, normal(9_000, true, "a"), Progress.NONE);
    assertTrue(result.windows() <= 2_000, "" + result.windows());
    assertTrue(result.warnings().toString().contains("beyond the room"), "" + result.warnings());
  }

  @Test
  void readingThatFails_leavesNoFile() throws Exception {
    List<Reading> rows = new ArrayList<>(wave(0, 500, "a", 0));
    rows.add(Reading.ofRow("a", 600_000, new double[] {1}, 500));
    ListReadings broken = new ListReadings(CHANNELS, true, rows);
    TrainingPlan plan = TrainingPlan.of("loop", folder.resolve("out")).with(WINDOWS);
    Room inFile = new Room(0, 4_096, 0, folder);
    assertThrows(
        IllegalArgumentException.class,
        () -> TrainingInput.read(plan.input(), broken, inFile, Progress.NONE));
    assertArrayEquals(new String[0], folder.toFile().list());
  }

  @Test
  void readingsWithoutRoom_areRefusedWithWhatToDo() {
    TrainingPlan plan = TrainingPlan.of("loop", folder.resolve("out")).with(WINDOWS);
    Room none = new Room(0, 4_096, Long.MAX_VALUE - 8_192, folder);
    String message =
        assertThrows(
                TrainingException.class,
                () -> TrainingInput.read(plan.input(), normal(500, true, "a"), none, Progress.NONE))
            .getMessage();
    assertTrue(message.contains("Make room for them there"), message);
  }

  @Test
  void tooFewRows_areRefusedWithTheNumberNeeded() {
    String message = refused(wave(0, 50, "a", 0));
    assertTrue(message.contains("50 readings") && message.contains("at least 95"), message);
    message = refused(wave(0, 1, "a", 0));
    assertTrue(message.contains("1 readings") && message.contains("needed are 80"), message);
  }

  @Test
  void noRows_areRefused() {
    assertTrue(refused(List.of()).contains("nothing to train on"));
  }

  @Test
  void constantChannels_areNamed_andRefusedIfAllAre() throws Exception {
    List<Reading> rows = new ArrayList<>();
    List<Reading> still = new ArrayList<>();
    for (Reading row : wave(0, 400, "a", 0)) {
      rows.add(Reading.ofRow("a", row.time(), new double[] {row.values()[0], 7}, row.offset()));
      still.add(Reading.ofRow("a", row.time(), new double[] {3, 7}, row.offset()));
    }
    TrainingResult result =
        Trainer.train(
            TrainingPlan.of("loop", folder).with(WINDOWS),
            new ListReadings(CHANNELS, true, rows),
            Progress.NONE);
    assertTrue(result.warnings().toString().contains("pressure"), result.warnings().toString());
    assertTrue(refused(still).contains("nothing moves"));
  }

  @Test
  void strideOfRows_countsRowsWhereThereIsNoTime() throws Exception {
    TrainingPlan plan = TrainingPlan.of("loop", folder).with(WindowPlan.of(16, Stride.rows(4)));
    TrainingResult result = Trainer.train(plan, normal(800, false, "a"), Progress.NONE);
    assertEquals((800 - 16) / 4 + 1, result.windows());
  }

  @Test
  void strideInAUnitThatTheDataLack_isRefused() {
    TrainingPlan rows = TrainingPlan.of("loop", folder).with(WindowPlan.of(16, Stride.rows(4)));
    TrainingPlan time = TrainingPlan.of("loop", folder).with(WindowPlan.of(16, Stride.millis(4)));
    assertTrue(
        assertThrows(
                TrainingException.class,
                () -> Trainer.train(rows, normal(800, true, "a"), Progress.NONE))
            .getMessage()
            .contains("give a duration"));
    assertTrue(
        assertThrows(
                TrainingException.class,
                () -> Trainer.train(time, normal(800, false, "a"), Progress.NONE))
            .getMessage()
            .contains("give a number of rows"));
  }

  @Test
  void valuesThatGrow_areWatchedByTheirSteps() throws Exception {
    Preprocessing steps = new Preprocessing(Normalisation.Mode.GLOBAL, Scaling.AUTO, 1e4, true);
    TrainingPlan bySteps = TrainingPlan.of("steps", folder.resolve("steps")).with(steps);
    TrainingPlan byLevels = TrainingPlan.of("levels", folder.resolve("levels"));
    double falseAlarms = shareBeyond(bySteps, 0);
    assertTrue(falseAlarms < 0.02, "share of normal windows beyond: " + falseAlarms);
    double found = shareBeyond(bySteps, 0.5);
    assertTrue(found > 0.9, "a fault in the steps was missed: " + found);
    double foundByLevels = shareBeyond(byLevels, 0.5);
    assertTrue(foundByLevels < 0.2, "levels see the growth alone: " + foundByLevels);
  }

  /** Trains on a growing meter, and judges what follows, where it jitters the more. */
  private static double shareBeyond(TrainingPlan plan, double jitter) throws Exception {
    Random random = new Random(4);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      double more = i < 3_000 ? 0 : jitter * random.nextGaussian();
      double[] values = {0.3 * i + 0.1 * random.nextGaussian() + more, random.nextGaussian()};
      rows.add(Reading.ofRow("meter", i * 1_000L, values, i));
    }
    ListReadings training = new ListReadings(CHANNELS, true, rows.subList(0, 3_000));
    TrainingResult result = Trainer.train(plan, training, Progress.NONE);
    try (Detector detector = result.bundle().open(RuntimeOptions.standard())) {
      WindowSpec spec = result.bundle().manifest().window();
      List<Verdict> verdicts = detector.judge(windows(spec, rows.subList(3_000, 4_000)));
      return verdicts.stream().filter(Verdict::beyond).count() / (double) verdicts.size();
    }
  }

  @Test
  void stepsOfSingleReadings_areRefused() {
    Preprocessing steps = new Preprocessing(Normalisation.Mode.GLOBAL, Scaling.AUTO, 1e4, true);
    TrainingPlan table = TrainingPlan.of("x", folder).with(WindowPlan.of(1, Stride.rows(1)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> table.with(steps)).getMessage();
    assertTrue(message.contains("at least 2 readings: was 1"), message);
  }

  private String refused(List<Reading> rows) {
    return assertThrows(
            TrainingException.class,
            () ->
                Trainer.train(
                    TrainingPlan.of("loop", folder.resolve("refused")),
                    new ListReadings(CHANNELS, true, rows),
                    Progress.NONE))
        .getMessage();
  }

  private static ListReadings normal(int rows, boolean timed, String... keys) {
    List<Reading> all = new ArrayList<>();
    for (String key : keys) {
      all.addAll(wave(0, rows / keys.length, key, 0));
    }
    return new ListReadings(CHANNELS, timed, all);
  }

  /** Two related channels, one reading a second; a fault moves one of them alone. */
  private static List<Reading> wave(int from, int count, String key, double fault) {
    Random random = new Random(from + key.hashCode());
    List<Reading> rows = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      double load = Math.sin(i / 20.0);
      double flow = 10 + load + 0.05 * random.nextGaussian();
      double pressure = 3 + 0.5 * load + 0.05 * random.nextGaussian() - fault;
      rows.add(Reading.ofRow(key, i * 1_000L, new double[] {flow, pressure}, i));
    }
    return rows;
  }

  private static List<Window> windows(WindowSpec spec, List<Reading> rows) {
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
