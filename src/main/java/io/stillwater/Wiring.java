package io.stillwater;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stillwater.detect.streaming.StreamingDetector;
import io.stillwater.event.ChannelNames;
import io.stillwater.kafka.AlertHistory;
import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.DetectorSpec;
import io.stillwater.kafka.MediaArchive;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.Learning;
import io.stillwater.web.EventHub;
import io.stillwater.web.LiveDetector;
import io.stillwater.web.LiveDetectors;
import io.stillwater.web.ScoringTimes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Puts the service together: loads the bundles, opens the detectors, and gives each loop its
 * thread. What is configured wrongly ends the start with a {@link BundleException} or an {@link
 * IllegalArgumentException}, whose message says what to do.
 */
@Singleton
public class Wiring {
  private static final Logger LOG = Logger.getLogger(Wiring.class);
  private static final long LAST_BATCH_MILLIS = 30_000;

  private final StillwaterConfig config;
  private final ScoringTimes times;
  private final EventHub hub;
  private final List<Thread> threads = new ArrayList<>();
  private final List<LiveDetector> running = new ArrayList<>();
  private final List<AlertHistory> toClose = new ArrayList<>();

  Wiring(StillwaterConfig config, ScoringTimes times, EventHub hub) {
    this.config = config;
    this.times = times;
    this.hub = hub;
  }

  /** All detectors of this process, warmed; their loops do not run yet. */
  @Produces
  @Singleton
  LiveDetectors detectors() throws BundleException {
    SettingsCheck.unknown(ConfigProvider.getConfig().getPropertyNames())
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    DetectorSettings settings = new DetectorSettings(config);
    List<DetectorSpec> specs = settings.specs();
    RuntimeOptions runtime = settings.runtime();
    List<LiveDetector> detectors = new ArrayList<>();
    for (DetectorSpec spec : specs) {
      detectors.add(open(spec, runtime));
    }
    return new LiveDetectors(detectors, config.heartbeat());
  }

  /** The loops by detector. */
  @Produces
  @Singleton
  @Unremovable
  Map<String, DetectorLoop> loops(LiveDetectors detectors) {
    Map<String, DetectorLoop> loops = new LinkedHashMap<>();
    detectors.all().forEach(detector -> loops.put(detector.name(), detector.loop()));
    return loops;
  }

  /** A reader for each topic that alerts go to. */
  @Produces
  @Singleton
  List<AlertHistory> histories(LiveDetectors detectors) {
    Map<String, AlertHistory> histories = new LinkedHashMap<>();
    for (LiveDetector detector : detectors.all()) {
      DetectorSpec spec = detector.loop().spec();
      histories.computeIfAbsent(
          spec.topics().alerts(), topic -> new AlertHistory(topic, spec.client()));
    }
    return List.copyOf(histories.values());
  }

  void start(@Observes StartupEvent event, LiveDetectors detectors, List<AlertHistory> histories) {
    toClose.addAll(histories);
    running.addAll(detectors.all());
    for (LiveDetector detector : detectors.all()) {
      Thread thread = new Thread(detector.loop(), "stillwater-" + detector.name());
      threads.add(thread);
      thread.start();
    }
    hub.start(detectors);
    if (detectors.all().isEmpty()) {
      LOG.warn("No detector is configured; /q/health/ready says what to set");
    }
  }

  /** Finishes the batch, commits, leaves the group. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running.forEach(detector -> detector.loop().close());
    for (Thread thread : threads) {
      thread.join(LAST_BATCH_MILLIS);
    }
    running.forEach(detector -> detector.media().ifPresent(MediaArchive::close));
    running.forEach(detector -> detector.trained().ifPresent(WorkingModel::close));
    toClose.forEach(AlertHistory::close);
  }

  private LiveDetector open(DetectorSpec spec, RuntimeOptions runtime) throws BundleException {
    return spec.judge() instanceof DetectorSpec.Judge.Trained trained
        ? trained(spec, trained.bundle(), runtime)
        : learning(spec, ((DetectorSpec.Judge.Learnt) spec.judge()).budget());
  }

  private LiveDetector learning(DetectorSpec spec, double budget) {
    LOG.infof(
        "Detector %s: topic %s, no bundle: each key is judged by its own past, after %d readings",
        spec.name(), spec.topic(), StreamingDetector.SPAN);
    FlowSpec flow = spec.learning();
    Learning learning = new Learning(budget, ChannelNames.open());
    FlowParts parts = FlowParts.learning(spec.input().records().format(), learning);
    DetectorLoop loop = new DetectorLoop(spec, flow, parts, hub.feed(spec.name()));
    return new LiveDetector(loop, flow, Optional.empty(), Optional.of(learning), Optional.empty());
  }

  private LiveDetector trained(DetectorSpec spec, Path folder, RuntimeOptions runtime)
      throws BundleException {
    Bundle bundle = Bundle.load(folder);
    WorkingModel model =
        WorkingModel.open(
            bundle, spec.input().records(), runtime, scorer -> times.of(spec.name(), scorer));
    FlowSpec flow = flow(spec, model);
    ProviderUsed provider = model.provider();
    LOG.infof(
        "Detector %s: topic %s, bundle %s %s (%s), on the provider %s",
        spec.name(),
        spec.topic(),
        flow.model().name(),
        flow.model().version(),
        bundle.manifest().kind(),
        provider.provider().word());
    if (provider.fellBack()) {
      LOG.warnf("Detector %s runs on the CPU: %s", spec.name(), provider.fallback());
    }
    FlowParts parts = DetectorSpec.parts(model);
    DetectorLoop loop = new DetectorLoop(spec, flow, parts, hub.feed(spec.name()));
    return new LiveDetector(
        loop,
        flow,
        Optional.of(model),
        Optional.empty(),
        model.files().map(files -> new MediaArchive(files, spec)));
  }

  private static FlowSpec flow(DetectorSpec spec, WorkingModel model) throws BundleException {
    try {
      return spec.flow(model);
    } catch (IllegalArgumentException e) {
      model.close();
      throw new BundleException(
          "The bundle in "
              + model.bundle().folder()
              + " cannot watch a stream: "
              + e.getMessage()
              + ".",
          e);
    }
  }
}
