package io.stillwater.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an anomaly begins, and what was promised for it.
 *
 * @param score windows that score higher are beyond the threshold
 * @param pValue the p-value of that score
 * @param budget false-alarm episodes per key and day; NaN where the limit is a p-value
 * @param low lower end of the 90 % interval of the realised rate, in the unit of the promise; NaN
 *     if unknown
 * @param high upper end of that interval; NaN if unknown
 * @param keys the levels of keys that are calibrated by their own data; all others are judged by
 *     what the keys of the training had together
 */
public record Threshold(
    double score,
    double pValue,
    double budget,
    double low,
    double high,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ScoreLevel> keys) {
  public Threshold {
    // In the order of names, for the file; found by hash, for every window.
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(keys)));
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

  /** The promise in words, as alerts and cards show it. */
  public String promise() {
    return Double.isNaN(budget)
        ? "p-value at most " + Double.toString(pValue)
        : Double.toString(budget) + " false-alarm episodes per key and day";
  }
}
