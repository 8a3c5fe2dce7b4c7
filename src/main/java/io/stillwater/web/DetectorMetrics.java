package io.stillwater.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.output.Count;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The detectors' metrics. The label is the detector, never the key: there may be many thousands.
 *
 * <p>Two laws hold for each detector at every commit: {@code stillwater_records_received_total =
 * stillwater_records_decoded_total + stillwater_records_undecodable_total} and {@code
 * stillwater_windows_total = stillwater_windows_scored_total + stillwater_windows_skipped_total}.
 */
@Singleton
public class DetectorMetrics implements MeterBinder {
  private static final String RECORDS = " received = decoded + undecodable.";
  private static final String WINDOWS = " windows = scored + skipped.";

  /** Name and meaning of each count; every {@link Count} has one. */
  static final Map<Count, String[]> COUNTERS =
      Map.ofEntries(
          counter(Count.RECEIVED, "records.received", "Records taken from the input." + RECORDS),
          counter(Count.DECODED, "records.decoded", "Records that were read." + RECORDS),
          counter(
              Count.UNDECODABLE,
              "records.undecodable",
              "Records that became dead letters, one each." + RECORDS),
          counter(Count.READINGS, "readings", "Readings in the records that were read."),
          counter(Count.LATE, "readings.late", "Readings too late for their window."),
          counter(Count.ASIDE, "readings.aside", "Readings set aside for a clock that jumped."),
          counter(Count.EXTRA_VALUES, "values.extra", "Values of channels the model lacks."),
          counter(Count.WINDOWS, "windows", "Windows completed." + WINDOWS),
          counter(Count.SCORED, "windows.scored", "Windows judged." + WINDOWS),
          counter(
              Count.SKIPPED, "windows.skipped", "Windows with values missing too long." + WINDOWS),
          counter(Count.BEYOND, "windows.beyond", "Windows beyond the threshold."),
          counter(Count.IN_ALARM, "windows.in.alarm", "Windows at which an episode was open."),
          counter(
              Count.WATCHED_MILLIS,
              "watched.milliseconds",
              "Event time that judged windows cover, of all keys together."),
          counter(Count.ALERTS, "alerts", "Alerts sent: opened, updated or resolved."),
          counter(Count.EPISODES, "episodes", "Episodes opened."),
          counter(Count.REBUILT, "records.rebuilt", "Records read again to rebuild windows."));

  private final LiveDetectors detectors;

  DetectorMetrics(LiveDetectors detectors) {
    this.detectors = detectors;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (LiveDetector detector : detectors.all()) {
      COUNTERS.forEach(
          (count, told) -> counter(registry, detector, told, d -> d.loop().counters().get(count)));
      bindKafka(registry, detector);
      bindProvider(registry, detector);
    }
  }

  private static void bindProvider(MeterRegistry registry, LiveDetector detector) {
    detector
        .trained()
        .map(WorkingModel::provider)
        .ifPresent(
            used ->
                Gauge.builder("stillwater.provider.fallback", used, u -> u.fellBack() ? 1 : 0)
                    .description(
                        "Whether the model runs on another provider than was wanted: 1, or 0.")
                    .tag("detector", detector.name())
                    .tag("provider", used.provider().word())
                    .register(registry));
  }

  private static void bindKafka(MeterRegistry registry, LiveDetector detector) {
    String[] transactions = {"transactions", "Transactions committed."};
    String[] aborts = {"transactions.aborted", "Transactions given up and done again."};
    String[] rebuilds = {"rebuilds", "Partitions whose windows were rebuilt from the log."};
    String[] lost = {"records.lost", "Records deleted from the topic before they were read."};
    counter(registry, detector, transactions, d -> d.loop().status().transactions());
    counter(registry, detector, aborts, d -> d.loop().status().aborts());
    counter(registry, detector, rebuilds, d -> d.loop().status().rebuilds());
    counter(registry, detector, lost, d -> d.loop().status().dataLoss());
    gauge(registry, detector, "lag", "Records not yet read.", d -> lag(d));
    gauge(
        registry,
        detector,
        "partitions",
        "Input partitions this process reads.",
        d -> d.loop().status().assignment().size());
    gauge(
        registry,
        detector,
        "running",
        "Whether the loop is at work: 1, or 0 while it waits or has stopped.",
        d -> d.loop().status().phase() == LoopStatus.Phase.RUNNING ? 1 : 0);
  }

  private static double lag(LiveDetector detector) {
    return DetectorView.lag(detector.loop().status());
  }

  private static void counter(
      MeterRegistry registry,
      LiveDetector detector,
      String[] told,
      ToDoubleFunction<LiveDetector> value) {
    FunctionCounter.builder("stillwater." + told[0], detector, value)
        .description(told[1])
        .tag("detector", detector.name())
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      LiveDetector detector,
      String name,
      String meaning,
      ToDoubleFunction<LiveDetector> value) {
    Gauge.builder("stillwater." + name, detector, value)
        .description(meaning)
        .tag("detector", detector.name())
        .register(registry);
  }

  private static Map.Entry<Count, String[]> counter(Count count, String name, String meaning) {
    return Map.entry(count, new String[] {name, meaning});
  }
}
