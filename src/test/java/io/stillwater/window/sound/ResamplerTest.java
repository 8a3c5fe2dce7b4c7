package io.stillwater.window.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  private static final double SHARE = 0.4875;

  /** What lies below the end is the same function of time, at whatever rate it is looked at. */
  @ParameterizedTest
  @CsvSource({
    "44100, 16000",
    "48000, 16000",
    "192000, 16000",
    "22050, 16000",
    "16000, 2000",
    "2000, 1000",
    "11025, 8000",
    "16000, 15900",
    "15900, 16000",
    "15999, 16000",
    "191999, 16001"
  })
  void tonesBelowTheEnd_areThoseOfTheOtherRate(int from, int to) {
    double high = SHARE * Math.min(from, to);
    Resampler resampler = new Resampler(from, to, high);
    for (double hertz : new double[] {0, 0.1 * high, 0.7 * high, high}) {
      float[] found = resampler.of(tone(hertz, from)).samples();
      float[] expected = tone(hertz, to).samples();
      assertEquals(expected.length, found.length);
      int edge = 1 + (int) ((long) resampler.taps() * to / from);
      double worst = 0;
      for (int m = edge; m < found.length - edge; m++) {
        worst = Math.max(worst, Math.abs(found[m] - expected[m]));
      }
      assertTrue(found.length > 3 * edge, from + " to " + to + ": nothing is looked at");
      assertEquals(0, worst, 1e-4, hertz + " Hz, " + from + " to " + to);
    }
  }

  /** What would be heard as something else below the end is gone. */
  @ParameterizedTest
  @CsvSource({"44100, 16000", "192000, 16000", "16000, 2000", "15999, 8000", "8000, 1000"})
  void tonesThatWouldFoldBelowTheEnd_areSilence(int from, int to) {
    double high = SHARE * to;
    Resampler resampler = new Resampler(from, to, high);
    for (double hertz : new double[] {to - high, 0.9 * to, 1.3 * to, 0.49 * from}) {
      float[] found = resampler.of(tone(hertz, from)).samples();
      int edge = 1 + (int) ((long) resampler.taps() * to / from);
      double worst = 0;
      for (int m = edge; m < found.length - edge; m++) {
        worst = Math.max(worst, Math.abs(found[m]));
      }
      assertEquals(0, worst, 1e-4, hertz + " Hz, " + from + " to " + to);
    }
  }

  @Test
  void pulse_keepsItsPlaceAndItsSum() {
    float[] pulse = new float[4001];
    pulse[2000] = 1;
    float[] found = new Resampler(4000, 1000, 487.5).of(new Waveform(pulse, 4000, 1)).samples();
    assertEquals(1001, found.length);
    float[] mirrored = new float[found.length];
    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      mirrored[i] = found[found.length - 1 - i];
      sum += found[i];
    }
    assertArrayEquals(mirrored, found, 1e-7f);
    assertEquals(0.25, sum, 1e-5);
  }

  @Test
  void soundOfTheRate_isTheSameObject_andTablesAreKept() {
    Waveform sound = tone(100, 8000);
    assertSame(sound, Resamplers.brought(sound, 8000, 3900));
    for (int i = 0; i < 12; i++) {
      int rate = 2000 + i % 6;
      assertEquals(rate, Resamplers.brought(sound, rate, 900).rate());
    }
  }

  @Test
  void whatIsWanted_mustBeThere() {
    assertThrows(IllegalArgumentException.class, () -> new Resampler(8000, 16_000, 4001));
    assertThrows(IllegalArgumentException.class, () -> new Resampler(0, 16_000, 1));
    Resampler resampler = new Resampler(8000, 4000, 1900);
    assertThrows(IllegalArgumentException.class, () -> resampler.of(tone(1, 16_000)));
  }

  @Test
  void shortestAndLongestRatios_haveBoundedTables() {
    float[] one = {1};
    Resampler steep = new Resampler(1_000_000, 1000, 500);
    assertEquals(1, steep.of(new Waveform(one, 1_000_000, 1e-6)).samples().length);
    float[] up = new Resampler(1000, 192_000, 480).of(new Waveform(one, 1000, 0.001)).samples();
    assertEquals(192, up.length);
    assertEquals(1, up[0], 0.03);
  }

  /** A second of a tone that is neither at its zero nor at its top in the beginning. */
  private static Waveform tone(double hertz, int rate) {
    float[] samples = new float[rate];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.cos(2 * Math.PI * hertz * i / rate + 0.7);
    }
    return new Waveform(samples, rate, 1);
  }
}
