package io.stillwater.model.cut;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.sound.LogMel;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a fast transform in double precision, which says the same thing another way. */
class SpectrogramRunTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(4, 1);

  /** What the last digit of a number in single precision is worth at -16 bels. */
  private static final float TOLERANCE = 2e-6f;

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1500, 2000, 2400, 4000, 4800, 5512, 8000, 11_025, 12_000, 15_999, 16_000,
        16_001, 22_050, 24_000, 32_000, 37_800, 44_100, 48_000, 64_000, 88_200, 96_000, 176_400,
        192_000
      })
  void everyRate_isThatOfTheFastTransform(int rate) throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.of(rate);
    Random random = new Random(rate);
    double pitch = spec.high() / 3;
    try (SpectrogramRun run = SpectrogramRun.open(spec, rate, OPTIONS)) {
      double least = 1e9;
      double most = -1e9;
      for (IntToDoubleFunction sound :
          List.<IntToDoubleFunction>of(
              i -> 0.1 * random.nextGaussian(),
              i -> Math.sin(2 * Math.PI * pitch * i / rate), // alone: all other bands are leakage
              i -> i % 997 == 0 ? 1 : 0,
              i -> 0.7 + 1e-6 * random.nextGaussian(),
              i -> 0)) {
        Waveform clip = clip(sound, rate, (int) (0.7 * rate));
        Plane expected = new LogMel(spec, rate).of(clip);
        assertSame(expected, run.of(clip));
        for (float bels : expected.values()) {
          least = Math.min(least, bels);
          most = Math.max(most, bels);
        }
      }
      assertTrue(most - least > 9, "loud beside silent: " + least + " to " + most);
    }
  }

  /** No floor hides what is quiet: what leaks is told far below single precision. */
  @Test
  void quietBandsBesideALoudTone_keepTheirDigits() throws Exception {
    SpectrogramSpec spec = new SpectrogramSpec(0.032, 0.016, 64, 50, 7800, 1e-30);
    Waveform tone = clip(i -> Math.sin(2 * Math.PI * 1000 * i / 16_000), 16_000, 16_000);
    Plane expected = new LogMel(spec, 16_000).of(tone);
    double least = 1e9;
    for (float bels : expected.values()) {
      least = Math.min(least, bels);
    }
    assertTrue(least < -16, "the quietest: " + least);
    try (SpectrogramRun run = SpectrogramRun.open(spec, 16_000, OPTIONS)) {
      assertArrayEquals(expected.values(), run.of(tone).values(), 0.01f);
    }
  }

  @Test
  void whiteNoise_isTwiceItsVarianceOverTheRate_andAToneHalfItsAmplitudeSquared() throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.DEFAULT;
    Random random = new Random(3);
    try (SpectrogramRun run = SpectrogramRun.open(spec, 16_000, OPTIONS)) {
      Plane noise = run.of(clip(i -> 0.1 * random.nextGaussian(), 16_000, 320_000));
      for (int b = 0; b < noise.height(); b++) {
        double mean = 0;
        for (int c = 0; c < noise.width(); c++) {
          mean += Math.pow(10, noise.at(b, c)) / noise.width();
        }
        // 1,249 columns, half of them independent, of one bin at least: a standard error of 4 %.
        assertEquals(1, mean / (2 * 0.01 / 16_000), 0.16, "band " + b);
      }
      Plane one = run.of(clip(i -> 0.6 * Math.sin(2 * Math.PI * i / 16), 16_000, 16_000));
      Plane two = run.of(clip(i -> 1.2 * Math.sin(2 * Math.PI * i / 16), 16_000, 16_000));
      int loudest = 0;
      for (int b = 0; b < one.height(); b++) {
        loudest = one.at(b, 10) > one.at(loudest, 10) ? b : loudest;
      }
      assertTrue(spec.lowEnd(loudest) < 1000 && spec.highEnd(loudest) > 1000, "band " + loudest);
      assertEquals(Math.log10(4), two.at(loudest, 10) - one.at(loudest, 10), 1e-5);
    }
  }

  /** One sample, less than a window, a window, one more hop, and not quite. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 1410, 1411, 1412, 2115, 2116, 2117, 2118, 5000})
  void shortClips_areContinuedBySilence(int samples) throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.of(44_100); // hops of 705.6 samples
    Random random = new Random(samples);
    Waveform clip = clip(i -> random.nextGaussian(), 44_100, samples);
    try (SpectrogramRun run = SpectrogramRun.open(spec, 44_100, OPTIONS)) {
      Plane found = run.of(clip);
      assertSame(new LogMel(spec, 44_100).of(clip), found);
      assertEquals(samples < 2117 ? 1 : samples < 5000 ? 2 : 6, found.width());
    }
  }

  /** Beyond full scale, as floats in files may be. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 1e4, 1e20, 1e38})
  void anyLoudness_isThatOfTheFastTransform(double loudness) throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.DEFAULT;
    Random random = new Random(1);
    Waveform clip = clip(i -> loudness * Math.tanh(random.nextGaussian()), 16_000, 3000);
    try (SpectrogramRun run = SpectrogramRun.open(spec, 16_000, OPTIONS)) {
      assertArrayEquals(new LogMel(spec, 16_000).of(clip).values(), run.of(clip).values(), 1e-5f);
    }
  }

  /** Strips end where they do for memory's sake, and nothing else may come of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5000, 20_000})
  void strips_areTheWhole(int numbers) throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.DEFAULT;
    Random random = new Random(8);
    Waveform clip = clip(i -> 0.1 * random.nextGaussian(), 16_000, 40_000);
    try (SpectrogramRun whole = SpectrogramRun.open(spec, 16_000, OPTIONS);
        SpectrogramRun strips = SpectrogramRun.open(spec, 16_000, numbers, OPTIONS)) {
      assertArrayEquals(whole.of(clip).values(), strips.of(clip).values(), 0);
    }
  }

  @Test
  void soundOfEachRate_isTakenAsItComesWhereTheCutHasNone() throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.DEFAULT;
    int before = OpenSession.alive().size();
    try (SoundRun run = SoundRun.open(new SoundCut(spec, 8, 0), OPTIONS)) {
      for (int rate : new int[] {44_100, 16_000, 16_000, 15_600, 44_100}) {
        Random random = new Random(rate);
        Waveform clip = clip(i -> 0.2 * random.nextGaussian(), rate, rate / 2);
        assertSame(new LogMel(spec, rate).of(clip), run.spectrogram(clip));
        assertEquals(before + 1, OpenSession.alive().size());
      }
    }
    assertEquals(before, OpenSession.alive().size());
  }

  /** Each thread has sounds of another rate, for which the graph is made anew meanwhile. */
  @Test
  void severalThreads_getEachItsOwnRate() throws Exception {
    SpectrogramSpec spec = SpectrogramSpec.DEFAULT;
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (SoundRun run = SoundRun.open(new SoundCut(spec, 8, 0), OPTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int rate : new int[] {16_000, 22_050, 24_000}) {
        Waveform clip = clip(i -> Math.sin(i * i), rate, rate / 4);
        Plane expected = new LogMel(spec, rate).of(clip);
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    assertSame(expected, run.spectrogram(clip));
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void requiredProvider_isRequiredOfTheSpectrogramToo() {
    ProviderChoice ninetyNinth = new ProviderChoice(ProviderChoice.Wanted.CUDA, true, 99, 0, false);
    int before = OpenSession.alive().size();
    BundleException e =
        assertThrows(
            BundleException.class,
            () -> SoundRun.open(SoundCut.of(16_000), OPTIONS.with(ninetyNinth)));
    assertTrue(e.getMessage().contains("cuda is required"), e.getMessage());
    assertEquals(before, OpenSession.alive().size());
  }

  @Test
  void cutAsItIsWritten_mustBeOpened_andIsClosedForGood() throws Exception {
    SoundCut cut = SoundCut.of(2000);
    byte[] file = WavFiles.pcm16(new float[2000], 2000);
    assertThrows(IllegalStateException.class, () -> cut.readings(file));
    int before = OpenSession.alive().size();
    SoundRun run = SoundRun.open(cut, OPTIONS);
    assertEquals(before + 1, OpenSession.alive().size());
    assertEquals(cut.channels(), run.channels());
    assertEquals(cut.toString(), run.toString());
    assertEquals(21, run.readings(file).size());
    run.close();
    run.close();
    assertEquals(before, OpenSession.alive().size());
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> run.readings(file));
    assertTrue(e.getMessage().contains("is closed"), e.getMessage());
  }

  @Test
  void whatNoGraphCanBeMadeOf_isRefused() throws Exception {
    SpectrogramSpec endless = new SpectrogramSpec(10, 5, 1024, 50, 7800, 1e-13);
    BundleException e =
        assertThrows(
            BundleException.class, () -> SoundRun.open(new SoundCut(endless, 8, 192_000), OPTIONS));
    assertTrue(e.getMessage().contains("too long"), e.getMessage());
    // A hop of one sample at the rate that is awaited, and of less at the lowest that is borne.
    SpectrogramSpec fine = new SpectrogramSpec(0.032, 1 / 15_900.0, 64, 50, 7000, 1e-13);
    try (SoundRun run = SoundRun.open(new SoundCut(fine, 8, 0), OPTIONS)) {
      assertFalse(run.readings(WavFiles.pcm16(new float[600], 16_000)).isEmpty());
      byte[] slow = WavFiles.pcm16(new float[600], 14_000);
      assertThrows(UndecodableEvent.class, () -> run.readings(slow));
    }
  }

  private static void assertSame(Plane expected, Plane found) {
    assertEquals(expected.height(), found.height());
    assertEquals(expected.width(), found.width());
    assertArrayEquals(expected.values(), found.values(), TOLERANCE);
  }

  private static Waveform clip(IntToDoubleFunction sound, int rate, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) sound.applyAsDouble(i);
    }
    return new Waveform(samples, rate, (double) length / rate);
  }
}
