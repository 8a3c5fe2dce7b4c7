package io.stillwater.detect.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.detect.Detector;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a scorer that expects each window as it is, or all of them alike. */
class ExpectedSoundTest {
  private static final int LENGTH = 4;
  private static final int BANDS = 3;

  /** Expects share times the window plus offset. */
  private record Linear(double share, double offset) implements WindowScorer {
    @Override
    public int length() {
      return LENGTH;
    }

    @Override
    public int channels() {
      return BANDS;
    }

    @Override
    public List<WindowError> errors(List<Window> windows) {
      return List.of();
    }

    @Override
    public double[] expected(Window window) {
      double[] values = new double[LENGTH * BANDS];
      window.copyTo(values, 0, new float[values.length], 0);
      for (int i = 0; i < values.length; i++) {
        values[i] = share * values[i] + offset;
      }
      return values;
    }

    @Override
    public void close() {}
  }

  private static Plane of(WindowScorer scorer, int columns) {
    Reading[] readings = new Reading[columns];
    for (int c = 0; c < columns; c++) {
      readings[c] = Reading.ofRow("fan", c, new double[] {c, 10 + c, 20 + c}, c);
    }
    List<Window> windows = new ArrayList<>();
    for (int begin = 0; begin + LENGTH <= columns; begin++) {
      Reading[] rows = Arrays.copyOfRange(readings, begin, begin + LENGTH);
      windows.add(new Window(rows, 0));
    }
    FittedCalibration calibration =
        FittedCalibration.fit(List.of(new double[] {0}, new double[] {1}, new double[] {2}));
    Detector detector =
        new Detector(
            scorer, calibration, new Threshold(1, 0.01, Double.NaN, Double.NaN, Double.NaN));
    return ExpectedSound.of(detector, windows);
  }

  @Test
  void windowsExpectedAsTheyAre_giveTheSpectrogramBack() {
    for (int columns : new int[] {4, 5, 11, 12}) {
      Plane plane = of(new Linear(1, 0), columns);
      assertEquals(BANDS, plane.height());
      assertEquals(columns, plane.width());
      for (int b = 0; b < BANDS; b++) {
        for (int c = 0; c < columns; c++) {
          assertEquals(10 * b + c, plane.at(b, c), 1e-5);
        }
      }
    }
  }

  @Test
  void windowsExpectedAlike_giveThatEverywhere() {
    for (float value : of(new Linear(0, 2.5), 9).values()) {
      assertEquals(2.5, value, 1e-6);
    }
  }
}
