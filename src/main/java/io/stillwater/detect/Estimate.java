package io.stillwater.detect;

/**
 * A number that later data will have, as far as training could tell.
 *
 * @param value expected; NaN if unknown
 * @param low lower end of the 90 % interval; NaN if unknown
 * @param high upper end; NaN if unknown
 */
public record Estimate(double value, double low, double high) {
  /** Nothing is known. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** Whether there is a number. */
  public boolean known() {
    return !Double.isNaN(value);
  }

  /** Whether there is an interval that lies within a factor of what was promised, either way. */
  public boolean within(double factor, double promised) {
    return low >= promised / factor && high <= promised * factor;
  }
}
