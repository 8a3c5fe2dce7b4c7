package io.stillwater.cli;

import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.model.Bundle;
import io.stillwater.model.BundleException;
import io.stillwater.model.MediaInfo;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.FileScores;
import io.stillwater.source.MediaReadings;
import io.stillwater.train.FileScorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code score --images} and {@code score --sounds}: a score for every file of a folder. */
record MediaScoring(Bundle bundle, MediaArguments media, Path out, RuntimeOptions runtime) {
  int call(Console console, ProgressBar bar) throws BundleException {
    MediaInfo info = bundle.media();
    if (!info.cut().kind().equals(media.kind())) {
      throw new UserError(
          bundle.folder()
              + " is a bundle for "
              + info.cut().kind()
              + ": give --"
              + info.cut().kind());
    }
    PrintWriter err = console.err();
    List<Path> files = media.files();
    boolean standard = out.toString().equals("-");
    try (Detector detector = bundle.open(runtime);
        FileScores scores = standard ? FileScores.to(console.out()) : FileScores.create(out)) {
      MediaReadings readings =
          new MediaReadings(
              media.folder(),
              files,
              info.cut(),
              (file, why) -> {
                err.println("Not scored: " + file + ": " + why);
                scores.unscored(file);
              });
      new FileScorer(detector, bundle.manifest().window())
          .score(
              readings,
              bar::step,
              (file, pieces) -> {
                FileScore.Judged judged = info.files().judge(pieces);
                scores.scored(file, judged.score(), judged.pValue().value(), judged.alarm());
              });
      bar.end();
      err.printf(
          Locale.ROOT,
          "%,d files: %,d scored, %,d could not be read; %,d alarms%n",
          scores.files(),
          scores.files() - scores.refused(),
          scores.refused(),
          scores.alarms());
    }
    return Failures.OK;
  }
}
