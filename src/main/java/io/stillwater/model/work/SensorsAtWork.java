package io.stillwater.model.work;

import io.stillwater.alert.Peak;
import io.stillwater.alert.PeakPainter;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowScorer;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RecordDecoder;
import io.stillwater.model.Bundle;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.window.WindowSpec;
import java.util.List;
import java.util.Optional;

/** Readings of sensors. */
final class SensorsAtWork implements WorkingModel {
  private static final int MOST_WINDOWS = 256;

  private final Bundle bundle;
  private final InputSettings settings;
  private final ProviderUsed provider;
  private final Detector detector;
  private final PeakPainter painter;

  SensorsAtWork(Bundle bundle, InputSettings settings, WindowScorer scorer, ProviderUsed provider) {
    this.bundle = bundle;
    this.settings = settings;
    this.provider = provider;
    this.detector = bundle.detector(scorer);
    this.painter = new PeakPainter(detector, channels());
  }

  @Override
  public Bundle bundle() {
    return bundle;
  }

  @Override
  public RecordDecoder decoder() {
    return settings.format().decoder(ChannelNames.of(channels()));
  }

  @Override
  public WindowSpec window() {
    return bundle.manifest().window();
  }

  @Override
  public int maxBatch() {
    return MOST_WINDOWS;
  }

  @Override
  public Detector detector() {
    return detector;
  }

  @Override
  public List<String> channels() {
    return bundle.manifest().channelNames();
  }

  @Override
  public Peak explain(Verdict verdict) {
    return painter.paint(verdict);
  }

  @Override
  public ProviderUsed provider() {
    return provider;
  }

  @Override
  public Optional<MediaModel> files() {
    return Optional.empty();
  }

  @Override
  public void close() {
    detector.close();
  }
}
