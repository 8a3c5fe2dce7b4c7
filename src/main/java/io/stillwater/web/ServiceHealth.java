package io.stillwater.web;

import io.smallrye.health.api.HealthGroup;
import io.stillwater.kafka.LoopStatus;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What probes are told.
 *
 * <p>Started: the bundles are loaded and warmed. Live: every loop goes round. Ready: there is a
 * detector, and none has stopped for good. An outage of the broker changes none of them; it is told
 * by the group {@code kafka}, at {@code /q/health/group/kafka}.
 */
final class ServiceHealth {
  static final String NOTHING_SET =
      "No detector is configured: set stillwater.kafka.bootstrap.servers, stillwater.detectors.NAME.topic and "
          + "stillwater.detectors.NAME.bundle (without it, keys are judged by their own past), then start again.";

  private ServiceHealth() {}

  @Produces
  @Singleton
  @Startup
  static HealthCheck bundles(LiveDetectors detectors) {
    return () -> {
      HealthCheckResponseBuilder response = HealthCheckResponse.named("bundles loaded").up();
      detectors.all().forEach(d -> response.withData(d.name(), loaded(d)));
      return response.build();
    };
  }

  @Produces
  @Singleton
  @Liveness
  static HealthCheck heartbeats(LiveDetectors detectors) {
    return () -> {
      HealthCheckResponseBuilder response = HealthCheckResponse.named("loops go round").up();
      for (LiveDetector detector : detectors.all()) {
        LoopStatus status = detector.loop().status();
        long silent = status.heartbeatMillisAgo();
        response.withData(detector.name(), silent + " ms ago");
        if (ended(status)) {
          response.withData(detector.name(), status.message());
        } else if (silent > detectors.heartbeat().toMillis()) {
          response.down();
        }
      }
      return response.build();
    };
  }

  @Produces
  @Singleton
  @Readiness
  static HealthCheck ready(LiveDetectors detectors) {
    return () -> {
      HealthCheckResponseBuilder response = HealthCheckResponse.named("detectors").up();
      if (detectors.all().isEmpty()) {
        return response.down().withData("what to do", NOTHING_SET).build();
      }
      for (LiveDetector detector : detectors.all()) {
        LoopStatus status = detector.loop().status();
        response.withData(detector.name(), said(status));
        detector
            .trained()
            .ifPresent(t -> response.withData(detector.name() + " provider", "" + t.provider()));
        if (ended(status)) {
          response.down();
        }
      }
      return response.build();
    };
  }

  @Produces
  @Singleton
  @HealthGroup("kafka")
  static HealthCheck kafka(LiveDetectors detectors) {
    return () -> {
      HealthCheckResponseBuilder response = HealthCheckResponse.named("kafka").up();
      for (LiveDetector detector : detectors.all()) {
        LoopStatus status = detector.loop().status();
        String name = detector.name();
        response
            .withData(name, said(status))
            .withData(name + " broker", detector.loop().spec().bootstrapServers())
            .withData(name + " partitions", new TreeSet<>(status.assignment()).toString())
            .withData(name + " lag", DetectorView.lag(status))
            .withData(name + " records lost", status.dataLoss());
        if (!status.aside().isEmpty()) {
          response.withData(name + " set aside", status.aside());
        }
        if (status.phase() != LoopStatus.Phase.RUNNING) {
          response.down();
        }
      }
      return response.build();
    };
  }

  private static String loaded(LiveDetector detector) {
    return detector.trained().map(t -> t.bundle().digest()).orElse("none: keys learn");
  }

  /** It stopped for good; starting the process again would not help, so liveness stays up. */
  private static boolean ended(LoopStatus status) {
    return status.phase() == LoopStatus.Phase.FAILED;
  }

  private static String said(LoopStatus status) {
    String message = status.message();
    String phase = DetectorView.lower(status.phase());
    return message == null || message.isEmpty() ? phase : phase + ": " + message;
  }
}
