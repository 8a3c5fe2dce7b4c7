package io.stillwater.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final int LENGTH = 16;

  /** Windows of one channel, each reading φ times the one before and noise; variance 1. */
  private static WindowSet following(double phi, int windows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[windows * LENGTH];
    double x = 0;
    for (int i = 0; i < values.length; i++) {
      double fresh = random.nextGaussian();
      x = i % LENGTH == 0 ? fresh : phi * x + Math.sqrt(1 - phi * phi) * fresh;
      values[i] = (float) x;
    }
    return new WindowSet(LENGTH, 1, values);
  }

  private static WindowSet changed(WindowSet windows, double factor, double shift) {
    float[] values = windows.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (factor * values[i] + shift);
    }
    return new WindowSet(windows.length(), windows.channels(), values);
  }

  private static WindowSet rows(int length, int channels, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new WindowSet(length, channels, floats);
  }

  @Test
  void setAndItself_differInNothing() {
    Likeness same = Likeness.of(following(0.5, 50, 1), following(0.5, 50, 1));
    assertEquals(0, same.wasserstein()[0]);
    assertEquals(0, same.kolmogorov()[0]);
    assertEquals(0, same.spectrum()[0]);
    assertEquals(new Likeness.Gap(0, 0), same.channels());
    assertEquals(new Likeness.Gap(0, 0), same.lags());
  }

  @Test
  void distances_areThoseOfTheWorkedTable() {
    WindowSet data = following(0, 4000, 1);
    Likeness shifted = Likeness.of(changed(data, 1, 1), data);
    assertEquals(1, shifted.wasserstein()[0], 1e-5);
    assertEquals(0.383, shifted.kolmogorov()[0], 0.01);
    assertEquals(0, shifted.spectrum()[0], 1e-4);
    Likeness taller = Likeness.of(changed(data, 2, 0), data);
    assertEquals(0.798, taller.wasserstein()[0], 0.01);
    assertEquals(0.161, taller.kolmogorov()[0], 0.01);
    assertEquals(6.02, taller.spectrum()[0], 0.01);
    assertEquals(0, taller.lags().largest(), 1e-5);
    Likeness smoother = Likeness.of(following(0.5, 4000, 2), data);
    assertEquals(0, smoother.wasserstein()[0], 0.02);
    assertEquals(3, smoother.spectrum()[0], 0.5);
    assertEquals(0.5, smoother.lags().largest(), 0.02);
  }

  /** F − G by hand: −1/6 from 0 to 1, 1/3 from 1 to 4. */
  @Test
  void marginals_ofSetsOfOtherSizes_areThoseOfTheirDistributions() {
    Likeness likeness = Likeness.of(rows(1, 1, 0, 1), rows(1, 1, 4, 0, 0));
    assertEquals(1 / 6.0 + 3 / 3.0, likeness.wasserstein()[0], 1e-12);
    assertEquals(1 / 3.0, likeness.kolmogorov()[0], 1e-12);
  }

  /** A wave of amplitude 1 has power length/4 at its frequency. */
  @Test
  void spectrum_ofAWave_isAtItsFrequency() {
    double[] wave = new double[LENGTH];
    for (int t = 0; t < LENGTH; t++) {
      wave[t] = 5 + Math.cos(2 * Math.PI * 3 * t / LENGTH + 0.3);
    }
    double[] power = Spectrum.of(rows(LENGTH, 1, wave), 0);
    for (int k = 1; k <= LENGTH / 2; k++) {
      assertEquals(k == 3 ? LENGTH / 4.0 : 0, power[k - 1], 1e-5);
    }
  }

  /** Parseval: the power of all frequencies, both signs, is the variance times the length. */
  @Test
  void spectrum_addsUpToTheVariance() {
    WindowSet window = following(0.8, 1, 3);
    double[] power = Spectrum.of(window, 0);
    double sum = -power[LENGTH / 2 - 1];
    double mean = 0;
    for (int k = 0; k < LENGTH / 2; k++) {
      sum += 2 * power[k];
    }
    for (float value : window.values()) {
      mean += value / LENGTH;
    }
    double squares = 0;
    for (float value : window.values()) {
      squares += (value - mean) * (value - mean);
    }
    assertEquals(squares, sum, 1e-5);
  }

  @Test
  void correlations_areThoseOfTheirMaker() {
    Random random = new Random(5);
    double[] values = new double[6000];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = random.nextGaussian();
      values[i + 1] = -2 * values[i];
      values[i + 2] = 7; // stands still
    }
    double[] channels = Correlation.ofChannels(rows(4, 3, values));
    assertEquals(-1, channels[0], 1e-6);
    assertEquals(0, channels[1]);
    assertEquals(0, channels[2]);
    double[] lags = Correlation.ofLags(following(0.7, 4000, 6));
    for (int lag = 1; lag < LENGTH; lag++) {
      assertEquals(Math.pow(0.7, lag), lags[lag - 1], 0.03);
    }
  }

  @Test
  void signOfACorrelation_isSeen() {
    Likeness likeness = Likeness.of(rows(1, 2, 0, 0, 1, 1), rows(1, 2, 0, 1, 1, 0));
    assertEquals(2, likeness.channels().largest(), 1e-6);
    assertEquals(0, likeness.wasserstein()[1], 1e-12);
    assertEquals(new Likeness.Gap(0, 0), likeness.lags());
  }

  @Test
  void halves_areAlternateStretches() {
    double[] steps = new double[100];
    for (int i = 0; i < 100; i++) {
      steps[i] = i / 10 % 2; // what the stretches are
    }
    assertEquals(1, Likeness.ofHalves(rows(1, 1, steps)).wasserstein()[0]);
    WindowSet data = following(0.5, 4000, 8);
    Likeness halves = Likeness.ofHalves(data);
    assertTrue(halves.wasserstein()[0] < 0.03, "halves " + halves.wasserstein()[0]);
    assertEquals(2, Likeness.ofHalves(rows(1, 1, 0, 2)).wasserstein()[0]);
  }

  @Test
  void setsThatCannotBeCompared_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Likeness.of(rows(1, 1, 0), rows(1, 2, 0, 0)));
    assertThrows(IllegalArgumentException.class, () -> Likeness.of(rows(1, 1), rows(1, 1, 0)));
    assertThrows(IllegalArgumentException.class, () -> Likeness.ofHalves(rows(1, 1, 0)));
    assertThrows(IllegalArgumentException.class, () -> rows(2, 1, 0, 0, 0));
  }
}
