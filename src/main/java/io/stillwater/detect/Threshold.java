package io.stillwater.detect;

/**
 * Where an anomaly begins, and what was promised for it.
 *
 * @param score windows that score higher are beyond the threshold
 * @param pValue the p-value of that score
 * @param budget false-alarm episodes per key and day; NaN where the limit is a p-value
 * @param low lower end of the 90 % interval of the realised rate, in the unit of the promise; NaN
 *     if unknown
 * @param high upper end of that interval; NaN if unknown
 */
public record Threshold(double score, double pValue, double budget, double low, double high) {
  /** The promise in words, as alerts and cards show it. */
  public String promise() {
    return Double.isNaN(budget)
        ? "p-value at most " + Double.toString(pValue)
        : Double.toString(budget) + " false-alarm episodes per key and day";
  }
}
