package io.stillwater.model.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.NewestJudge;
import io.stillwater.detect.Stillness;
import io.stillwater.detect.StillnessJudge;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.window.Normalisation;
import io.stillwater.window.WindowSpec;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bundle says of itself: {@code manifest.json}.
 *
 * @param format version of this form, {@value #FORMAT}
 * @param kind what it watches, {@value #SENSORS}, {@value #IMAGES} or {@value #SOUNDS}
 * @param name not blank
 * @param version of the model, as its owner counts
 * @param channels in the order of the values
 * @param window how streams are cut
 * @param normalisation what makes channels comparable
 * @param denoisers what fills the contract D(x; σ), at least one; their levels follow each other in
 *     that order
 * @param calibration what normal windows score, at all levels
 * @param newest what normal windows score at those levels that see their newest readings only; one
 *     calibration, or none where there are no such levels or the bundle is older
 * @param stillness when a channel is calmer than normal, of those channels that may say so; none
 *     where there are no such channels or the bundle is older
 * @param threshold where an anomaly begins
 * @param policy when an episode opens and resolves
 * @param adaptation how limits follow keys in a stream
 * @param training where it comes from
 * @param files SHA-256 of every other file of the bundle, in hexadecimal, by name
 */
public record Manifest(
    int format,
    String kind,
    String name,
    String version,
    List<Channel> channels,
    WindowSpec window,
    Normalisation normalisation,
    List<DenoiserInfo> denoisers,
    FittedCalibration calibration,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FittedCalibration> newest,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Stillness> stillness,
    Threshold threshold,
    PolicySpec policy,
    Adaptation adaptation,
    Training training,
    Map<String, String> files) {
  public static final int FORMAT = 2;
  public static final String SENSORS = "sensors";
  public static final String IMAGES = "images";
  public static final String SOUNDS = "sounds";
  private static final List<String> KINDS = List.of(SENSORS, IMAGES, SOUNDS);

  public Manifest {
    require(format == FORMAT, "format must be " + FORMAT + ": was " + format);
    require(KINDS.contains(kind), "kind must be one of " + KINDS + ": was " + kind);
    require(name != null && !name.isBlank(), "name must not be blank: was '" + name + "'");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(adaptation, "adaptation");
    Objects.requireNonNull(training, "training");
    channels = List.copyOf(channels);
    denoisers = List.copyOf(denoisers);
    newest = List.copyOf(newest);
    stillness = List.copyOf(stillness);
    require(!denoisers.isEmpty(), "there must be a denoiser: denoisers was empty");
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    require(
        new HashSet<>(channels.stream().map(Channel::name).toList()).size() == channels.size(),
        "channel names must differ: were " + channels);
    require(
        normalisation.channels() == channels.size(),
        "normalisation must have "
            + (channels.size() + " channels, as many as are named: has ")
            + normalisation.channels());
    for (DenoiserInfo denoiser : denoisers) {
      View view = denoiser.view(window.length());
      require(
          view.readings() <= window.length(),
          "a window of " + window.length() + " readings cannot be seen as " + view.text());
    }
    int levels = denoisers.stream().mapToInt(denoiser -> denoiser.levels().length).sum();
    require(
        calibration.means().length == levels,
        "calibration must have "
            + (levels + " levels, as many as the denoisers have: has ")
            + calibration.means().length);
    int recent =
        new ScoringShape(window.length(), channels.size(), denoisers).newestLevels().length;
    require(
        newest.isEmpty() || (newest.size() == 1 && newest.get(0).means().length == recent),
        "newest must be one calibration of "
            + (recent + " levels, as many as see the newest readings only, or none: was ")
            + newest.stream().map(fitted -> fitted.means().length).toList());
    requireStill(stillness, channels.size(), window.length());
  }

  private static void requireStill(List<Stillness> stillness, int channels, int length) {
    for (Stillness still : stillness) {
      require(
          still.channel() < channels && length > 1,
          "stillness must be of one of "
              + (channels + " channels in windows of at least 2 readings: was " + still));
    }
  }

  /** Judges windows by their newest readings, where the bundle can. */
  public Optional<NewestJudge> newestJudge() {
    return newest.stream()
        .findFirst()
        .map(calibration -> new NewestJudge(shape().newestLevels(), calibration));
  }

  /** Raises verdicts of windows in which a channel is calmer than normal. */
  public StillnessJudge stillnessJudge() {
    return StillnessJudge.of(stillness, calibration, threshold);
  }

  /** The same with other files. */
  public Manifest with(Map<String, String> otherFiles) {
    return with(kind, otherFiles);
  }

  /** The same of another kind, with other files. */
  public Manifest with(String otherKind, Map<String, String> otherFiles) {
    return new Manifest(
        format,
        otherKind,
        name,
        version,
        channels,
        window,
        normalisation,
        denoisers,
        calibration,
        newest,
        stillness,
        threshold,
        policy,
        otherKind.equals(SENSORS) ? adaptation : Adaptation.OFF,
        training,
        otherFiles);
  }

  /** The names of the channels, in the order of the values. */
  public List<String> channelNames() {
    return channels.stream().map(Channel::name).toList();
  }

  public ScoringShape shape() {
    return new ScoringShape(window.length(), channels.size(), denoisers);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
