package io.stillwater.cli;

import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.model.Bundle;
import io.stillwater.model.BundleException;
import io.stillwater.model.MediaCut;
import io.stillwater.model.MediaInfo;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.FileScores;
import io.stillwater.source.HeatMaps;
import io.stillwater.source.MediaReadings;
import io.stillwater.train.FileScorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code score --images} and {@code score --sounds}: a score for every file of a folder.
 *
 * @param maps folder of heat maps; null for none
 */
record MediaScoring(
    Bundle bundle, MediaArguments media, Path out, Path maps, RuntimeOptions runtime) {
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
    List<Path> files = media.files();
    boolean standard = out.toString().equals("-");
    try (Detector detector = bundle.open(runtime);
        HeatMaps heat = heat(info);
        FileScores scores = standard ? FileScores.to(console.out()) : FileScores.create(out)) {
      MediaReadings readings = readings(info.cut(), files, scores, console.err());
      new FileScorer(detector, bundle.manifest().window())
          .score(
              readings,
              bar::step,
              (file, pieces) -> {
                FileScore.Judged judged = info.files().judge(pieces);
                scores.scored(file, judged.score(), judged.pValue().value(), judged.alarm());
                if (heat != null) {
                  heat.write(file, pieces);
                }
              });
      bar.end();
      report(scores, console.err());
    }
    return Failures.OK;
  }

  private MediaReadings readings(
      MediaCut cut, List<Path> files, FileScores scores, PrintWriter err) {
    return new MediaReadings(
        media.folder(),
        files,
        cut,
        (file, why) -> {
          err.println("Not scored: " + file + ": " + why);
          scores.unscored(file);
        });
  }

  /** Where the heat maps go; null where none are wanted. */
  private HeatMaps heat(MediaInfo info) {
    if (maps == null) {
      return null;
    }
    if (!(info.cut() instanceof MediaCut.Placed placed)) {
      throw new IllegalStateException("--maps with " + info.cut().kind() + " got so far");
    }
    return HeatMaps.create(
        maps, media.folder(), placed, info.files(), bundle.manifest().calibration());
  }

  private static void report(FileScores scores, PrintWriter err) {
    err.printf(
        Locale.ROOT,
        "%,d files: %,d scored, %,d could not be read; %,d alarms%n",
        scores.files(),
        scores.files() - scores.refused(),
        scores.refused(),
        scores.alarms());
  }
}
