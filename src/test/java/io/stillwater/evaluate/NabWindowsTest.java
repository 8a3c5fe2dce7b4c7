package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabWindowsTest {
  private static final long START = Instant.parse("2014-04-10T07:00:00Z").toEpochMilli();

  @TempDir Path folder;

  @BeforeEach
  void writeCollection() throws IOException {
    Files.createDirectories(folder.resolve("data/real"));
    Files.createFile(folder.resolve("data/real/a.csv.gz"));
    Files.writeString(
        folder.resolve("combined_windows.json"),
        "{\"real/a.csv\": [[\"2014-04-10 07:30:00.000000\", \"2014-04-10 07:32:00.000000\"]]}");
  }

  /** A row a minute; rows 20 and 21 lie at one time, as in some files. */
  private static Table table() {
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      long minute = i > 20 ? i - 1 : i;
      rows.add(Reading.ofRow("a", START + 60_000 * minute, new double[] {i}, i));
    }
    return new Table(List.of("value"), true, rows, new boolean[41]);
  }

  @Test
  void stream_warmsUpFromItsOwnBeginning_andIsLabelledByTimes() throws IOException {
    assertEquals(List.of("real/a"), Collection.NAB.cases(folder));
    Case on = Collection.NAB.read(folder, "real/a", (file, labels, timed) -> table());
    assertEquals(6, on.training().rows().size()); // 15 % of 41, rounded down
    assertEquals(Case.Form.CONTINUED, on.form());
    // 07:30 is row 31, of which 6 are training.
    boolean[] labels = on.test().labels();
    assertFalse(labels[24]);
    assertTrue(labels[25] && labels[26] && labels[27]);
    assertFalse(labels[28]);
    assertFalse(on.test().timed());
    assertEquals(6, on.test().rows().get(0).time(), "rows are counted");
  }

  @Test
  void rangeThatNoRowHas_isSaid() throws IOException {
    Files.writeString(
        folder.resolve("combined_windows.json"),
        "{\"real/a.csv\": [[\"2015-01-01 00:00:00.000000\", \"2015-01-01 01:00:00.000000\"]]}");
    IOException e =
        assertThrows(
            IOException.class,
            () -> Collection.NAB.read(folder, "real/a", (file, labels, timed) -> table()));
    assertTrue(
        e.getMessage().contains("names 2015-01-01 01:00:00.000000 for real/a"), e.getMessage());
  }

  @Test
  void detectorThatOpensAnEpisodeAtTheWindowsFirstRow_hasAllPoints() throws Exception {
    Method oracle =
        new Method() {
          @Override
          public String name() {
            return "oracle";
          }

          @Override
          public boolean draws() {
            return false;
          }

          @Override
          public Judgement judge(Case on, long seed) {
            double[] scores = new double[on.test().rows().size()];
            scores[24] = 1; // with row 25 two of three
            scores[25] = 2;
            scores[26] = 2;
            return new Judgement(scores, 0.5);
          }
        };
    List<Outcome> outcomes =
        new Evaluation(
                Collection.NAB.in(folder, (file, labels, timed) -> table()), Archive.NONE, false)
            .run(List.of("real/a"), List.of(oracle), Evaluation.Listener.NONE);
    Outcome best = outcomes.get(1);
    Outcome own = outcomes.get(2);
    assertEquals(Outcome.CORPUS, best.on());
    assertEquals(100, best.get(Figure.NAB_STANDARD), 1e-9);
    assertEquals(Outcome.OWN_LIMITS, own.on());
    assertEquals(100, own.get(Figure.NAB_LOW_FN), 1e-9);
    assertEquals(1, outcomes.get(0).get(Figure.EVENT_RECALL));
    assertEquals(0, outcomes.get(0).get(Figure.DELAY));
  }

  @Test
  void methodThatTellsItsBursts_isCountedThere_andNowhereElse() {
    double[] scores = {0, 3, 4, 5, 1, 2};
    boolean[] told = {false, true, false, false, false, true};
    Judgement said = new Judgement(scores, new double[0], told, 1.5, "");
    double none = Double.NEGATIVE_INFINITY;
    assertArrayEquals(new double[] {none, 3, none, none, none, 2}, said.bursts(3));
    assertArrayEquals(told, said.opens(PolicySpec.DEFAULT));
    Judgement silent = new Judgement(scores, new double[0], 1.5, "");
    assertArrayEquals(new double[] {0, 3, 4, 5, none, none}, silent.bursts(3));
  }
}
