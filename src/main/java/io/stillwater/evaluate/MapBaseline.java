package io.stillwater.evaluate;

import java.util.SplittableRandom;

/**
 * A baseline that says of each value of a long row how strange it is: rows are images or
 * spectrograms of one size. The row's own score is the mean of that.
 */
@FunctionalInterface
public interface MapBaseline {
  /**
   * Learns from normal rows.
   *
   * @param training (rows, columns), given away: it is written to
   */
  Fitted fit(float[][] training);

  /** What was learnt. */
  @FunctionalInterface
  interface Fitted {
    /**
     * How strange each value is.
     *
     * @param row (columns), given away: it is written to
     * @return (columns), larger is stranger
     */
    float[] map(float[] row);
  }

  /** Any number between 0 and 1 for each value, and one for the row. */
  static MapBaseline random(long seed) {
    return training -> {
      SplittableRandom random = new SplittableRandom(seed);
      return row -> {
        // About a mean of the row's own: else the means of all rows would be one half.
        double own = random.nextDouble();
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) (own + random.nextDouble());
        }
        return row;
      };
    };
  }

  /** |z| by columns. */
  static MapBaseline deviation() {
    return training -> {
      FloatStandard standard = FloatStandard.fit(training);
      return row -> {
        standard.apply(row);
        for (int i = 0; i < row.length; i++) {
          row[i] = Math.abs(row[i]);
        }
        return row;
      };
    };
  }

  /** (z − V·Vᵀ·z)², with the directions V that carry 90 % of the variance. */
  static MapBaseline principal() {
    return PrincipalMap::fit;
  }

  /** (z − z')², with the training row z' that is nearest. */
  static MapBaseline neighbour() {
    return training -> {
      FloatStandard standard = FloatStandard.fit(training);
      for (float[] row : training) {
        standard.apply(row);
      }
      return row -> {
        standard.apply(row);
        float[] nearest = nearest(row, training);
        for (int i = 0; i < row.length; i++) {
          row[i] = (row[i] - nearest[i]) * (row[i] - nearest[i]);
        }
        return row;
      };
    };
  }

  private static float[] nearest(float[] row, float[][] training) {
    float[] nearest = training[0];
    double least = Double.POSITIVE_INFINITY;
    for (float[] candidate : training) {
      double distance = 0;
      for (int from = 0; from < row.length && distance < least; from += 1024) {
        distance += Floats.distance(row, candidate, from, Math.min(row.length, from + 1024));
      }
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }
}
