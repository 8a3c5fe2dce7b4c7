package io.stillwater.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.Denoiser;
import io.stillwater.event.Reading;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class DenoisingCheckTest {
  private static final int LENGTH = 8;
  private static final List<Window> WINDOWS = windows();
  private static final Normalisation NORMALISATION = normalisation();

  /** Independent normal values in two channels, and a third that stands still. */
  private static List<Window> windows() {
    Random random = new Random(1);
    List<Window> windows = new ArrayList<>();
    for (int w = 0; w < 40; w++) {
      Reading[] rows = new Reading[LENGTH];
      for (int r = 0; r < LENGTH; r++) {
        double[] values = {random.nextGaussian(), 5 + 2 * random.nextGaussian(), 7};
        rows[r] = Reading.ofRow("k", r, values, r);
      }
      windows.add(new Window(rows, 0));
    }
    return windows;
  }

  private static Normalisation normalisation() {
    Preprocessing how =
        new Preprocessing(
            Normalisation.Mode.GLOBAL, Scaling.STANDARD, Preprocessing.DEFAULT.clip(), false);
    LevelFitter fitter = new LevelFitter(how, 3);
    WINDOWS.forEach(fitter::add);
    return fitter.fit();
  }

  private static DenoisingCheck check(DoubleBinaryOperator denoiser) {
    Denoiser each =
        new Denoiser() {
          @Override
          public int dimension() {
            return LENGTH * 3;
          }

          @Override
          public double[] denoise(double[] x, double sigma) {
            double[] clean = x.clone();
            for (int i = 0; i < clean.length; i++) {
              clean[i] = denoiser.applyAsDouble(x[i], sigma);
            }
            return clean;
          }
        };
    return DenoisingCheck.of(each, NORMALISATION, WINDOWS, new double[] {1}, 0).get(0);
  }

  @Test
  void theBestLinearDenoiser_leavesWhatKnowingTheVarianceLeaves() {
    DenoisingCheck best = check((x, sigma) -> x / (1 + sigma * sigma));
    assertEquals(0.5, best.plain(), 0.01);
    assertEquals(0.5, best.error(), 0.02);
    assertFalse(best.bad());
  }

  @Test
  void aDenoiserThatDoesNothing_isBad() {
    DenoisingCheck idle = check((x, sigma) -> x);
    assertEquals(1, idle.error(), 0.03);
    assertTrue(idle.bad());
    assertTrue(check((x, sigma) -> Double.NaN).bad());
  }
}
