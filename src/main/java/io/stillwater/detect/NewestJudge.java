package io.stillwater.detect;

import java.util.Objects;

/**
 * Judges windows by their newest readings only. Immutable, safe to share if the calibration is.
 *
 * @param levels which of a window's levels see its newest readings only
 * @param calibration of those levels, in that order
 */
public record NewestJudge(int[] levels, Calibration calibration) {
  public NewestJudge {
    Objects.requireNonNull(calibration, "calibration");
    if (levels.length == 0) {
      throw new IllegalArgumentException(
          "at least one level must see the newest readings: there was none");
    }
  }

  /** (levels here) those of all log errors of a window. */
  public static double[] of(int[] levels, double[] logLevels) {
    double[] chosen = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      chosen[i] = logLevels[levels[i]];
    }
    return chosen;
  }

  Newest judge(String key, WindowError error, Threshold threshold) {
    double score = threshold.own(key, calibration.score(of(levels, error.logLevels())));
    return Newest.of(score, calibration.pValue(score), threshold);
  }
}
