package io.stillwater.cli.benchmark;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.evaluate.AlarmEpisodes;
import io.stillwater.evaluate.PoissonInterval;
import io.stillwater.event.Reading;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts false alarms beside what was promised: episodes that open at a normal row, in the time
 * that normal rows cover, or the share of normal windows beyond the limit. Not thread-safe.
 */
public final class PromiseKept {
  private static final double DAY = 86_400_000;

  private final Threshold threshold;
  private final PolicySpec policy;
  private final boolean timed;
  private final long gapMillis;
  private final Map<String, Key> keys = new HashMap<>();
  private int windows;
  private int beyond;
  private int episodes;
  private double days;

  /** One key's state. */
  private static final class Key {
    private final AlarmEpisodes episodes;
    private Verdict newest;
    private long time;
    private boolean normal;

    Key(PolicySpec policy) {
      this.episodes = new AlarmEpisodes(policy);
    }
  }

  /**
   * @param timed whether rows have times
   * @param gapMillis between rows, beyond which the time does not count; 0 for no such bound
   */
  public PromiseKept(Threshold threshold, PolicySpec policy, boolean timed, long gapMillis) {
    this.threshold = threshold;
    this.policy = policy;
    this.timed = timed;
    this.gapMillis = gapMillis;
  }

  /**
   * The next row.
   *
   * @param verdict of its window, or of the one whose cell it lies in; null without one
   * @param alarm whether the row is one
   */
  @SuppressWarnings("ReferenceEquality") // rows of one cell share the very verdict
  public void add(Reading row, Verdict verdict, boolean alarm, boolean anomalous) {
    Key key = keys.computeIfAbsent(row.key(), k -> new Key(policy));
    long passed = row.time() - key.time;
    if (timed && verdict != null && key.newest != null && key.normal && !anomalous) {
      days += passed > 0 && (gapMillis == 0 || passed <= gapMillis) ? passed / DAY : 0;
    }
    if (verdict != null && verdict != key.newest) {
      boolean opens = key.episodes.opens(alarm);
      if (!anomalous) {
        windows++;
        beyond += alarm ? 1 : 0;
        episodes += opens ? 1 : 0;
      }
    }
    key.newest = verdict;
    key.time = row.time();
    key.normal = !anomalous;
  }

  /** Whether a rate in time was promised, and can be counted. */
  private boolean rate() {
    return !Double.isNaN(threshold.budget()) && days > 0;
  }

  /** Promise and count in one sentence. */
  public String text() {
    String promised = "Promised: " + threshold.promise() + ". Realised: ";
    if (windows == 0) {
      return promised + "no normal row has a score.";
    }
    if (!rate()) {
      return promised
          + String.format(
              Locale.ROOT,
              "%.4f of %,d normal windows, %,d episodes.",
              (double) beyond / windows,
              windows,
              episodes);
    }
    PoissonInterval interval = PoissonInterval.of(episodes).per(days);
    return promised
        + String.format(
            Locale.ROOT,
            "%,d episodes in %.2f days of normal rows, %.2f a day (90 %% interval %.2f to %.2f).",
            episodes,
            days,
            episodes / days,
            interval.low(),
            interval.high());
  }

  /** The same for programs. */
  public Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("promise", threshold.promise());
    object.put("normal_windows", windows);
    object.put("normal_windows_beyond", beyond);
    object.put("false_episodes", episodes);
    if (rate()) {
      PoissonInterval interval = PoissonInterval.of(episodes).per(days);
      object.put("promised_per_key_day", threshold.budget());
      object.put("key_days", days);
      object.put("realised_per_key_day", episodes / days);
      object.put("realised_low", interval.low());
      object.put("realised_high", interval.high());
    } else {
      object.put("promised_share", threshold.pValue());
      object.put("realised_share", windows == 0 ? null : (double) beyond / windows);
    }
    return object;
  }
}
