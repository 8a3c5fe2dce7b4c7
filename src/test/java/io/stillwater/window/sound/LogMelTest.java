package io.stillwater.window.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Waveform;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static final int RATE = 16_000;
  private static final SpectrogramSpec SPEC = SpectrogramSpec.DEFAULT;

  @Test
  void transform_isThatOfTheNaiveSum() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 1; n <= 64; n *= 2) {
      double[] re = random.doubles(n).toArray();
      double[] im = random.doubles(n).toArray();
      double[] expectedRe = new double[n];
      double[] expectedIm = new double[n];
      for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
          double angle = -2 * Math.PI * k * i / n;
          expectedRe[k] += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
          expectedIm[k] += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
        }
      }
      new Fourier(n).transform(re, im);
      assertArrayEquals(expectedRe, re, 1e-10);
      assertArrayEquals(expectedIm, im, 1e-10);
    }
    assertThrows(IllegalArgumentException.class, () -> new Fourier(12));
  }

  @Test
  void densityOfAnySound_addsUpToItsMeanSquare() {
    Random random = new Random(2);
    float[] samples = new float[700];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    // 480 samples in a transform of 512: Parseval holds with silence at the end, too.
    LogMel mel = new LogMel(new SpectrogramSpec(0.03, 0.015, 40, 0, 8000, 1e-12), RATE);
    double expected = 0;
    double weights = 0;
    for (int i = 0; i < 480; i++) {
      double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 480);
      expected += w * w * samples[100 + i] * samples[100 + i];
      weights += w * w;
    }
    assertEquals(expected / weights, power(mel, samples, 100), 1e-9);
  }

  @Test
  void pureTone_hasHalfItsAmplitudeSquaredAndItsBand() {
    LogMel mel = new LogMel(SPEC, RATE);
    float[] tone = tone(1000, 0.6, RATE);
    assertEquals(0.6 * 0.6 / 2, power(mel, tone, 777), 1e-6);
    Plane plane = mel.of(new Waveform(tone, RATE, 1));
    double step = (MelBands.mel(SPEC.high()) - MelBands.mel(SPEC.low())) / (SPEC.bands() + 1);
    long expected = Math.round((MelBands.mel(1000) - MelBands.mel(SPEC.low())) / step) - 1;
    int loudest = 0;
    for (int b = 0; b < plane.height(); b++) {
      loudest = plane.at(b, 10) > plane.at(loudest, 10) ? b : loudest;
    }
    assertEquals(expected, loudest);
    // Twice the amplitude is four times the power: 0.602 bels.
    Plane louder = mel.of(new Waveform(tone(1000, 1.2, RATE), RATE, 1));
    assertEquals(Math.log10(4), louder.at(loudest, 10) - plane.at(loudest, 10), 1e-4);
  }

  @Test
  void whiteNoise_isFlatAtTwiceItsVarianceOverTheRate() {
    Random random = new Random(3);
    double sd = 0.1;
    float[] noise = new float[RATE * 20];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (sd * random.nextGaussian());
    }
    Plane plane = new LogMel(SPEC, RATE).of(new Waveform(noise, RATE, 20));
    double expected = 2 * sd * sd / RATE;
    for (int b = 0; b < plane.height(); b++) {
      double mean = 0;
      for (int c = 0; c < plane.width(); c++) {
        mean += Math.pow(10, plane.at(b, c)) / plane.width();
      }
      // 1,249 columns, half of them independent, of one bin at least: a standard error of 4 %.
      assertEquals(1, mean / expected, 0.16, "band " + b);
    }
  }

  @Test
  void silence_isTheFloor() {
    Plane plane = new LogMel(SPEC, RATE).of(new Waveform(new float[100], RATE, 1));
    assertEquals(1, plane.width());
    assertEquals(-13, plane.at(20, 0), 1e-5);
  }

  @Test
  void rates_giveTheSameNumbersForTheSameSound() {
    Plane slow = new LogMel(SPEC, 16_000).of(new Waveform(tone(1000, 0.5, 16_000), 16_000, 1));
    Plane fast = new LogMel(SPEC, 48_000).of(new Waveform(tone(1000, 0.5, 48_000), 48_000, 1));
    assertEquals(slow.width(), fast.width());
    double step = (MelBands.mel(SPEC.high()) - MelBands.mel(SPEC.low())) / (SPEC.bands() + 1);
    int band = (int) Math.round((MelBands.mel(1000) - MelBands.mel(SPEC.low())) / step) - 1;
    assertEquals(slow.at(band, 5), fast.at(band, 5), 0.15);
  }

  @Test
  void bandsOfMel_addUpToOneAndCoverTheRange() {
    for (SpectrogramSpec spec :
        new SpectrogramSpec[] {SPEC, new SpectrogramSpec(0.01, 0.005, 128, 0, 8000, 1e-9)}) {
      LogMel mel = new LogMel(spec, RATE);
      MelBands bands = new MelBands(spec, mel.analysis().binWidth(), mel.analysis().bins());
      double[] flat = new double[mel.analysis().bins()];
      Arrays.fill(flat, 3);
      for (int b = 0; b < bands.count(); b++) {
        assertEquals(3, bands.of(b, flat), 1e-12);
      }
    }
    assertEquals(1000, MelBands.hertz(MelBands.mel(1000)), 1e-9);
    assertEquals(1000, MelBands.mel(1000), 0.1);
  }

  @Test
  void columns_areAsManyAsWindowsFit() {
    LogMel mel = new LogMel(SPEC, RATE);
    assertEquals(1, mel.analysis().columns(1));
    assertEquals(1, mel.analysis().columns(512));
    assertEquals(1, mel.analysis().columns(767));
    assertEquals(2, mel.analysis().columns(768));
    assertEquals(61, mel.analysis().columns(16_000));
  }

  @Test
  void rangeBeyondHalfTheRate_isRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new LogMel(SPEC, 8000));
    assertTrue(e.getMessage().contains("ends at 4000.0 Hz"), e.getMessage());
  }

  private static double power(LogMel mel, float[] samples, int begin) {
    int length = 2 * (mel.analysis().bins() - 1);
    double[] re = new double[length];
    mel.density(samples, begin, re, new double[length]);
    double sum = 0;
    for (int k = 0; k < mel.analysis().bins(); k++) {
      sum += re[k] * mel.analysis().binWidth();
    }
    return sum;
  }

  private static float[] tone(double hertz, double amplitude, int rate) {
    float[] tone = new float[rate];
    for (int i = 0; i < rate; i++) {
      tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }
}
