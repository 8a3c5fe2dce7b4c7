package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.window.Stride;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows are shorter where data are few, and only there. */
class FittingLengthTest {
  private static final List<String> CHANNELS = List.of("flow", "pressure");
  private static final int ENOUGH = 64 - 1 + 320; // readings of one key

  @TempDir Path folder;

  private static List<Reading> rows(int count, String... keys) {
    Random random = new Random(5);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = keys[i % keys.length];
      double[] values = {Math.sin(i / 20.0), random.nextGaussian()};
      rows.add(Reading.ofRow(key, i * 1_000L, values, i));
    }
    return rows;
  }

  private static int length(WindowPlan windows, List<Reading> rows, boolean timed)
      throws Exception {
    TrainingPlan plan = TrainingPlan.of("test", Path.of("unused")).with(windows);
    ListReadings data = new ListReadings(CHANNELS, timed, rows);
    try (TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE)) {
      return input.spec().length();
    }
  }

  @ParameterizedTest
  @CsvSource({"95, 16", "382, 16", "383, 64", "9999, 64", "10000, 64", "10001, 64"})
  void windowsHave64Readings_or16WhereTheyWouldBeTooFew(int rows, int length) throws Exception {
    assertEquals(length, length(WindowPlan.DEFAULT, rows(rows, "a"), true));
    assertEquals(length, length(WindowPlan.DEFAULT, rows(rows, "a"), false));
  }

  @Test
  void windowsAreCountedByKey() throws Exception {
    assertEquals(16, length(WindowPlan.DEFAULT, rows(ENOUGH + 62, "a", "b"), true));
    assertEquals(64, length(WindowPlan.DEFAULT, rows(ENOUGH + 63, "a", "b"), true));
  }

  @Test
  void windowsAreCountedAsTheyWillBeCut() throws Exception {
    int strided = 64 + 4 * 319;
    WindowPlan stride = WindowPlan.fitting(Stride.rows(4));
    assertEquals(16, length(stride, rows(strided - 1, "a"), false));
    assertEquals(64, length(stride, rows(strided, "a"), false));
    List<Reading> gaps = new ArrayList<>();
    for (Reading row : rows(600, "a")) { // the one channel is away for 40 readings of every 100
      double[] values = row.values().clone();
      values[0] = row.offset() % 100 < 40 ? Double.NaN : values[0];
      gaps.add(Reading.ofRow("a", row.time(), values, row.offset()));
    }
    assertEquals(16, length(WindowPlan.DEFAULT, gaps, true));
  }

  @Test
  void lengthThatWasGiven_isKeptOrRefused() throws Exception {
    WindowPlan given = WindowPlan.of(64, Stride.rows(1));
    assertEquals(64, length(given, rows(ENOUGH, "a"), true));
    String message =
        assertThrows(TrainingException.class, () -> length(given, rows(ENOUGH - 1, "a"), true))
            .getMessage();
    assertTrue(message.contains("319 full windows of 64 readings"), message);
    assertTrue(message.contains("at least 383 readings"), message);
  }

  @Test
  void tooFewForShortOnes_isRefusedWithTheNumbersOfThose() {
    String message =
        assertThrows(TrainingException.class, () -> length(WindowPlan.DEFAULT, rows(94, "a"), true))
            .getMessage();
    assertTrue(message.contains("79 full windows of 16 readings"), message);
    assertTrue(message.contains("at least 95 readings"), message);
  }

  @Test
  void whereDataAreEnough_theBundleIsThatOfTheLengthGiven() throws Exception {
    assertSame(ENOUGH, 64);
    assertSame(ENOUGH - 1, 16);
  }

  /** To the byte. */
  private void assertSame(int rows, int length) throws Exception {
    Path fitting = folder.resolve("fitting-" + rows);
    Path given = folder.resolve("given-" + rows);
    train(fitting, rows, WindowPlan.DEFAULT);
    Manifest manifest = train(given, rows, WindowPlan.of(length, Stride.rows(1)));
    assertEquals(length, manifest.window().length());
    assertEquals(length == 64 ? 4 : 2, manifest.denoisers().size());
    for (String file : List.of("manifest.json", "model.onnx", "golden.json", "card.md")) {
      assertArrayEquals(
          Files.readAllBytes(given.resolve(file)), Files.readAllBytes(fitting.resolve(file)), file);
    }
  }

  private static Manifest train(Path out, int rows, WindowPlan windows) throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("plant", out).with(windows).with(new MemoryFit(40), GaussianFit.DEFAULT);
    ListReadings data = new ListReadings(CHANNELS, true, rows(rows, "a"));
    return Trainer.train(plan, data, Progress.NONE).bundle().manifest();
  }
}
