package io.stillwater.window.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavEncoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.window.tile.Plane;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sound to spectrogram to sound. */
class GriffinLimTest {
  private static final int RATE = 16_000;
  private static final SpectrogramSpec SPEC = SpectrogramSpec.DEFAULT;

  /** A second of a tone and noise. */
  private static Waveform sound(double hertz, double noise) {
    Random random = new Random(4);
    float[] samples = new float[RATE];
    for (int i = 0; i < samples.length; i++) {
      double tone = hertz > 0 ? 0.3 * Math.sin(2 * Math.PI * hertz * i / RATE) : 0;
      samples[i] = (float) (tone + noise * random.nextGaussian());
    }
    return new Waveform(samples, RATE, 1);
  }

  private static Plane mel(Waveform sound) {
    return new LogMel(SPEC, RATE).of(sound);
  }

  @Test
  void inverseOfATransform_isTheSamples() {
    LogMel mel = new LogMel(SPEC, RATE);
    ShortTime transform = mel.analysis().shortTime(20);
    Random random = new Random(1);
    double[] x = random.doubles(transform.samples(), -1, 1).toArray();
    double[] sums = new double[x.length];
    double[] re = new double[2 * (mel.analysis().bins() - 1)];
    double[] im = new double[re.length];
    for (int c = 0; c < transform.columns(); c++) {
      transform.forward(x, c, re, im);
      transform.backward(re, im, c, sums);
    }
    transform.finish(sums);
    // Where the first window begins, and the last ends, next to nothing is let through.
    for (int i = 8; i < x.length - 8; i++) {
      assertEquals(x[i], sums[i], 1e-6, "sample " + i);
    }
  }

  @Test
  void magnitudesAreNeverFarther_fromTurnToTurn() {
    double[] gaps = new GriffinLim(SPEC, mel(sound(700, 0.1)), RATE, 40).convergence();
    for (int i = 1; i < gaps.length; i++) {
      assertTrue(gaps[i] <= gaps[i - 1] * (1 + 1e-9), gaps[i - 1] + " then " + gaps[i]);
    }
    assertTrue(gaps[39] < 0.7 * gaps[0], gaps[0] + " to " + gaps[39]);
  }

  @Test
  void pureTone_comesBackAtItsFrequencyAndLoudness() {
    for (double hertz : new double[] {440, 1000, 3000}) {
      Waveform back = new GriffinLim(SPEC, mel(sound(hertz, 0)), RATE, GriffinLim.TURNS).sound();
      LogMel one = new LogMel(new SpectrogramSpec(0.5, 0.5, 8, 50, 7800, 1e-13), RATE);
      double[] re = new double[2 * (one.analysis().bins() - 1)];
      one.density(back.samples(), 2000, re, new double[re.length]);
      double sum = 0;
      double middle = 0;
      double all = 0;
      for (int k = 0; k < one.analysis().bins(); k++) {
        double at = k * one.analysis().binWidth();
        all += re[k];
        if (Math.abs(at - hertz) < 0.12 * hertz) {
          sum += re[k];
          middle += re[k] * at;
        }
      }
      assertEquals(hertz, middle / sum, 0.03 * hertz);
      assertTrue(sum > 0.9 * all, hertz + " Hz has " + sum / all + " of the power");
      assertEquals(0.045, all * one.analysis().binWidth(), 0.02, "mean square of " + hertz + " Hz");
    }
  }

  @Test
  void knownSound_hasNearlyTheSpectrogramItHad() {
    Plane was = mel(sound(1000, 0.05));
    Waveform back = new GriffinLim(SPEC, was, RATE, GriffinLim.TURNS).sound();
    Plane is = mel(back);
    assertEquals(was.width(), is.width());
    double sum = 0;
    for (int i = 0; i < was.values().length; i++) {
      sum += Math.abs(was.values()[i] - is.values()[i]) / was.values().length;
    }
    assertTrue(sum < 0.15, "differs by " + sum + " bels in the mean");
  }

  @Test
  void silence_staysSilent() {
    Waveform back = new GriffinLim(SPEC, mel(sound(0, 0)), RATE, 3).sound();
    for (float sample : back.samples()) {
      assertEquals(0, sample, 1e-6);
    }
  }

  @Test
  void otherBands_areRefused() {
    Plane plane = new Plane(3, 4, new float[12]);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new GriffinLim(SPEC, plane, RATE, 5));
    assertEquals("expected 64 bands and at least 1 turn: were 3 and 5", e.getMessage());
  }

  @Test
  void encodedSound_isDecodedAsItWas() throws Exception {
    Waveform sound = sound(500, 0.01);
    Waveform back = new WavDecoder(WavLimits.DEFAULT).decode(WavEncoder.encode(sound));
    assertEquals(RATE, back.rate());
    assertEquals(sound.samples().length, back.samples().length);
    for (int i = 0; i < sound.samples().length; i++) {
      assertEquals(sound.samples()[i], back.samples()[i], 1e-4);
    }
  }
}
