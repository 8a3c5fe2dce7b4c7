package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.csv.CsvScores;
import java.io.IOException;
import java.util.Optional;

/**
 * Scores rows by a bundle.
 *
 * @param adapting how limits follow keys, where it is to be otherwise than the bundle says
 */
public record RowScoring(
    Bundle bundle, RuntimeOptions runtime, Adapting adapting, Rows rows, ScoreFile out)
    implements Scoring {
  @Override
  public Tally score(Progress progress) throws BundleException, IOException {
    bundle.forReadings();
    try (Readings readings =
            rows.open(bundle.manifest().channelNames(), bundle.manifest().window().grid());
        Detector detector = bundle.open(runtime);
        CsvScores scores = out.rows(readings.timed())) {
      RowScorer scorer =
          RowScorer.of(
              bundle,
              detector,
              adapting,
              (reading, verdict, alarm) -> {
                if (verdict == null) {
                  scores.unscored(reading);
                } else {
                  scores.scored(reading, verdict, verdict.beyond());
                }
              });
      scorer.score(readings, progress);
      Seen seen = new Seen(scorer.heldOut(), scorer.remembered());
      return Tally.of("rows", scores, "without a full window", Optional.of(seen))
          .saying(scorer.cuts().sentences(readings.timed(), "without a score"));
    }
  }
}
