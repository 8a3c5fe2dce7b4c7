package io.stillwater.web;

import io.stillwater.detect.Threshold;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.MediaArchive;
import io.stillwater.model.manifest.Channel;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.Learning;
import java.util.List;
import java.util.Optional;

/**
 * A detector of this process.
 *
 * @param loop between Kafka and the detector
 * @param flow what the loop is set to
 * @param trained what judges its windows; empty where keys learn by themselves
 * @param learning what keys learn by; empty where a trained model judges
 * @param media where it is one for images or sounds: what is in its topic, judged again
 */
public record LiveDetector(
    DetectorLoop loop,
    FlowSpec flow,
    Optional<WorkingModel> trained,
    Optional<Learning> learning,
    Optional<MediaArchive> media) {
  public LiveDetector {
    if (trained.isPresent() == learning.isPresent()) {
      throw new IllegalArgumentException("either a trained model judges, or keys learn");
    }
  }

  /** The name in the configuration. */
  public String name() {
    return loop.spec().name();
  }

  /** Where an anomaly begins. */
  Threshold threshold() {
    return trained
        .map(model -> model.detector().threshold())
        .or(() -> learning.map(Learning::threshold))
        .orElseThrow();
  }

  /** What it watches: sensors, images or sounds. */
  String kind() {
    return trained.map(model -> model.bundle().manifest().kind()).orElse(Manifest.SENSORS);
  }

  /** The channels that are known, in the order of the values; more may come where keys learn. */
  List<Channel> channels() {
    return trained
        .map(model -> model.bundle().manifest().channels())
        .or(
            () ->
                learning.map(
                    keys -> keys.channels().list().stream().map(c -> new Channel(c, "")).toList()))
        .orElseThrow();
  }

  /** The model, or a problem that says that there is none. */
  WorkingModel model() {
    return trained.orElseThrow(
        () ->
            ProblemException.badRequest(
                "Detector " + name() + " has no trained model: it judges keys by their own past.",
                "Train a bundle and set stillwater.detectors." + name() + ".bundle."));
  }
}
