package io.stillwater.detect.heat;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;

/**
 * From scores to heat, the same for all images of a bundle so that their maps can be compared: 0 up
 * to the first score, 1 from the second on, straight between. Scores are on the scale of files
 * ({@link FileScore#own}).
 *
 * @param none what half of normal cells score
 * @param full the limit beyond which a file is an alarm
 */
public record HeatScale(double none, double full) {
  public HeatScale {
    if (!(none < full) || !Double.isFinite(none) || !Double.isFinite(full)) {
      throw new IllegalArgumentException(
          "heat must begin below where it is full: was " + none + " and " + full);
    }
  }

  /**
   * The scale of a bundle. A limit so loose that the median cell is beyond it leaves a unit between
   * the two, a deviation of normal files.
   *
   * @param cells held-out ones, one by one
   * @param files held-out ones
   */
  public static HeatScale of(FittedCalibration cells, FileScore files) {
    double full = files.alarmScore();
    double median = files.own(cells.quantile(0.5));
    return new HeatScale(median < full ? median : full - 1, full);
  }

  /** The heat of a score, from 0 to 1. */
  public double heat(double score) {
    return Math.max(0, Math.min(1, (score - none) / (full - none)));
  }
}
