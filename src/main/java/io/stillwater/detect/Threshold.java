package io.stillwater.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where an anomaly begins, and what was promised for it.
 *
 * @param score windows that score higher are beyond the threshold
 * @param pValue the p-value of that score
 * @param budget false-alarm episodes per key and day; NaN where the limit is a p-value
 * @param low lower end of the 90 % interval of the realised rate: of episodes where there is a
 *     budget, of windows beyond the threshold where there is a p-value; NaN if unknown
 * @param high upper end of that interval; NaN if unknown
 * @param keys the levels of keys that are calibrated by their own data; all others are judged by
 *     what the keys of the training had together
 * @param outlook what is to be expected, which promise decides, and how much time in alarm was
 *     promised
 */
public record Threshold(
    double score,
    double pValue,
    double budget,
    double low,
    double high,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ScoreLevel> keys,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UnknownOutlook.class)
        Outlook outlook) {
  private static final String ONE_IN_ALL =
      "that no more than one false alarm came in all the data decides";

  public Threshold {
    // In the order of names, for the file; found by hash, for every window.
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(keys)));
    Objects.requireNonNull(outlook, "outlook");
  }

  /** Nothing is promised of the time in alarm. */
  public Threshold(
      double score,
      double pValue,
      double budget,
      double low,
      double high,
      Map<String, ScoreLevel> keys) {
    this(score, pValue, budget, low, high, keys, Outlook.UNKNOWN);
  }

  /** The same for all keys. */
  public Threshold(double score, double pValue, double budget, double low, double high) {
    this(score, pValue, budget, low, high, Map.of());
  }

  /** The score of a key's window as the threshold and the p-value want it. */
  public double own(String key, double calibrated) {
    ScoreLevel level = keys.get(key);
    return level == null ? calibrated : level.own(calibrated);
  }

  /** Whether the promise is one of episodes in time. */
  public boolean budgeted() {
    return !Double.isNaN(budget);
  }

  /** Which promise the threshold is owed to. */
  public Outlook.Side decides() {
    return outlook.decides() != Outlook.Side.UNKNOWN
        ? outlook.decides()
        : budgeted() ? Outlook.Side.EPISODES : Outlook.Side.P_VALUE;
  }

  /** The promise in words, as alerts and cards show it. */
  public String promise() {
    String first =
        budgeted()
            ? "at most " + Plain.alarms(Plain.often(budget)) + " for each key"
            : "at most " + Plain.oneIn(pValue) + " normal windows beyond the limit";
    return outlook.boundsTime()
        ? first + ", and at most " + Plain.percent(outlook.timeInAlarm()) + " of the time in alarm"
        : first;
  }

  /** What is to be expected of normal data, in words; empty where nothing is known. */
  public String expected() {
    StringBuilder text = new StringBuilder();
    if (outlook.episodes().known()) {
      text.append(Plain.often(outlook.episodes())).append(" for each key; ");
    } else if (budgeted() && !Double.isNaN(low)) {
      text.append("between " + Plain.alarms(Plain.often(high)) + " and " + Plain.often(low) + "; ");
    } else if (!budgeted() && !Double.isNaN(low)) {
      text.append(
          Plain.percent(new Estimate(pValue, low, high)) + " of normal windows beyond the limit; ");
    }
    if (outlook.inAlarm().known()) {
      text.append(Plain.percent(outlook.inAlarm())).append(" of the time in alarm; ");
    }
    return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
  }

  /** Which promise decides, in words. */
  public String decision() {
    return switch (decides()) {
      case EPISODES -> budgeted() ? "the number of false alarms decides" : ONE_IN_ALL;
      case TIME -> "the time in alarm decides";
      default -> "the p-value decides";
    };
  }

  /** Tells what is not written. */
  static final class UnknownOutlook {
    @Override
    public boolean equals(Object other) {
      return Outlook.UNKNOWN.equals(other);
    }

    @Override
    public int hashCode() {
      return Outlook.UNKNOWN.hashCode();
    }
  }
}
