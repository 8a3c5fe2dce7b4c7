package io.stillwater.benchmark.media;

import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.FileJudge;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;

/** Judges files as {@code score} does. */
public final class BundleJudge implements MediaMethod.Judge {
  private final OpenMedia media;
  private final Detector detector;
  private final FileJudge judge;

  public BundleJudge(Bundle bundle, RuntimeOptions runtime) throws BundleException {
    this.detector = bundle.open(runtime);
    try {
      this.media = bundle.openMedia(runtime);
    } catch (BundleException e) {
      detector.close();
      throw e;
    }
    this.judge = new FileJudge(detector, media.cut(), bundle.manifest().window());
  }

  @Override
  public MediaMethod.Judged judge(LabelledItem item, boolean map)
      throws UndecodableEvent, IOException {
    byte[] file = Files.readAllBytes(item.file());
    JudgedFile judged = judge.judge(item.file().toString(), file);
    return new MediaMethod.Judged(
        media.files().judge(judged.known()).score(), map ? map(file, judged.scores()) : null);
  }

  private Plane map(byte[] file, double[] pieces) throws UndecodableEvent {
    if (!(media.cut() instanceof MediaCut.Placed placed)) {
      throw new IllegalStateException("a map was asked of " + media.cut().family().word());
    }
    Pixels grey = MediaCut.grey(file);
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
