package io.stillwater.stream.output;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;

/**
 * The score of one window, as it goes to the scores topic and the page.
 *
 * @param partition of the input topic
 * @param key the sensor key
 * @param time event time of the newest reading
 * @param offset of the newest reading
 * @param score see {@link io.stillwater.detect.Verdict}
 * @param pValue how often normal data score at least as high
 * @param extrapolated whether the p-value comes from the fitted tail
 * @param recent how often the key's own scores of the last days are at least as high; NaN where
 *     that is not known
 * @param beyond whether the score is beyond the limits
 */
public record ScoredWindow(
    int partition,
    String key,
    long time,
    long offset,
    double score,
    double pValue,
    boolean extrapolated,
    double recent,
    boolean beyond) {
  public static ScoredWindow of(int partition, Verdict verdict) {
    Reading last = verdict.window().last();
    return new ScoredWindow(
        partition,
        last.key(),
        last.time(),
        last.offset(),
        verdict.score(),
        verdict.pValue().value(),
        verdict.pValue().extrapolated(),
        verdict.recent(),
        verdict.beyond());
  }
}
