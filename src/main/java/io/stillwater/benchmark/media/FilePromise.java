package io.stillwater.benchmark.media;

import io.stillwater.detect.PoissonInterval;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * False alarms beside what was promised.
 *
 * @param method that promised
 * @param promised the share of normal files that may alarm
 * @param normal normal files judged
 * @param alarms among them
 */
public record FilePromise(String method, double promised, int normal, int alarms) {
  private PoissonInterval interval() {
    return PoissonInterval.of(alarms).per(normal);
  }

  /** In a sentence. */
  public String text() {
    if (normal == 0) {
      return method + ": there was no normal file to count false alarms in.";
    }
    return String.format(
        Locale.ROOT,
        "%s: promised %.2f %% of normal files as false alarms, realised %.2f %% (%,d of %,d; 90 %%"
            + " interval %.2f to %.2f %%).",
        method,
        100 * promised,
        100.0 * alarms / normal,
        alarms,
        normal,
        100 * interval().low(),
        100 * interval().high());
  }

  /** The same for programs. */
  public Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", method);
    object.put("promised_share", promised);
    object.put("normal_files", normal);
    object.put("false_alarms", alarms);
    object.put("realised_share", normal == 0 ? null : (double) alarms / normal);
    object.put("realised_low", normal == 0 ? null : interval().low());
    object.put("realised_high", normal == 0 ? null : interval().high());
    return object;
  }
}
