package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  @TempDir Path folder;

  private static Table table(int rows, int... anomalies) {
    List<Reading> readings =
        IntStream.range(0, rows).mapToObj(i -> Reading.ofRow("k", i, new double[] {i}, i)).toList();
    boolean[] labels = new boolean[rows];
    IntStream.of(anomalies).forEach(i -> labels[i] = true);
    return new Table(List.of("a"), false, readings, labels);
  }

  private static double[] firsts(Table table) {
    return table.rows().stream().mapToDouble(row -> row.values()[0]).toArray();
  }

  @Test
  void adbench_trainsOnTheFirstHalfOfTheNormalRows() throws IOException {
    Files.createFile(folder.resolve("t.csv.gz"));
    assertEquals(List.of("t"), Collection.ADBENCH.cases(folder));
    Case on = Collection.ADBENCH.read(folder, "t", (file, labels, timed) -> table(7, 0, 3));
    // Normal are 1, 2, 4, 5 and 6: two of five are training.
    assertArrayEquals(new double[] {1, 2}, firsts(on.training()));
    assertArrayEquals(new double[] {0, 3, 4, 5, 6}, firsts(on.test()));
    assertArrayEquals(new boolean[] {true, true, false, false, false}, on.test().labels());
    assertEquals(Case.Form.SAMPLES, on.form());
  }

  @Test
  void skab_continuesFromTheFirstFourHundredRows() throws IOException {
    for (String part : List.of("valve1", "valve2", "other")) {
      Files.createDirectory(folder.resolve(part));
    }
    Files.createFile(folder.resolve("valve2").resolve("3.csv.gz"));
    assertEquals(List.of("valve2/3"), Collection.SKAB.cases(folder));
    Case on = Collection.SKAB.read(folder, "valve2/3", (file, labels, timed) -> table(500, 450));
    assertEquals(400, on.training().rows().size());
    assertEquals(400, firsts(on.test())[0]);
    assertTrue(on.test().labels()[50]);
    assertEquals(Case.Form.CONTINUED, on.form());
  }

  @Test
  void smd_pairsFiles() throws IOException {
    Files.createFile(folder.resolve("m_train.csv.gz"));
    Files.createFile(folder.resolve("m_test.csv.gz"));
    assertEquals(List.of("m"), Collection.SMD.cases(folder));
    TableReader reader =
        (file, labels, timed) -> table(file.toString().endsWith("m_train.csv.gz") ? 10 : 20);
    Case on = Collection.SMD.read(folder, "m", reader);
    assertEquals(10, on.training().rows().size());
    assertEquals(20, on.test().rows().size());
  }

  @Test
  void methodsThatDraw_runOncePerSeed_andRowsWithoutScoreRankLowest() throws Exception {
    Files.createFile(folder.resolve("t.csv.gz"));
    Method values =
        new Method() {
          @Override
          public String name() {
            return "values";
          }

          @Override
          public boolean draws() {
            return true;
          }

          @Override
          public Judgement judge(Case on, long seed) {
            double[] scores = firsts(on.test());
            scores[0] = Double.NaN;
            return new Judgement(scores, 4.5);
          }
        };
    List<Outcome> told = new ArrayList<>();
    Evaluation.Listener listener =
        new Evaluation.Listener() {
          @Override
          public void ends(Case on, Archive.Run run, Outcome outcome) {
            told.add(outcome);
          }
        };
    TableReader reader = (file, labels, timed) -> table(7, 0, 6);
    List<Outcome> outcomes =
        new Evaluation(Collection.ADBENCH.in(folder, reader), Archive.NONE, false)
            .run(List.of("t"), List.of(values), listener);
    assertEquals(5, outcomes.size());
    assertEquals(told, outcomes);
    // Test rows 0 (no score, anomalous), 3, 4, 5 and 6 (anomalous): 3 of 6 pairs are won.
    assertEquals(0.5, outcomes.get(0).get(Figure.AUROC));
    assertEquals(4, outcomes.get(4).seed());
    assertEquals(1 / 3.0, outcomes.get(0).get(Figure.FALSE_ALARMS), 1e-12);
    assertEquals(0.5, outcomes.get(0).get(Figure.MISSED), 1e-12);
  }
}
