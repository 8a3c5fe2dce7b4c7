package io.stillwater.web;

import io.stillwater.kafka.MediaArchive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The detectors of this process by name. Complete as soon as it is there, and immutable. */
public final class LiveDetectors {
  private final Map<String, LiveDetector> byName = new TreeMap<>();
  private final Duration heartbeat;

  /**
   * @param detectors warmed, their loops on their threads
   * @param heartbeat how long a loop may be silent
   */
  public LiveDetectors(Collection<LiveDetector> detectors, Duration heartbeat) {
    detectors.forEach(detector -> byName.put(detector.name(), detector));
    this.heartbeat = heartbeat;
  }

  /** In the order of their names. */
  public List<LiveDetector> all() {
    return List.copyOf(byName.values());
  }

  Duration heartbeat() {
    return heartbeat;
  }

  /** That detector, or a problem that names those there are. */
  LiveDetector named(String name) {
    LiveDetector detector = byName.get(name);
    if (detector == null) {
      throw ProblemException.notFound(
          "There is no detector '" + name + "'.",
          byName.isEmpty()
              ? "Configure stillwater.detectors." + name + ".topic and .bundle."
              : "Use one of " + String.join(", ", byName.keySet()) + ".");
    }
    return detector;
  }

  /** What a detector of images or sounds has judged, or a problem that says it is none. */
  MediaArchive archive(String name) {
    return named(name)
        .media()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "Detector " + name + " watches readings of sensors.",
                    "Ask a detector of images or sounds, or send windows as JSON."));
  }
}
