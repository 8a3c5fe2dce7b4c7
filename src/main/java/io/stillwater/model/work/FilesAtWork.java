package io.stillwater.model.work;

import io.stillwater.alert.Peak;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.RecordDecoder;
import io.stillwater.model.Bundle;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.media.MediaRecords;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.window.WindowSpec;
import java.util.List;
import java.util.Optional;

/** Images or sounds. */
final class FilesAtWork implements WorkingModel {
  private static final int MOST_FILES = 16;

  private final MediaModel model;
  private final Bundle bundle;
  private final InputSettings settings;
  private final ProviderUsed provider;

  FilesAtWork(MediaModel model, Bundle bundle, InputSettings settings, ProviderUsed provider) {
    this.model = model;
    this.bundle = bundle;
    this.settings = settings;
    this.provider = provider;
  }

  @Override
  public Bundle bundle() {
    return bundle;
  }

  @Override
  public RecordDecoder decoder() {
    return new MediaRecords(model, settings.claims());
  }

  @Override
  public WindowSpec window() {
    return MediaModel.window();
  }

  @Override
  public int maxBatch() {
    return MOST_FILES;
  }

  @Override
  public Detector detector() {
    return model.detector();
  }

  @Override
  public List<String> channels() {
    return List.of();
  }

  @Override
  public Peak explain(Verdict verdict) {
    return model.peak(verdict, settings.inlineBytes());
  }

  @Override
  public ProviderUsed provider() {
    return provider;
  }

  @Override
  public Optional<MediaModel> files() {
    return Optional.of(model);
  }

  @Override
  public void close() {
    model.close();
  }
}
