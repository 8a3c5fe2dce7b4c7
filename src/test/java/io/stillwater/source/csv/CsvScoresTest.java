package io.stillwater.source.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvScoresTest {
  @TempDir Path folder;

  @Test
  void rows_areWrittenInOrderWithEmptyScoresWhereThereIsNoWindow() throws Exception {
    java.io.StringWriter out = new java.io.StringWriter();
    try (CsvScores scores = CsvScores.to(out, true)) {
      scores.unscored(row(0, "a,b"));
      scores.scored(row(1500, "p"), 1.25, 1e-7, true);
      assertEquals(2, scores.rows());
      assertEquals(1, scores.unscored());
      assertEquals(1, scores.alarms());
    }
    assertEquals(
        """
        time,key,score,p_value,p_recent,alarm
        1970-01-01T00:00:00Z,"a,b",,,,0
        1970-01-01T00:00:01.500Z,p,1.25,1.0E-7,,1
        """,
        out.toString());
  }

  @Test
  void scores_areReadBackExactly() throws Exception {
    Path file = folder.resolve("scores.csv.gz");
    double[] scores = {-0.1, 1.0 / 3, 6.02e23, Double.MIN_VALUE};
    try (CsvScores out = CsvScores.create(file, false)) {
      for (int i = 0; i < scores.length; i++) {
        out.scored(row(i, "k"), scores[i], 0.5, false);
      }
    }
    CsvOptions options =
        CsvOptions.DEFAULT
            .withKey("key")
            .withChannels(java.util.List.of("score", "p_value", "p_recent", "alarm"));
    try (CsvReadings back = CsvReadings.open(java.util.List.of(file), options)) {
      assertEquals(java.util.List.of("score", "p_value", "p_recent", "alarm"), back.channels());
      for (double score : scores) {
        assertEquals(score, back.next().values()[0]);
      }
    }
  }

  @Test
  void folderThatDoesNotExist_isSaid() {
    Path file = folder.resolve("no/scores.csv");
    CsvErrorsTest.expect(() -> CsvScores.create(file, false), "cannot be written", "a folder");
  }

  private static Reading row(long time, String key) {
    return Reading.ofRow(key, time, new double[] {0}, 0);
  }
}
