package io.stillwater.train.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.Heun;
import io.stillwater.diffusion.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
  /** Of N(0, 0.25) data. */
  private static Denoiser gaussian(int dimension) {
    return new Denoiser() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double[] denoise(double[] x, double sigma) {
        return Arrays.stream(x).map(v -> 0.25 * v / (0.25 + sigma * sigma)).toArray();
      }
    };
  }

  @Test
  void windows_areTheSameInWhateverPortionsTheyAreDrawn() {
    int large = 100_000; // two windows fill a portion
    Drawing drawing = new Drawing(new Heun(), Steps.karras(0.1, 10, 3), 7);
    WindowSet many = drawing.draw(gaussian(large), 5, 100, Progress.NONE);
    WindowSet few = drawing.draw(gaussian(large), 3, 100, Progress.NONE);
    assertEquals(5, many.size());
    assertEquals(1000, many.channels());
    assertArrayEquals(Arrays.copyOf(many.values(), few.values().length), few.values());
  }

  @Test
  void values_haveTheSpreadOfTheData() {
    Drawing drawing = new Drawing(new Heun(), Steps.karras(0.01, 10, 32), 7);
    WindowSet drawn = drawing.draw(gaussian(8), 1000, 4, Progress.NONE);
    double squares = 0;
    for (float value : drawn.values()) {
      squares += value * value;
    }
    assertEquals(0.25, squares / drawn.values().length, 0.01);
  }

  @Test
  void progress_goesUpToTheEnd() {
    List<Double> told = new ArrayList<>();
    new Drawing(new Heun(), Steps.karras(0.1, 10, 4), 7)
        .draw(gaussian(2), 3, 1, (what, fraction, detail) -> told.add(fraction));
    assertEquals(1, told.get(told.size() - 1));
    for (int i = 1; i < told.size(); i++) {
      assertTrue(told.get(i) >= told.get(i - 1), told.toString());
    }
  }

  @Test
  void laterReadings_leaveOutTheFirstOfEachWindow() {
    WindowSet set = new WindowSet(3, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    assertArrayEquals(new float[] {3, 4, 5, 6, 9, 10, 11, 12}, set.later().values());
    assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12}, set.window(1));
  }
}
