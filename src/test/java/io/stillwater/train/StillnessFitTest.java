package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.detect.Stillness;
import io.stillwater.event.Reading;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StillnessFitTest {
  private static final int LENGTH = 64;
  private static final int MANY = 4_000;

  private static List<Stillness> fit(int rows, IntToDoubleFunction... channels) throws Exception {
    return fit(LENGTH, rows, channels);
  }

  private static List<Stillness> fit(int length, int rows, IntToDoubleFunction... channels)
      throws Exception {
    TrainingPlan plan =
        TrainingPlan.of("still", Path.of("unused")).with(WindowPlan.of(length, Stride.rows(1)));
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      readings.add(reading(i, channels));
    }
    List<String> names = IntStream.range(0, channels.length).mapToObj(c -> "c" + c).toList();
    ListReadings data = new ListReadings(names, true, readings);
    try (TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE)) {
      return StillnessFit.of(input, Normalisation.Mode.GLOBAL, 0);
    }
  }

  private static Reading reading(int row, IntToDoubleFunction... channels) {
    double[] values = new double[channels.length];
    for (int c = 0; c < values.length; c++) {
      values[c] = channels[c].applyAsDouble(row);
    }
    return Reading.ofRow("k", row * 1000L, values, row);
  }

  private static Window window(int from, IntToDoubleFunction... channels) {
    return new Window(
        IntStream.range(from, from + LENGTH)
            .mapToObj(i -> reading(i, channels))
            .toArray(Reading[]::new),
        0);
  }

  /** The same for the same row. */
  private static IntToDoubleFunction noise(long seed) {
    return row -> new Random(seed * 1_000_003 + row * 7_919L).nextGaussian();
  }

  @Test
  void saw_hasTheLimitsOfTheClosedForm() throws Exception {
    // Steps of 1, 1, 2 in turn: 63 steps have the mean 4/3, whatever the phase; the least is 1.
    List<Stillness> found = fit(MANY, row -> row % 3);
    assertEquals(1, found.size());
    double third = (4 / 3.0 + 1 / 63.0) / 3 - 1 / 63.0;
    assertEquals(third, found.get(0).step(), 1e-9);
    // A third of the range and the grain, 2 + 1, is the grain: a range below 0.
    assertEquals(0, found.get(0).range(), 1e-9);
    assertEquals(LENGTH / 2, found.get(0).unchanged());
  }

  @Test
  void noise_mayBeStuckOrCalm_andIsNeitherByItself() throws Exception {
    IntToDoubleFunction normal = noise(1);
    List<Stillness> found = fit(MANY, normal);
    assertEquals(1, found.size());
    Stillness still = found.get(0);
    for (int from = MANY; from < 20_000; from += 16) {
      assertFalse(still.still(window(from, normal)), "window from " + from);
    }
    int half = MANY + LENGTH / 2;
    assertTrue(still.still(window(MANY, row -> normal.applyAsDouble(Math.min(row, half - 1)))));
    assertTrue(still.still(window(MANY, row -> 0.1 * normal.applyAsDouble(row))));
  }

  @Test
  void channelThatRests_switches_orNeverMoves_saysNothing() throws Exception {
    IntToDoubleFunction normal = noise(2);
    List<Stillness> found =
        fit(
            MANY,
            row -> row / 200 % 2 == 0 ? normal.applyAsDouble(row) : 1,
            row -> normal.applyAsDouble(row) > 0 ? 1 : 0,
            row -> 4,
            normal,
            row -> row < 2000 ? 0 : 1);
    assertEquals(List.of(3), found.stream().map(Stillness::channel).toList());
  }

  @Test
  void channelOfCoarseGrain_restsAsLongAsItsGrainLetsIt() throws Exception {
    // Rounded, it changes every 25 to 50 readings: all of a window unchanged says nothing.
    List<Stillness> found = fit(MANY, row -> Math.rint(2 * Math.sin(row / 40.0)), noise(3));
    assertEquals(List.of(1), found.stream().map(Stillness::channel).toList());
  }

  @Test
  void channelThatOneBlockShowsCalm_isNotCalmElsewhere() throws Exception {
    IntToDoubleFunction normal = noise(4);
    IntToDoubleFunction calmOnce =
        row -> (row >= 1700 && row < 2000 ? 0.001 : 1) * normal.applyAsDouble(row);
    List<Stillness> found = fit(MANY, calmOnce);
    assertEquals(1, found.size());
    assertEquals(0, found.get(0).step());
    assertEquals(0, found.get(0).range());
    assertTrue(found.get(0).unchanged() > 0, "unchanged values it never showed");
  }

  @Test
  void fewWindows_sayNothingOfCalm_butOfUnchangedValues() throws Exception {
    List<Stillness> found = fit(600, noise(5));
    assertEquals(List.of(new Stillness(0, 0, 0, LENGTH / 2)), found);
  }

  @Test
  void shortWindows_sayNothingOfUnchangedValues() throws Exception {
    List<Stillness> found = fit(16, MANY, noise(7));
    assertEquals(0, found.get(0).unchanged());
    assertTrue(found.get(0).step() > 0, "of 250 windows side by side");
    assertEquals(List.of(), fit(16, 300, noise(7)));
    assertEquals(40, fit(80, MANY, noise(7)).get(0).unchanged());
  }

  @Test
  void channelWithGaps_isKnownByItsWholeWindows() throws Exception {
    IntToDoubleFunction normal = noise(6);
    IntToDoubleFunction gaps = row -> row % 500 == 0 ? Double.NaN : normal.applyAsDouble(row);
    List<Stillness> found =
        fit(MANY, gaps, row -> row % 3 == 0 ? normal.applyAsDouble(row) : Double.NaN);
    assertEquals(List.of(0), found.stream().map(Stillness::channel).toList());
    assertTrue(found.get(0).step() > 0);
  }
}
