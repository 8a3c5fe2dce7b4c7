package io.stillwater.source;

import java.util.Objects;

/**
 * A fault of one pump: when it begins, how it grows, when it is mended.
 *
 * <pre>
 * from 1000, ramp 2000, to 6000
 * time       0   1000   2000   3000   5999   6000
 * severity   0   0      0.5    1      1      0
 * </pre>
 *
 * @param pump its key
 * @param fault what goes wrong
 * @param from event time in milliseconds at which it begins
 * @param rampMillis how long it takes to its full severity; 0 for at once
 * @param to event time at which it is mended
 */
public record Injection(String pump, Fault fault, long from, long rampMillis, long to) {
  public Injection {
    Objects.requireNonNull(pump, "pump");
    Objects.requireNonNull(fault, "fault");
    if (to <= from || rampMillis < 0) {
      throw new IllegalArgumentException(
          "a fault must end after it begins and grow in no less than 0 ms: was "
              + from
              + " to "
              + to
              + ", ramp "
              + rampMillis);
    }
  }

  /** From 0, nothing, to 1, all of it. */
  public double severity(long time) {
    if (time < from || time >= to) {
      return 0;
    }
    return rampMillis == 0 ? 1 : Math.min(1, (double) (time - from) / rampMillis);
  }
}
