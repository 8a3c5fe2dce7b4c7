package io.stillwater.model.cut;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sounds of any rate: the range follows from it, and the numbers do not. */
class SoundCutTest {
  private static final int[] RATES = {
    1000, 1001, 1500, 2000, 2400, 4000, 4800, 8000, 11_025, 12_000, 15_999, 16_000, 16_001, 22_050,
    24_000, 32_000, 37_800, 44_100, 48_000, 64_000, 88_200, 96_000, 176_400, 192_000
  };

  private final List<SoundRun> opened = new ArrayList<>();

  private SoundRun open(SoundCut cut) throws BundleException {
    SoundRun run = SoundRun.open(cut, new RuntimeOptions(4, 1));
    opened.add(run);
    return run;
  }

  @AfterEach
  void close() {
    opened.forEach(SoundRun::close);
  }

  @Test
  void everyRate_hasARangeThatFitsIt() {
    for (int rate : RATES) {
      SpectrogramSpec spec = SoundCut.of(rate).spectrogram();
      assertEquals(0.4875 * rate, spec.high(), 1e-6 * rate, "up to where recorders fade out");
      assertTrue(spec.low() <= 50 && spec.low() >= 10, rate + ": " + spec);
      assertTrue(spec.low() * spec.window() > 1.5, "a period and a half of the lowest: " + spec);
      assertTrue(spec.window() * rate >= 100, "samples enough for the bands: " + spec);
      double seconds = spec.hop() * (SoundCut.of(rate).columns() - 1) + spec.window();
      assertTrue(seconds >= 0.14 && seconds <= 1, rate + ": windows of " + seconds + " s");
    }
    assertEquals(SpectrogramSpec.DEFAULT, SoundCut.of(16_000).spectrogram());
    assertTrue(SoundCut.of(2000).spectrogram().low() <= 20);
  }

  /** A band without a bin of its own would hear what its neighbour hears, or nothing. */
  @Test
  void everyBandOfEveryRate_hearsATone_andLoudestTheOneAtItsMiddle() throws Exception {
    for (int rate : RATES) {
      SpectrogramSpec spec = SoundCut.of(rate).spectrogram();
      SoundRun cut = open(SoundCut.of(rate));
      for (int b = 0; b < spec.bands(); b++) {
        double hertz = (spec.lowEnd(b) + spec.highEnd(b)) / 2;
        Waveform sound = sound(t -> 0.5 * Math.cos(2 * Math.PI * hertz * t), rate, spec.window());
        Plane plane = cut.spectrogram(sound);
        int loudest = 0;
        for (int other = 0; other < spec.bands(); other++) {
          loudest = plane.at(other, 0) > plane.at(loudest, 0) ? other : loudest;
        }
        assertEquals(b, loudest, 1, rate + " Hz, a tone of " + hertz + " Hz");
        // The tone's power over the width of the window's main lobe or of the band, about.
        double width = Math.max(4 / spec.window(), spec.highEnd(b) - spec.lowEnd(b));
        assertEquals(Math.log10(0.125 / width), plane.at(b, 0), 0.6, rate + " Hz, band " + b);
      }
    }
  }

  /** The same function of time looked at 1.95 to 24 times as often as its highest pitch. */
  @ParameterizedTest
  @ValueSource(ints = {15_700, 16_001, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000})
  void sameSound_hasTheSameSpectrogramAtEveryRate(int rate) throws Exception {
    SoundRun cut = open(SoundCut.of(16_000));
    DoubleUnaryOperator chord = chord(7700);
    Plane expected = cut.spectrogram(sound(chord, 16_000, 0.5));
    Plane found = cut.spectrogram(sound(chord, rate, 0.5));
    // The filter sees silence before and after: columns at the ends differ.
    assertAlike(expected, found, 0.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 5512, 8000, 44_100, 192_000})
  void sameSlowSound_hasTheSameSpectrogramAtEveryRate(int rate) throws Exception {
    SoundRun cut = open(SoundCut.of(2000));
    DoubleUnaryOperator chord = chord(960);
    assertAlike(
        cut.spectrogram(sound(chord, 2000, 2)), cut.spectrogram(sound(chord, rate, 2)), 0.01);
  }

  /** Bats above a hum: what a fast recorder hears beyond the range must not fold into it. */
  @Test
  void whatIsAboveTheRange_changesNothing() throws Exception {
    SoundRun cut = open(SoundCut.of(16_000));
    DoubleUnaryOperator hum = chord(7700);
    Plane alone = cut.spectrogram(sound(hum, 96_000, 0.5));
    Plane bats =
        cut.spectrogram(
            sound(
                t ->
                    hum.applyAsDouble(t)
                        + 0.5 * Math.sin(2 * Math.PI * 15_000 * t)
                        + 0.5 * Math.sin(2 * Math.PI * 41_000 * t),
                96_000,
                0.5));
    assertAlike(alone, bats, 0.01);
  }

  @Test
  void louderSound_differsInItsLoudnessOnly() throws Exception {
    SoundRun cut = open(SoundCut.of(4000));
    DoubleUnaryOperator chord = chord(1900);
    List<double[]> one = cut.readings(wav(t -> 0.1 * chord.applyAsDouble(t), 4000, 0.25));
    List<double[]> four = cut.readings(wav(t -> 0.4 * chord.applyAsDouble(t), 4000, 0.25));
    int loudness = cut.channels().indexOf("loudness");
    assertEquals(cut.described().spectrogram().bands(), loudness);
    for (int c = 0; c < one.size(); c++) {
      assertEquals(Math.log10(16), four.get(c)[loudness] - one.get(c)[loudness], 0.01);
      for (int b = 0; b < loudness; b++) {
        assertEquals(one.get(c)[b], four.get(c)[b], 0.03, "column " + c + ", band " + b);
      }
    }
  }

  @Test
  void readings_areTheSpectrogramLessItsMedian_andGiveItBack() throws Exception {
    SoundRun cut = open(SoundCut.of(4000));
    Random random = new Random(3);
    float[] samples = new float[4000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.round(3000 * random.nextGaussian()) / 32767f;
    }
    Plane spectrogram = cut.spectrogram(new Waveform(samples, 4000, 1));
    List<double[]> readings = cut.readings(WavFiles.pcm16(samples, 4000));
    int channels = cut.channels().size();
    float[] flat = new float[channels * readings.size()];
    int below = 0;
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) readings.get(i % readings.size())[i / readings.size()];
      below += i / readings.size() < channels - 1 && flat[i] < 0 ? 1 : 0;
    }
    assertEquals((channels - 1) * readings.size() / 2.0, below, 1);
    Plane back = cut.described().spectrogram(new Plane(channels, readings.size(), flat));
    // A file's samples are thirds of a millionth off.
    assertArrayEquals(spectrogram.values(), back.values(), 1e-3f);
  }

  @Test
  void soundTooSlowForTheRange_isToldWhatToDo() throws Exception {
    SoundRun cut = open(SoundCut.of(16_000));
    byte[] slow = wav(chord(900), 8000, 0.25);
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> cut.readings(slow));
    assertEquals(
        "the sound has 8,000 samples a second and nothing above 4,000 Hz, the bundle listens up to"
            + " 7,800 Hz: record with at least 15,600 samples a second, or train with sounds of this"
            + " rate",
        e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new SoundCut(SpectrogramSpec.DEFAULT, 8, 15_599));
  }

  /** What bundles of before hear is what they heard: loudness in the bands, at any rate. */
  @Test
  void formWithoutRate_isTheSpectrogramAsItCame() throws Exception {
    SoundRun before = open(new SoundCut(SpectrogramSpec.DEFAULT, 8, 0));
    List<double[]> then = before.readings(wav(chord(7700), 16_000, 0.5));
    List<double[]> now = open(SoundCut.of(16_000)).readings(wav(chord(7700), 16_000, 0.5));
    assertEquals(64, before.channels().size());
    for (int c = 0; c < then.size(); c++) {
      for (int b = 0; b < 64; b++) {
        assertEquals(then.get(c)[b], now.get(c)[b] + now.get(c)[64], 1e-9);
      }
    }
    // Taken as it comes, the same sound has other numbers: what bringing it to one rate is for.
    Plane slow = before.spectrogram(sound(chord(7700), 16_000, 0.5));
    Plane fast = before.spectrogram(sound(chord(7700), 44_100, 0.5));
    double worst = 0;
    for (int b = 0; b < 64; b++) {
      worst = Math.max(worst, Math.abs(slow.at(b, 10) - fast.at(b, 10)));
    }
    assertTrue(worst > 0.1, "differs by " + worst + " bels");
  }

  private static void assertAlike(Plane expected, Plane found, double tolerance) {
    assertEquals(expected.width(), found.width(), 1);
    int edge = 2;
    double worst = 0;
    for (int c = edge; c < Math.min(expected.width(), found.width()) - edge; c++) {
      for (int b = 0; b < expected.height(); b++) {
        worst = Math.max(worst, Math.abs(expected.at(b, c) - found.at(b, c)));
      }
    }
    assertTrue(expected.width() > 3 * edge);
    assertEquals(0, worst, tolerance);
  }

  /** Sixty tones from 30 Hz on, so near each other that every band has some. */
  private static DoubleUnaryOperator chord(double high) {
    Random random = new Random(5);
    double[] hertz = new double[60];
    double[] phases = new double[60];
    for (int i = 0; i < hertz.length; i++) {
      hertz[i] = 30 * Math.pow(high / 30, i / 59.0);
      phases[i] = 6 * random.nextDouble();
    }
    return t -> {
      double sum = 0;
      for (int i = 0; i < hertz.length; i++) {
        sum += 0.02 * Math.cos(2 * Math.PI * hertz[i] * t + phases[i]);
      }
      return sum;
    };
  }

  private static Waveform sound(DoubleUnaryOperator function, int rate, double seconds) {
    float[] samples = new float[(int) Math.round(rate * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) function.applyAsDouble((double) i / rate);
    }
    return new Waveform(samples, rate, seconds);
  }

  private static byte[] wav(DoubleUnaryOperator function, int rate, double seconds) {
    return WavFiles.pcm16(sound(function, rate, seconds).samples(), rate);
  }

  @Test
  void toneInTheLastThird_changesNothingBefore() throws Exception {
    SoundRun cut = open(SoundCut.of(16_000));
    Random random = new Random(8);
    float[] samples = new float[24_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.02 * random.nextGaussian());
    }
    List<double[]> quiet = cut.readings(WavFiles.pcm16(samples, 16_000));
    for (int i = 16_000; i < samples.length; i++) {
      samples[i] += (float) (0.5 * Math.sin(2 * Math.PI * 2600 * i / 16_000));
    }
    List<double[]> with = cut.readings(WavFiles.pcm16(samples, 16_000));
    for (int c = 0; c < 50; c++) {
      assertArrayEquals(quiet.get(c), with.get(c), 0.05, "column " + c);
    }
  }
}
