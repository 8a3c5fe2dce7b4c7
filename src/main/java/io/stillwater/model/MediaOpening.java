package io.stillwater.model;

import io.stillwater.model.cut.BackboneCut;
import io.stillwater.model.cut.BackboneRun;
import io.stillwater.model.cut.FeatureCut;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.PlaceModel;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;

/** Opens what the files of a bundle for images or sounds need to become readings. */
final class MediaOpening {
  private MediaOpening() {}

  /** The checked content of a file of the bundle. */
  @FunctionalInterface
  interface Parts {
    byte[] part(String name) throws BundleException;
  }

  /**
   * Opens; the caller's to close.
   *
   * @throws BundleException where a part is missing, is another than was written, or does not run
   */
  static OpenMedia open(MediaInfo info, Parts parts, RuntimeOptions options)
      throws BundleException {
    if (info.cut() instanceof FeatureCut cut) {
      byte[] network = parts.part(MediaParts.FEATURES);
      return new OpenMedia(cut, info.files(), FeatureExtractor.of(network, cut.info(), options));
    }
    if (info.cut() instanceof BackboneCut cut) {
      byte[] network = parts.part(MediaParts.FEATURES);
      PlaceModel places = places(parts);
      FeatureExtractor extractor = FeatureExtractor.of(network, cut.info(), options);
      return new OpenMedia(BackboneRun.open(cut, extractor, places, options), info.files());
    }
    return OpenMedia.of(info, options);
  }

  private static PlaceModel places(Parts parts) throws BundleException {
    try {
      return PlaceModel.of(parts.part(MediaParts.PLACES));
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          MediaParts.PLACES + " cannot be read: " + e.getMessage() + ". Train it again.", e);
    }
  }
}
