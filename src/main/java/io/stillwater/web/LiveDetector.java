package io.stillwater.web;

import io.stillwater.detect.Detector;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.MediaArchive;
import io.stillwater.model.Bundle;
import io.stillwater.model.ProviderUsed;
import java.util.Optional;

/**
 * A detector of this process.
 *
 * @param loop between Kafka and the detector
 * @param bundle what it was loaded from
 * @param detector judges windows; shared with the loop
 * @param provider what its model runs on
 * @param media where it is one for images or sounds: what is in its topic, judged again
 */
public record LiveDetector(
    DetectorLoop loop,
    Bundle bundle,
    Detector detector,
    ProviderUsed provider,
    Optional<MediaArchive> media) {
  /** The name in the configuration. */
  public String name() {
    return loop.spec().name();
  }
}
