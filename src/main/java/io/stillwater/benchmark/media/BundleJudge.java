package io.stillwater.benchmark.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;

/** Judges files as {@code score} does. */
public final class BundleJudge implements MediaMethod.Judge {
  private final MediaModel model;

  public BundleJudge(Bundle bundle, RuntimeOptions runtime) throws BundleException {
    this(MediaModel.open(bundle, runtime));
  }

  /**
   * @param model closed with this
   */
  BundleJudge(MediaModel model) {
    this.model = model;
  }

  @Override
  public MediaMethod.Judged judge(LabelledItem item, boolean map)
      throws UndecodableEvent, IOException {
    byte[] file = Files.readAllBytes(item.file());
    JudgedFile judged = model.judge().judge(item.file().toString(), file);
    return new MediaMethod.Judged(
        model.files().judge(judged.known()).score(),
        map ? model.views().map(file, judged.scores()).orElseThrow() : null);
  }

  @Override
  public double limit() {
    return model.detector().threshold().score();
  }

  @Override
  public void close() {
    model.close();
  }
}
