package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.source.csv.CsvScores;
import java.io.IOException;
import java.util.Optional;

/**
 * Scores rows by their keys' own past, without a bundle.
 *
 * @param budget false alarms allowed for a key and day, where rows have times
 */
public record StreamScoring(double budget, Rows rows, ScoreFile out) implements Scoring {
  @Override
  public Tally score(Progress progress) throws IOException {
    try (Readings readings = rows.open(null, Grid.NONE);
        CsvScores scores = out.rows(readings.timed())) {
      StreamScorer scorer =
          new StreamScorer(
              readings.timed() ? budget : Double.POSITIVE_INFINITY,
              (row, verdict, alarm) -> {
                if (verdict == null) {
                  scores.unscored(row);
                } else {
                  scores.scored(row, verdict, alarm);
                }
              });
      scorer.score(readings, progress);
      String why = "out of the course of time, or before any channel had a value";
      return Tally.of("rows", scores, why, Optional.of(new Seen(0, 0)))
          .saying(scorer.cuts().sentences(readings.timed(), "without a score"));
    }
  }
}
