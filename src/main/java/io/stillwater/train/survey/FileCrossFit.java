package io.stillwater.train.survey;

import io.stillwater.alert.PolicySpec;
import io.stillwater.console.Progress;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.media.UnkeptBundle;
import io.stillwater.train.threshold.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Scores files of a folder by what was trained on others of it: thirds of the files, by blocks of
 * neighbours, are held out in turn.
 *
 * @param refused told the key of each file that cannot be judged, and why
 */
public record FileCrossFit(
    MediaSource source, long seed, RuntimeOptions runtime, BiConsumer<String, String> refused) {
  private static final int PARTS = 3;
  private static final int BLOCKS = 12;
  private static final int LEAST = 40;
  private static final Promise PROMISE =
      new Promise(Promise.DEFAULT.budget(), 0.05, PolicySpec.EACH);

  /**
   * Scores them all; larger is stranger.
   *
   * @return by key
   * @throws TrainingException where there are too few
   */
  public Map<String, Double> scores(Progress progress)
      throws TrainingException, BundleException, IOException {
    int count = source.files().size();
    if (count < LEAST) {
      throw new TrainingException(
          count
              + (" files are too few to say which are unlike the others: give at least " + LEAST)
              + ", or train on a folder of normal ones and score these.");
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int part = 0; part < PARTS; part++) {
      String title = "Part " + (part + 1) + " of " + PARTS + ", ";
      score(part, scores, (what, share, detail) -> progress.step(title + what, share, detail));
    }
    return scores;
  }

  private void score(int part, Map<String, Double> scores, Progress progress)
      throws TrainingException, BundleException, IOException {
    MediaSource others = source.with(chosen(part, false));
    try (MediaModel model =
        new UnkeptBundle(others, PROMISE, seed, Mounting.FREE, runtime)
            .open(MediaTraining::run, progress)) {
      new FolderScorer(model.judge(), source.folder(), chosen(part, true), refused)
          .score(
              progress,
              (key, file, judged) -> scores.put(key, model.files().judge(judged.known()).score()));
    }
  }

  private List<Path> chosen(int part, boolean inside) {
    List<Path> files = source.files();
    return IntStream.range(0, files.size())
        .filter(i -> ((long) i * BLOCKS / files.size() % PARTS == part) == inside)
        .mapToObj(files::get)
        .toList();
  }
}
