package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** On channels that all show one load: normal is where they agree. */
class ReconstructionTest {
  private static final int CHANNELS = 5;
  private static final int LENGTH = 4;
  private static final int DIMENSION = CHANNELS * LENGTH;
  private static final double OWN = 0.05; // variance of a value beside the load's 0.95

  private final Reconstruction reconstruction = new Reconstruction(CHANNELS);

  /**
   * The exact denoiser of y = load + own, both normal: the mean of all values keeps (τ² +
   * 0.95·d)/(τ² + 0.95·d + σ²), what differs from it τ²/(τ² + σ²), with d values and τ² = {@link
   * #OWN}.
   */
  private static final Denoiser ONE_LOAD =
      new Denoiser() {
        @Override
        public int dimension() {
          return DIMENSION;
        }

        @Override
        public double[] denoise(double[] x, double sigma) {
          double mean = Arrays.stream(x).average().orElseThrow();
          double together = OWN + (1 - OWN) * DIMENSION;
          double keep = together / (together + sigma * sigma);
          double apart = OWN / (OWN + sigma * sigma);
          return Arrays.stream(x).map(v -> keep * mean + apart * (v - mean)).toArray();
        }
      };

  private static float[] load(double load) {
    float[] y = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      y[i] = (float) (load + Math.sqrt(OWN) * SplitMix.normal(3, i));
    }
    return y;
  }

  private static float[] all() {
    float[] observed = new float[DIMENSION];
    Arrays.fill(observed, 1);
    return observed;
  }

  private static void add(float[] y, int channel, double value) {
    for (int i = channel; i < DIMENSION; i += CHANNELS) {
      y[i] += (float) value;
    }
  }

  private static double mean(double[] clean, int channel) {
    double sum = 0;
    for (int i = channel; i < DIMENSION; i += CHANNELS) {
      sum += clean[i] / LENGTH;
    }
    return sum;
  }

  private double[] of(float[] y, float[] observed) {
    return reconstruction.of(ONE_LOAD, y, observed, Noise.of("pump-1", 17));
  }

  @Test
  void normalWindow_staysAsItIs() {
    for (double load : new double[] {-1.5, 0, 1.5}) {
      double[] clean = of(load(load), all());
      for (int c = 0; c < CHANNELS; c++) {
        assertEquals(load, mean(clean, c), 0.4, "channel " + c);
      }
    }
  }

  @Test
  void channelThatIsOff_comesBackToTheOthers_whichStay() {
    for (double off : new double[] {-12, -6, 4, 12}) {
      float[] y = load(1.2);
      add(y, 2, off);
      double[] clean = of(y, all());
      for (int c = 0; c < CHANNELS; c++) {
        assertEquals(1.2, mean(clean, c), 0.4, "off by " + off + ", channel " + c);
      }
    }
  }

  /** Plain partial diffusion leaves a part of the fault in every channel. */
  @Test
  void channelThatIsOff_drawsTheOthersAlongWithoutThat() {
    float[] y = load(1.2);
    add(y, 2, -12);
    double[] window = new double[DIMENSION];
    Arrays.setAll(window, i -> y[i]);
    double[] plain =
        new DpmSolver().partial(ONE_LOAD, window, new Steps(4, 2, 0), Noise.of("pump-1", 17));
    assertTrue(mean(plain, 0) < 0.2, "was " + mean(plain, 0));
    assertEquals(1.2, mean(of(y, all()), 0), 0.4);
  }

  @Test
  void valuesThatWereNotObserved_countForNothing() {
    float[] observed = all();
    for (int i = 1; i < DIMENSION; i += CHANNELS) {
      observed[i] = 0;
    }
    float[] carried = load(1.2);
    add(carried, 1, 0.8);
    float[] otherwise = load(1.2);
    add(otherwise, 1, -0.8);
    double[] clean = of(carried, observed);
    assertEquals(1.2, mean(clean, 1), 0.4);
    assertArrayEquals(clean, of(otherwise, observed), 0.15);
  }

  @Test
  void nothingObserved_isStillAWindow() {
    double[] clean = of(load(1.2), new float[DIMENSION]);
    assertTrue(Arrays.stream(clean).allMatch(Double::isFinite));
  }

  @Test
  void sameNoise_givesTheSameBits() {
    assertArrayEquals(of(load(0.3), all()), of(load(0.3), all()));
  }

  @Test
  void calls_areAsManyAsSaid() {
    int[] asked = {0};
    Denoiser counted =
        new Denoiser() {
          @Override
          public int dimension() {
            return DIMENSION;
          }

          @Override
          public double[] denoise(double[] x, double sigma) {
            asked[0]++;
            return ONE_LOAD.denoise(x, sigma);
          }
        };
    reconstruction.of(counted, load(0), all(), Noise.of("a", 0));
    assertEquals(Reconstruction.calls(), asked[0]);
  }

  @Test
  void noChannels_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Reconstruction(0));
  }
}
