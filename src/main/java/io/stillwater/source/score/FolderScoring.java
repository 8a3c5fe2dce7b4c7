package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.detect.FileScore;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.FileScores;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaSource;
import io.stillwater.source.media.PictureFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Scores the files of a folder by a bundle for such files.
 *
 * @param maps folder of pictures; null for none
 * @param refused told the key of each file that cannot be judged, and why
 */
public record FolderScoring(
    Bundle bundle,
    RuntimeOptions runtime,
    MediaSource source,
    ScoreFile out,
    Path maps,
    BiConsumer<String, String> refused)
    implements Scoring {
  @Override
  public Tally score(Progress progress) throws BundleException {
    OtherSizes sizes = new OtherSizes();
    try (MediaModel model = MediaModel.open(bundle, runtime);
        PictureFolder pictures =
            maps == null ? null : PictureFolder.create(maps, source.folder(), model.views());
        FileScores scores = out.files()) {
      new FolderScorer(
              model.judge(),
              source.folder(),
              source.files(),
              (file, why) -> {
                refused.accept(file, why);
                scores.unscored(file);
              })
          .score(
              progress,
              (key, file, pieces) -> {
                FileScore.Judged judged = model.files().judge(pieces.known());
                sizes.add(model.files().otherSize(pieces.pieces().size()));
                scores.scored(key, judged.score(), judged.pValue().value(), judged.alarm());
                if (pictures != null) {
                  pictures.write(key, file, pieces);
                }
              });
      return Tally.of("files", scores, "could not be read", Optional.empty())
          .saying(sizes.sentences());
    }
  }
}
