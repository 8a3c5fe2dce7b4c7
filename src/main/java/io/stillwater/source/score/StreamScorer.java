package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.csv.CsvScores;
import io.stillwater.window.Window;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Scores every row of a file by its key's own past, as the service does for a topic that no bundle
 * watches. Rows are taken in the order of the file; one from before its key's newest is late and
 * has no score.
 */
public final class StreamScorer {
  private final double budget;
  private final Map<String, Key> keys = new HashMap<>();

  /** A key, and the time of its newest row. */
  private static final class Key {
    private final KeyStream stream;
    private long newest = Long.MIN_VALUE;

    Key(double budget) {
      stream = new KeyStream(budget);
    }
  }

  /**
   * @param budget alarms allowed for a key and day; infinite where rows have no time
   */
  public StreamScorer(double budget) {
    this.budget = budget;
  }

  /** Scores everything. */
  public void score(Readings data, CsvScores scores, Progress progress) throws IOException {
    while (data.hasNext()) {
      Reading row = data.next();
      Verdict verdict = judge(row);
      if (verdict == null) {
        scores.unscored(row);
      } else {
        scores.scored(row, verdict, verdict.beyond());
      }
      if (scores.rows() % 1000 == 0) {
        progress.step("Scoring", data.progress(), scores.rows() + " rows");
      }
    }
    progress.step("Scoring", 1, scores.rows() + " rows");
  }

  /** The verdict on the next row; null where there is none. */
  Verdict judge(Reading row) {
    Key key = keys.computeIfAbsent(row.key(), name -> new Key(budget));
    if (row.time() < key.newest) {
      return null;
    }
    key.newest = row.time();
    return key.stream.next(new Window(new Reading[] {row}, 0));
  }
}
