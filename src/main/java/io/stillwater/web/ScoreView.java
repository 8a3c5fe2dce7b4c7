package io.stillwater.web;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PeakPainter;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.model.manifest.Manifest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a request to score.
 *
 * @param detector that judged
 * @param model the bundle's name, version and digest
 * @param threshold where an anomaly begins
 * @param windows one for each that was sent, in the same order
 */
@Schema(name = "Scores")
public record ScoreView(
    String detector,
    Alert.Model model,
    DetectorView.ThresholdView threshold,
    List<ScoredView> windows) {
  /**
   * A window with its judgement.
   *
   * @param key the sensor key that was sent
   * @param score unbounded, larger is stranger
   * @param pValue how often normal data score at least as high
   * @param extrapolated whether the p-value comes from the fitted tail
   * @param beyond whether the score is beyond the threshold
   * @param channels all channels, the largest share first
   */
  @Schema(name = "Score")
  public record ScoredView(
      String key,
      double score,
      double pValue,
      boolean extrapolated,
      boolean beyond,
      List<ChannelView> channels) {}

  /**
   * What a channel has to do with a score.
   *
   * @param share of the denoising error; the shares of all channels sum to one
   * @param observed as sent, carried forward where missing
   * @param expected what the clean window would have looked like
   */
  @Schema(name = "ChannelScore")
  public record ChannelView(String channel, double share, double[] observed, double[] expected) {}

  static ScoreView of(LiveDetector live, List<Verdict> verdicts) {
    Manifest manifest = live.model().bundle().manifest();
    List<String> channels = manifest.channelNames();
    return new ScoreView(
        live.name(),
        live.flow().model(),
        DetectorView.ThresholdView.of(manifest.threshold()),
        verdicts.stream()
            .map(verdict -> view(live.model().detector(), channels, verdict))
            .toList());
  }

  private static ScoredView view(Detector detector, List<String> channels, Verdict verdict) {
    return new ScoredView(
        verdict.window().key(),
        verdict.score(),
        verdict.pValue().value(),
        verdict.pValue().extrapolated(),
        verdict.beyond(),
        channels(detector, channels, verdict));
  }

  private static List<ChannelView> channels(
      Detector detector, List<String> names, Verdict verdict) {
    return new PeakPainter(detector, names)
        .contributions(verdict, names.size()).stream()
            .map(c -> new ChannelView(c.channel(), c.share(), c.observed(), c.expected()))
            .toList();
  }
}
