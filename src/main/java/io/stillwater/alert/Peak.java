package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import io.stillwater.window.Window;
import java.util.List;

/**
 * The strangest window of an episode so far.
 *
 * @param score its score
 * @param pValue its p-value
 * @param recent its p-value among the key's own scores of the last days; NaN where that is not
 *     known
 * @param extrapolated whether the p-value comes from the fitted tail
 * @param windowStart event time of its first reading
 * @param windowEnd event time of its last reading
 * @param firstOffset offset of its first reading in the input partition
 * @param lastOffset offset of its last reading in the input partition
 * @param channels all channels, the largest share first
 * @param carried names of channels with values that were carried forward
 * @param picture of an image or a sound; null for sensors
 */
public record Peak(
    double score,
    double pValue,
    double recent,
    boolean extrapolated,
    long windowStart,
    long windowEnd,
    long firstOffset,
    long lastOffset,
    List<Contribution> channels,
    List<String> carried,
    Picture picture) {
  /** Of sensors. */
  public Peak(
      double score,
      double pValue,
      double recent,
      boolean extrapolated,
      long windowStart,
      long windowEnd,
      long firstOffset,
      long lastOffset,
      List<Contribution> channels,
      List<String> carried) {
    this(
        score,
        pValue,
        recent,
        extrapolated,
        windowStart,
        windowEnd,
        firstOffset,
        lastOffset,
        channels,
        carried,
        null);
  }

  /** Of a window of sensors. */
  static Peak of(Verdict verdict, List<Contribution> channels, List<String> carried) {
    Window window = verdict.window();
    return new Peak(
        verdict.score(),
        verdict.pValue().value(),
        verdict.recent(),
        verdict.pValue().extrapolated(),
        window.startTime(),
        window.endTime(),
        window.firstOffset(),
        window.last().offset(),
        channels,
        carried);
  }

  public Peak {
    channels = List.copyOf(channels);
    carried = List.copyOf(carried);
  }
}
