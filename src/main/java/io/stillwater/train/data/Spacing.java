package io.stillwater.train.data;

import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.Reading;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns from the first readings how long a key is silent between two of them, and from that what
 * breaks a window.
 *
 * <p>Age is {@value WindowSpec#WINDOWS_IN_AGE} windows' time, at least ten minutes: it bounds what
 * a restart reads again, so it must not be unlimited. The gap is as long: seconds that are missing
 * here and there do not blind the detector.
 */
public final class Spacing {
  private static final int WINDOWS = WindowSpec.WINDOWS_IN_AGE;
  private static final long LEAST_AGE = 600_000;

  private Spacing() {}

  /** The median step of time between two readings of one key, in milliseconds; 0 if unknown. */
  static long medianMillis(List<Reading> first) {
    Map<String, Long> newest = new HashMap<>();
    long[] steps = new long[first.size()];
    int count = 0;
    for (Reading reading : first) {
      Long before = newest.put(reading.key(), reading.time());
      if (before != null && reading.time() > before) {
        steps[count++] = reading.time() - before;
      }
    }
    Arrays.sort(steps, 0, count);
    return count == 0 ? 0 : steps[count / 2];
  }

  /**
   * How limits follow keys whose readings are cut like that. A step below half a second is told as
   * one of half a second, which makes no difference.
   */
  public static Adaptation adaptation(WindowSpec spec, boolean timed) {
    return Adaptation.of(spec.stepMillis(), timed);
  }

  /** How to cut readings with that median step; without time nothing is too old. */
  static WindowSpec spec(int length, Stride stride, boolean timed, long medianMillis) {
    long step = Math.max(medianMillis, stride.timed() ? stride.amount() : 0);
    long age = timed ? Math.max(LEAST_AGE, WINDOWS * (length + 1L) * step) : 0;
    return new WindowSpec(length, stride, Math.max(1, length / 2), age, age);
  }
}
