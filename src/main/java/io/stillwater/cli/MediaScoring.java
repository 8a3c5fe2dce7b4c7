package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.FileJudge;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.FileScores;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.HeatMaps;
import io.stillwater.source.media.MediaMaps;
import io.stillwater.source.media.SoundMaps;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code score --images} and {@code score --sounds}: a score for every file of a folder.
 *
 * @param maps folder of pictures; null for none
 */
record MediaScoring(
    Bundle bundle, MediaArguments media, Path out, Path maps, RuntimeOptions runtime) {
  /**
   * Scores them all.
   *
   * @param json whether the counts are written as one JSON object
   */
  int call(Console console, ProgressBar bar, boolean json) throws BundleException {
    MediaInfo info = bundle.media(media.family());
    List<Path> files = media.source().files();
    boolean standard = out.toString().equals("-");
    try (Detector detector = bundle.open(runtime);
        OpenMedia opened = bundle.openMedia(runtime);
        MediaMaps pictures = pictures(info);
        FileScores scores = standard ? FileScores.to(console.out()) : FileScores.create(out)) {
      FileJudge judge = new FileJudge(detector, opened.cut(), bundle.manifest().window());
      folder(judge, files, scores, console.err())
          .score(bar::step, new Judging(info.files(), scores, pictures));
      bar.end();
      report(scores, console, json);
    }
    return Failures.OK;
  }

  /**
   * Writes what comes of a file.
   *
   * @param pictures null for none
   */
  private record Judging(FileScore files, FileScores scores, MediaMaps pictures)
      implements FolderScorer.Output {
    @Override
    public void file(String key, byte[] file, JudgedFile pieces) {
      FileScore.Judged judged = files.judge(pieces.known());
      scores.scored(key, judged.score(), judged.pValue().value(), judged.alarm());
      if (pictures != null) {
        draw(key, file, pieces);
      }
    }

    private void draw(String key, byte[] file, JudgedFile pieces) {
      try {
        pictures.write(key, file, pieces);
      } catch (UndecodableEvent e) {
        throw new IllegalStateException(key + " was judged and cannot be drawn", e);
      }
    }
  }

  private FolderScorer folder(
      FileJudge judge, List<Path> files, FileScores scores, PrintWriter err) {
    return new FolderScorer(
        judge,
        media.folder(),
        files,
        (file, why) -> {
          err.println("Not scored: " + file + ": " + why);
          scores.unscored(file);
        });
  }

  /** Where the pictures go; null where none are wanted. */
  private MediaMaps pictures(MediaInfo info) {
    if (maps == null) {
      return null;
    }
    FittedCalibration pieces = bundle.manifest().calibration();
    return info.cut() instanceof SoundCut sound
        ? SoundMaps.create(maps, media.folder(), sound, info.files(), pieces)
        : HeatMaps.create(maps, media.folder(), (MediaCut.Placed) info.cut(), info.files(), pieces);
  }

  private static void report(FileScores scores, Console console, boolean json) {
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      object.put("files", scores.files());
      object.put("scored", scores.files() - scores.refused());
      object.put("unscored", scores.refused());
      object.put("alarms", scores.alarms());
      console.out().println(object);
      return;
    }
    console
        .err()
        .printf(
            Locale.ROOT,
            "%,d files: %,d scored, %,d could not be read; %,d alarms%n",
            scores.files(),
            scores.files() - scores.refused(),
            scores.refused(),
            scores.alarms());
  }
}
