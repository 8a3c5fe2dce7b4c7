package io.stillwater.detect.heat;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;

/**
 * From scores of cells to heat, the same for all images of a bundle so that their maps can be
 * compared: the logarithm of the cell's p-value, 0 where half of normal cells score as high, 1 from
 * the limit on.
 *
 * <pre>
 * p-value of the cell        1    0.5   0.05   0.005   0.0005
 * heat, limit at p 0.005     0    0     0.5    1       1
 * </pre>
 *
 * @param cells what cells of normal images score
 * @param limit the score beyond which a cell is strange
 */
public record HeatScale(FittedCalibration cells, double limit) {
  private static final double HALF = 0.5;

  /** The scale of a bundle: a cell is strange where a file of such cells would be an alarm. */
  public static HeatScale of(FittedCalibration cells, FileScore files) {
    return new HeatScale(cells, files.alarmPiece());
  }

  /** The heat of a score, from 0 to 1. */
  public double heat(double score) {
    // A limit below the median cell leaves a halving of the p-value between none and full.
    double full = Math.max(Math.log(2), surprise(limit));
    return Math.max(0, Math.min(1, surprise(score) / full));
  }

  private double surprise(double score) {
    return Math.log(HALF / cells.pValue(score).value());
  }
}
