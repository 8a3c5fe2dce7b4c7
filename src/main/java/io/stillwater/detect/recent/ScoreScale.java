package io.stillwater.detect.recent;

import io.stillwater.detect.Calibration;

/**
 * Bins of scores, fine where normal scores end and coarser beyond: bin = round({@value #PER_UNIT} ·
 * asinh((score − origin)/unit)). The origin is the score that one in ten normal windows reaches,
 * the unit leads from there to the one that one in a hundred reaches. So a bin is a sixteenth of a
 * decade of p-values near there, and far beyond a sixteenth of the distance (bins of bounded
 * relative error as in Masson, Rim and Lee 2019, "DDSketch", with asinh in the place of the
 * logarithm).
 *
 * @param origin a score
 * @param unit above 0
 */
public record ScoreScale(double origin, double unit) {
  private static final double PER_UNIT = 16;
  private static final double LEAST = 1e-6;
  private static final int STEPS = 200;

  public ScoreScale {
    if (!Double.isFinite(origin) || !(unit > 0) || !Double.isFinite(unit)) {
      throw new IllegalArgumentException(
          "a scale of scores needs a finite origin and a unit above 0: was "
              + (origin + " and " + unit));
    }
  }

  /** The scale of what normal windows score. */
  public static ScoreScale of(Calibration calibration) {
    double often = reached(calibration, 0.1);
    return new ScoreScale(often, Math.max(LEAST, reached(calibration, 0.01) - often));
  }

  /** The lowest score whose p-value is at most p, by halving. */
  private static double reached(Calibration calibration, double p) {
    double low = -1;
    double high = 1;
    while (calibration.pValue(low).value() <= p && low > -1e12) {
      low *= 2;
    }
    while (calibration.pValue(high).value() > p && high < 1e12) {
      high *= 2;
    }
    for (int i = 0; i < STEPS && Math.nextUp(low) < high; i++) {
      double middle = low + (high - low) / 2;
      if (calibration.pValue(middle).value() > p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The bin of a score, within a short. */
  int bin(double score) {
    double x = (score - origin) / unit;
    double asinh = Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
    return (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(PER_UNIT * asinh)));
  }

  /** The middle of a bin in units from the origin. */
  double units(int bin) {
    return Math.sinh(bin / PER_UNIT);
  }

  /** The lowest score of a bin. */
  double lowest(int bin) {
    return origin + unit * Math.sinh((bin - 0.5) / PER_UNIT);
  }
}
