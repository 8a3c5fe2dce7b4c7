package io.stillwater.benchmark;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.PoissonInterval;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.evaluate.AlarmEpisodes;
import io.stillwater.event.Reading;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts false alarms beside what was promised: episodes that overlap no anomalous row, in the time
 * that normal rows cover or among so many normal windows, and the share of normal windows at which
 * an episode is open. One that never ends is one episode, but is in alarm all the time. Not
 * thread-safe.
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
  private int inAlarm;
  private int episodes;
  private double days;

  /** One key's state. */
  private static final class Key {
    private final AlarmEpisodes episodes;
    private Verdict newest;
    private long time;
    private boolean normal;
    private boolean justified = true; // whether its newest episode has met an anomalous row

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
      count(key, alarm, anomalous);
    }
    if (anomalous && key.episodes.open() && !key.justified) {
      episodes--;
      key.justified = true;
    }
    key.newest = verdict;
    key.time = row.time();
    key.normal = !anomalous;
  }

  private void count(Key key, boolean alarm, boolean anomalous) {
    if (key.episodes.opens(alarm)) {
      episodes++;
      key.justified = false;
    }
    if (!anomalous) {
      windows++;
      beyond += alarm ? 1 : 0;
      inAlarm += key.episodes.open() ? 1 : 0;
    }
  }

  /** Whether episodes can be counted in time. */
  private boolean rate() {
    return days > 0;
  }

  /** Promise and count in a few sentences. */
  public String text() {
    String promised = "Promised: " + threshold.promise() + ". Realised: ";
    if (windows == 0) {
      return promised + "no normal row has a score.";
    }
    double exposure = rate() ? days : windows / 1000.0;
    PoissonInterval interval = PoissonInterval.of(episodes).per(exposure);
    return promised
        + String.format(
            Locale.ROOT,
            "%,d false-alarm episode%s in %s of normal rows, %.2f %s (90 %% interval %.2f to %.2f);"
                + " %.2f %% of the time in alarm; %.4f of %,d normal windows beyond the limit.",
            episodes,
            episodes == 1 ? "" : "s",
            rate()
                ? String.format(Locale.ROOT, "%.2f days", days)
                : String.format(Locale.ROOT, "%,d windows", windows),
            episodes / exposure,
            rate() ? "a day" : "in 1,000",
            interval.low(),
            interval.high(),
            100.0 * inAlarm / windows,
            (double) beyond / windows,
            windows);
  }

  /** The same for programs. */
  public Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("promise", threshold.promise());
    object.put("normal_windows", windows);
    object.put("normal_windows_beyond", beyond);
    object.put("normal_windows_in_alarm", inAlarm);
    object.put("false_episodes", episodes);
    if (threshold.outlook().boundsTime()) {
      object.put("promised_in_alarm", threshold.outlook().timeInAlarm());
    }
    object.put("realised_in_alarm", windows == 0 ? null : (double) inAlarm / windows);
    if (rate()) {
      PoissonInterval interval = PoissonInterval.of(episodes).per(days);
      object.put("key_days", days);
      object.put("realised_per_key_day", episodes / days);
      object.put("realised_low", interval.low());
      object.put("realised_high", interval.high());
    }
    if (threshold.budgeted()) {
      object.put("promised_per_key_day", threshold.budget());
    } else {
      object.put("promised_share", threshold.pValue());
      object.put("realised_share", windows == 0 ? null : (double) beyond / windows);
    }
    return object;
  }
}
