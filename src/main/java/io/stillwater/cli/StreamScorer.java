package io.stillwater.cli;

import io.stillwater.console.ProgressBar;
import io.stillwater.detect.streaming.StreamingDetector;
import io.stillwater.detect.streaming.StreamingScore;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.CsvScores;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Scores every row of a file by its key's own past. Rows are taken in the order of the file,
 * whatever their times.
 */
final class StreamScorer {
  private StreamScorer() {}

  /** Scores everything. */
  static void score(Readings data, CsvScores scores, ProgressBar progress) throws IOException {
    Map<String, StreamingDetector> keys = new HashMap<>();
    while (data.hasNext()) {
      Reading row = data.next();
      StreamingScore said =
          keys.computeIfAbsent(row.key(), key -> new StreamingDetector(row.values().length))
              .next(row.values());
      if (Double.isNaN(said.score())) {
        scores.unscored(row);
      } else {
        scores.scored(row, said.score(), said.alarm());
      }
      if (scores.rows() % 1000 == 0) {
        progress.step("Scoring", data.progress(), scores.rows() + " rows");
      }
    }
    progress.step("Scoring", 1, scores.rows() + " rows");
  }
}
