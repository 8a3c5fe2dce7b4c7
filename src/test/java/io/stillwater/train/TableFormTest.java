package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.train.data.RowFaults;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFormTest {
  private static final TrainingPlan TABLE = TrainingPlan.table("table", Path.of("unused"));

  @TempDir private Path folder;

  @Test
  void heavyTails_areToldByRanks() throws Exception {
    // Four columns that are one but for noise, and skewed so that a few rows hold all deviation.
    List<Reading> rows =
        rows(
            800,
            random -> {
              double hidden = random.nextGaussian();
              return IntStream.range(0, 4)
                  .mapToDouble(c -> Math.exp(3 * (hidden + 0.2 * random.nextGaussian())))
                  .toArray();
            });
    assertEquals(Scaling.RANK, formed(TABLE, rows).preprocessing().scaling());
  }

  @Test
  void twoHeaps_areToldByDeviations() throws Exception {
    // Ranks spread each heap over half of the line; that heaps lie together is what is normal.
    List<Reading> rows =
        rows(
            800,
            random -> {
              double heap = random.nextInt(2);
              return IntStream.range(0, 8)
                  .mapToDouble(c -> heap + 0.02 * random.nextGaussian())
                  .toArray();
            });
    assertEquals(Scaling.STANDARD, formed(TABLE, rows).preprocessing().scaling());
  }

  @Test
  void whatWasSaid_stays() throws Exception {
    List<Reading> rows = rows(100, random -> random.doubles(3).toArray());
    Preprocessing robust = Preprocessing.TABLE.with(Scaling.ROBUST);
    TrainingPlan said = TABLE.with(robust).with(GaussianFit.DEFAULT);
    TrainingPlan formed = formed(said, rows);
    assertEquals(robust, formed.preprocessing());
    assertEquals(List.of(GaussianFit.DEFAULT), formed.denoisers());
  }

  @Test
  void gaussian_isBesideTheMemory_whereColumnsOutnumberRows() throws Exception {
    List<Reading> few = rows(30, random -> random.doubles(31).toArray());
    List<Reading> many = rows(32, random -> random.doubles(31).toArray());
    TrainingPlan series = TABLE.with(TrainingPlan.SERIES.toArray(DenoiserFit[]::new));
    TrainingPlan open = series.with(Open.FORM);
    assertEquals(List.of(MemoryFit.DEFAULT, GaussianFit.DEFAULT), formed(open, few).denoisers());
    assertEquals(List.of(MemoryFit.DEFAULT), formed(open, many).denoisers());
  }

  @Test
  void rowsThatDoNotFollowEachOther_areFoundToBeATable() throws Exception {
    List<Reading> rows = rows(400, random -> random.doubles(3).toArray());
    TrainingPlan plan = TrainingPlan.of("found", folder.resolve("found")).with(Open.ALL);
    TrainingResult result =
        Trainer.train(plan, new ListReadings(names(3), false, rows), Progress.NONE);
    assertEquals(1, result.bundle().manifest().window().length());
    assertEquals(1, result.bundle().manifest().denoisers().size());
    assertTrue(result.warnings().toString().contains("taken as a table"), "" + result.warnings());
  }

  @Test
  void rowsThatFollowEachOther_andRowsWithTimes_stayASeries() throws Exception {
    List<Reading> wave = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      wave.add(Reading.ofRow("", i, new double[] {Math.sin(i / 20.0), i % 2}, i));
    }
    TrainingPlan plan =
        TrainingPlan.of("series", Path.of("unused"))
            .with(WindowPlan.fitting(Stride.rows(1)))
            .with(Open.ALL);
    ListReadings data = new ListReadings(names(2), false, wave);
    try (TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE)) {
      assertEquals(64, input.spec().length());
    }
    List<Reading> noise = rows(600, random -> random.doubles(2).toArray());
    ListReadings timed = new ListReadings(names(2), true, noise);
    try (TrainingInput input = TrainingInput.read(plan.input(), timed, Progress.NONE)) {
      assertEquals(64, input.spec().length());
    }
  }

  @Test
  void swappedRows_haveValuesOfTheirColumns_inAsManyAsAskedFor() {
    List<Window> donors = IntStream.range(0, 50).mapToObj(i -> window(100 + i, 5)).toList();
    List<Window> rows = IntStream.range(0, 20).mapToObj(i -> window(i, 5)).toList();
    RowFaults faults = new RowFaults(donors, new int[] {0, 2, 3}, new SplittableRandom(1));
    for (double share : RowFaults.SHARES) {
      List<Window> swapped = faults.swapped(rows, share);
      for (int i = 0; i < rows.size(); i++) {
        double[] before = values(rows.get(i));
        double[] after = values(swapped.get(i));
        int changed = 0;
        for (int c = 0; c < 5; c++) {
          changed += after[c] == before[c] ? 0 : 1;
          assertEquals(c, (int) after[c] % 10, "a value of its own column");
          assertTrue((c != 1 && c != 4) || after[c] == before[c], "constant columns stay");
        }
        assertEquals(Math.max(1, Math.round(3 * share)), changed);
      }
    }
  }

  @Test
  void auroc_countsPairs_andHalfOfTies() {
    double[] below = {1, 2, 2, 5};
    assertEquals((1 + 2 + 4) / 12.0, TableForm.auroc(below, new double[] {1.5, 2, 9}), 1e-12);
    assertEquals(0.5, TableForm.auroc(below, below), 1e-12);
  }

  /** Row i has the value 10·i + c in column c. */
  private static Window window(int row, int channels) {
    double[] values = IntStream.range(0, channels).mapToDouble(c -> 10.0 * row + c).toArray();
    return new Window(new Reading[] {Reading.ofRow("", row, values, row)}, 0);
  }

  private static double[] values(Window window) {
    double[] values = new double[window.channels()];
    window.copyTo(values, 0, new float[values.length], 0);
    return values;
  }

  private static List<Reading> rows(int count, Function<Random, double[]> row) {
    Random random = new Random(7);
    return IntStream.range(0, count)
        .mapToObj(i -> Reading.ofRow("", i, row.apply(random), i))
        .toList();
  }

  private static List<String> names(int channels) {
    return IntStream.range(0, channels).mapToObj(c -> "c" + c).toList();
  }

  private static TrainingPlan formed(TrainingPlan plan, List<Reading> rows) throws Exception {
    List<String> names = names(rows.get(0).values().length);
    ListReadings data = new ListReadings(names, false, rows);
    try (TrainingInput input = TrainingInput.read(plan.input(), data, Progress.NONE)) {
      return TableForm.of(plan, input, Progress.NONE);
    }
  }
}
