package io.stillwater.benchmark.media;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaReadings;
import io.stillwater.train.media.FileScorer;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges files as {@code score} does. */
public final class BundleJudge implements MediaMethod.Judge {
  private final OpenMedia media;
  private final Detector detector;
  private final FileScorer scorer;

  public BundleJudge(Bundle bundle, RuntimeOptions runtime) throws BundleException {
    this.detector = bundle.open(runtime);
    try {
      this.media = bundle.openMedia(runtime);
    } catch (BundleException e) {
      detector.close();
      throw e;
    }
    this.scorer = new FileScorer(detector, bundle.manifest().window());
  }

  @Override
  public MediaMethod.Judged judge(LabelledItem item, boolean map)
      throws UndecodableEvent, IOException {
    Path file = item.file();
    List<String> refused = new ArrayList<>();
    List<double[]> found = new ArrayList<>();
    try (MediaReadings readings =
        new MediaReadings(
            file.getParent(), List.of(file), media.cut(), (key, why) -> refused.add(why))) {
      scorer.score(readings, Progress.NONE, (key, scores) -> found.add(scores));
    }
    if (found.isEmpty()) {
      throw new UndecodableEvent(refused.get(0));
    }
    double[] pieces = found.get(0);
    return new MediaMethod.Judged(
        media.files().judge(pieces).score(), map ? map(file, pieces) : null);
  }

  private Plane map(Path file, double[] pieces) throws UndecodableEvent, IOException {
    if (!(media.cut() instanceof MediaCut.Placed placed)) {
      throw new IllegalStateException("a map was asked of " + media.cut().kind());
    }
    Pixels grey = MediaCut.grey(Files.readAllBytes(file));
    return placed
        .map(pieces, grey.height(), grey.width())
        .enlarged(placed.square(), grey.height(), grey.width());
  }

  @Override
  public double limit() {
    FileScore files = media.files();
    return files.calibration().quantile(files.limit());
  }

  @Override
  public void close() {
    detector.close();
    media.close();
  }
}
