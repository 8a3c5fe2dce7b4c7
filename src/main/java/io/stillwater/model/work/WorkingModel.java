package io.stillwater.model.work;

import io.stillwater.alert.Peak;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowScorer;
import io.stillwater.event.RecordDecoder;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A bundle at work: everything that differs between sensors, images and sounds. It owns all that
 * the bundle runs on, and closes it. Safe for use by several threads, but for its decoder, which
 * says so itself.
 */
public interface WorkingModel extends AutoCloseable {
  /**
   * Opens what a bundle runs on.
   *
   * @param settings how records are read
   * @param options what it is to run on
   * @param watch stands between the detector and the scorer, to look on
   * @throws BundleException if the bundle cannot be opened
   */
  static WorkingModel open(
      Bundle bundle,
      InputSettings settings,
      RuntimeOptions options,
      UnaryOperator<WindowScorer> watch)
      throws BundleException {
    OnnxScorer scorer = bundle.scorer(options);
    ProviderUsed provider = scorer.provider();
    WindowScorer watched = watch.apply(scorer);
    if (bundle.files().isEmpty()) {
      return new SensorsAtWork(bundle, settings, watched, provider);
    }
    MediaModel files = MediaModel.open(bundle, watched, options);
    return new FilesAtWork(files, bundle, settings, provider);
  }

  /** Opens what a bundle runs on, and nobody looks on. */
  static WorkingModel open(Bundle bundle, InputSettings settings, RuntimeOptions options)
      throws BundleException {
    return open(bundle, settings, options, UnaryOperator.identity());
  }

  /** What it was loaded from. */
  Bundle bundle();

  /** A new decoder of records. */
  RecordDecoder decoder();

  /** How a stream is cut. */
  WindowSpec window();

  /** Windows that are judged in one run at most. */
  int maxBatch();

  /** Judges windows of what was decoded. */
  Detector detector();

  /** Names of the channels whose errors explain a window; empty for images and sounds. */
  List<String> channels();

  /** Explains a verdict in an alert, the same way whenever it is asked. */
  Peak explain(Verdict verdict);

  /** What it runs on. */
  ProviderUsed provider();

  /** What images and sounds can be asked beside; empty for sensors. */
  Optional<MediaModel> files();

  @Override
  void close();
}
