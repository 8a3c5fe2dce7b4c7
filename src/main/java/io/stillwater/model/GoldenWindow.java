package io.stillwater.model;

import io.stillwater.event.Reading;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.window.Window;
import java.util.Arrays;

/**
 * A window whose errors were recorded when the bundle was made.
 *
 * @param key its key
 * @param rows (length, channels) as read; NaN where a value was missing
 * @param logLevels (levels) what it scored
 */
public record GoldenWindow(String key, double[][] rows, double[] logLevels) {
  static GoldenWindow of(Window window) {
    double[][] rows = new double[window.length()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = window.row(r).values().clone();
    }
    return new GoldenWindow(window.key(), rows, new double[0]);
  }

  /** The same window with every other value missing. */
  GoldenWindow holed() {
    GoldenWindow copy = copy();
    for (int r = 0; r < rows.length; r++) {
      for (int c = r % 2; c < rows[r].length; c += 2) {
        copy.rows[r][c] = Double.NaN;
      }
    }
    return copy;
  }

  /** The same window upside down, twice as high: nothing a denoiser has seen. */
  GoldenWindow turned() {
    GoldenWindow copy = copy();
    for (double[] row : copy.rows) {
      Arrays.setAll(row, c -> -2 * row[c]);
    }
    return copy;
  }

  private GoldenWindow copy() {
    double[][] copy = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    return new GoldenWindow(key, copy, logLevels);
  }

  GoldenWindow scored(double[] errors) {
    return new GoldenWindow(key, rows, errors);
  }

  boolean fits(ScoringShape shape) {
    return rows.length == shape.length()
        && Arrays.stream(rows).allMatch(row -> row.length == shape.channels())
        && logLevels.length == shape.levels();
  }

  Window window() {
    Reading[] readings = new Reading[rows.length];
    for (int r = 0; r < rows.length; r++) {
      readings[r] = Reading.ofRow(key, r, rows[r], r);
    }
    return new Window(readings, 0);
  }

  /**
   * The level at which errors differ from the recorded ones by more than the tolerance, or −1.
   *
   * @param tolerance as a part of 1 + |recorded|
   */
  public int differs(double[] errors, double tolerance) {
    for (int k = 0; k < logLevels.length; k++) {
      double allowed = tolerance * (1 + Math.abs(logLevels[k]));
      if (!(Math.abs(errors[k] - logLevels[k]) <= allowed)) {
        return k;
      }
    }
    return -1;
  }
}
