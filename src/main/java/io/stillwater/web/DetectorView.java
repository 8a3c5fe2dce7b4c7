package io.stillwater.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.alert.Alert;
import io.stillwater.detect.Threshold;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.kafka.MediaArchive;
import io.stillwater.model.runtime.ProviderUsed;
import io.stillwater.stream.KeyStatus;
import io.stillwater.stream.output.Count;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.sound.SpectrogramSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A detector: what it is, what it promises, how it is doing.
 *
 * @param name in the configuration
 * @param topic that it watches
 * @param kind of what it watches: sensors, images or sounds
 * @param model the bundle's name, version and digest
 * @param learning true where there is no bundle, and keys are judged by their own past
 * @param channels in the order of the values
 * @param window how the stream is cut
 * @param bands that sounds are looked at in; absent for others
 * @param threshold where an anomaly begins, and what was promised for it
 * @param provider what the model runs on, and why not on what was wanted; absent without a bundle
 * @param phase starting, waiting, running, stopped or failed
 * @param message what is wrong and what to do; absent if nothing is
 * @param counters totals since the start: received = decoded + undecodable, windows = scored +
 *     skipped
 * @param realised alarms since the start, to be held against the promise
 * @param kafka where the detector stands in its topic
 * @param keys how many keys are in each state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Detector")
public record DetectorView(
    String name,
    String topic,
    @Schema(enumeration = {"sensors", "images", "sounds"}) String kind,
    Alert.Model model,
    Boolean learning,
    List<Channel> channels,
    WindowView window,
    BandsView bands,
    ThresholdView threshold,
    ProviderView provider,
    String phase,
    String message,
    Map<String, Long> counters,
    RealisedView realised,
    KafkaView kafka,
    Map<String, Integer> keys) {
  /** A channel and its unit, where one is known. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Channel(String name, String unit) {}

  /** Readings in a window, and how often one is scored. */
  public record WindowView(int length, String stride) {}

  /**
   * The bands of a spectrogram, evenly spaced on the mel scale.
   *
   * @param lowHz lower end of the lowest
   * @param highHz upper end of the highest
   */
  public record BandsView(double lowHz, double highHz) {
    static BandsView of(SpectrogramSpec sound) {
      return new BandsView(sound.low(), sound.high());
    }
  }

  /**
   * The threshold; budget is absent where the limit is a p-value, and so is what is not known.
   *
   * @param budget false-alarm episodes per key and day
   * @param low lower end of the 90 % interval of the realised rate
   * @param high upper end
   * @param timeInAlarm promised share of the time in alarm
   * @param decides the promise that the threshold is owed to
   * @param promise in words
   * @param expected what is to be expected of normal readings, in words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ThresholdView(
      double score,
      double pValue,
      Double budget,
      Double low,
      Double high,
      Double timeInAlarm,
      @Schema(enumeration = {"episodes", "time", "p_value"}) String decides,
      String promise,
      String expected) {
    static ThresholdView of(Threshold threshold) {
      return new ThresholdView(
          threshold.score(),
          threshold.pValue(),
          KeyView.finite(threshold.budget()),
          KeyView.finite(threshold.low()),
          KeyView.finite(threshold.high()),
          threshold.outlook().boundsTime() ? threshold.outlook().timeInAlarm() : null,
          lower(threshold.decides()),
          threshold.promise(),
          threshold.expected().isEmpty() ? null : threshold.expected());
    }
  }

  /**
   * What a model runs on.
   *
   * @param name cpu or cuda
   * @param fallback why it is not what was wanted; absent where it is
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ProviderView(String name, String fallback) {
    static ProviderView of(ProviderUsed used) {
      return new ProviderView(used.provider().word(), used.fallback());
    }
  }

  /**
   * What has come since the start, normal or not, to be held against the promise.
   *
   * @param inAlarm the share of windows at which an episode was open; absent before the first
   * @param episodesPerKeyDay episodes that opened, for a key and day; absent below an hour of one
   *     key
   * @param keyDays event time watched, in days of one key
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Realised")
  public record RealisedView(Double inAlarm, Double episodesPerKeyDay, double keyDays) {
    private static final double DAY = 86_400_000;
    private static final double LEAST = 1.0 / 24; // days that a rate is told from

    static RealisedView of(Map<Count, Long> counts) {
      long scored = counts.get(Count.SCORED);
      double days = counts.get(Count.WATCHED_MILLIS) / DAY;
      return new RealisedView(
          scored == 0 ? null : (double) counts.get(Count.IN_ALARM) / scored,
          days < LEAST ? null : counts.get(Count.EPISODES) / days,
          days);
    }
  }

  /**
   * Where a detector stands in its topic.
   *
   * @param partitions that this process reads
   * @param lag records not yet read
   * @param dataLoss records that were deleted before they were read
   * @param aside a sentence on the newest reading that was set aside for its clock; absent if none
   *     was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KafkaView(
      SortedSet<Integer> partitions,
      SortedSet<Integer> rebuilding,
      long lag,
      long transactions,
      long aborts,
      long rebuilds,
      long dataLoss,
      String aside) {}

  /** What changes from second to second. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(
      String phase,
      String message,
      Map<String, Long> counters,
      RealisedView realised,
      KafkaView kafka,
      Map<String, Integer> keys) {}

  static DetectorView of(LiveDetector detector) {
    Status status = status(detector);
    WindowSpec window = detector.flow().window();
    return new DetectorView(
        detector.name(),
        detector.loop().spec().topic(),
        detector.kind(),
        detector.flow().model(),
        detector.learning().isPresent() ? true : null,
        detector.channels().stream().map(c -> new Channel(c.name(), c.unit())).toList(),
        new WindowView(window.length(), stride(window.stride())),
        detector.media().flatMap(MediaArchive::spectrogram).map(BandsView::of).orElse(null),
        ThresholdView.of(detector.threshold()),
        detector.trained().map(model -> ProviderView.of(model.provider())).orElse(null),
        status.phase(),
        status.message(),
        status.counters(),
        status.realised(),
        status.kafka(),
        status.keys());
  }

  static Status status(LiveDetector detector) {
    LoopStatus status = detector.loop().status();
    Map<String, Integer> keys = new LinkedHashMap<>();
    for (KeyStatus.State state : KeyStatus.State.values()) {
      keys.put(KeyView.word(state), 0);
    }
    detector.loop().keys().forEach(key -> keys.merge(KeyView.word(key.state()), 1, Integer::sum));
    String message = status.message();
    Map<Count, Long> totals = detector.loop().counters().snapshot();
    return new Status(
        lower(status.phase()),
        message == null || message.isEmpty() ? null : message,
        counters(totals),
        RealisedView.of(totals),
        kafka(status),
        keys);
  }

  private static Map<String, Long> counters(Map<Count, Long> totals) {
    Map<String, Long> counters = new TreeMap<>();
    totals.forEach((count, total) -> counters.put(lower(count), total));
    return counters;
  }

  private static KafkaView kafka(LoopStatus status) {
    return new KafkaView(
        new TreeSet<>(status.assignment()),
        new TreeSet<>(status.rebuilding()),
        lag(status),
        status.transactions(),
        status.aborts(),
        status.rebuilds(),
        status.dataLoss(),
        status.aside().isEmpty() ? null : status.aside());
  }

  static long lag(LoopStatus status) {
    return status.lag().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String stride(Stride stride) {
    return stride.amount()
        + (stride.timed() ? " ms" : stride.amount() == 1 ? " reading" : " readings");
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
