package io.stillwater.model.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.WindowError;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.diffusion.Reconstruction;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.LinearGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bundle with two denoisers, and denoising at σ that it does not score at. */
class OnnxDenoisingTest {
  private static final Sample SAMPLE = Sample.make();
  private static final int DIMENSION = Sample.LENGTH * Sample.CHANNELS;
  private static final LinearGraph LINEAR = new LinearGraph(new NoiseLevels(0.2, 5));
  private static final List<DenoiserGraph> BOTH = List.of(SAMPLE.memory(), LINEAR);
  private static OnnxScorer scorer;

  @BeforeAll
  static void open() throws BundleException {
    List<DenoiserInfo> infos = BOTH.stream().map(DenoiserGraph::info).toList();
    scorer =
        OnnxScorer.open(
            ScoringGraph.build(Sample.LENGTH, SAMPLE.normalisation(), BOTH),
            new ScoringShape(Sample.LENGTH, Sample.CHANNELS, infos),
            SAMPLE.normalisation(),
            new RuntimeOptions(16, 2));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  private static void assertNear(double expected, double seen, String what) {
    assertEquals(expected, seen, 1e-5 * (1 + Math.abs(expected)), what);
  }

  private static double[] doubles(float[] values, int from, int count) {
    double[] some = new double[count];
    Arrays.setAll(some, i -> values[from + i]);
    return some;
  }

  @Test
  void levelsOfTwoDenoisers_standBehindEachOther() {
    Denoiser memory = new MemoryDenoiser(SAMPLE.references());
    Denoiser linear = LinearGraph.oracle(DIMENSION);
    double[] sigmas = {0.1, 0.3, 1, 0.2, 5};
    Window window = SAMPLE.windows(1, 0, new Random(3)).get(0);
    double[] y = doubles(SAMPLE.normalisation().normalise(window), 0, DIMENSION);
    float[] observed = new float[DIMENSION];
    Arrays.fill(observed, 1);
    double[] seen = scorer.errors(List.of(window)).get(0).logLevels();
    assertEquals(sigmas.length, seen.length);
    for (int k = 0; k < sigmas.length; k++) {
      DenoisingError oracle = new DenoisingError(k < 3 ? memory : linear, Parameterisation.EDM);
      double expected = oracle.logOf(y, observed, new double[DIMENSION], sigmas[k]);
      assertNear(expected, seen[k], "level " + k);
    }
  }

  @Test
  void expected_isTheReconstructionByTheNetwork_inTheUnitsOfTheInput() {
    Window window = SAMPLE.windows(1, 0.2, new Random(3)).get(0);
    float[] y = new float[DIMENSION];
    float[] observed = new float[DIMENSION];
    SAMPLE.normalisation().normalise(window, y, observed, 0);
    Noise noise = Noise.of(window.key(), window.endTime());
    double[] clean =
        new Reconstruction(Sample.CHANNELS).of(LinearGraph.oracle(DIMENSION), y, observed, noise);
    double[] seen = scorer.expected(window);
    for (int i = 0; i < DIMENSION; i++) {
      int c = i % Sample.CHANNELS;
      double centre = SAMPLE.normalisation().pooled().centre()[c];
      double scale = SAMPLE.normalisation().pooled().scale()[c];
      assertEquals(clean[i], (seen[i] - centre) / scale, 1e-4, "value " + i);
    }
    assertArrayEquals(seen, scorer.expected(window));
  }

  @Test
  void expected_isTheNetworksWhereItSees_andAnothersBefore() throws BundleException {
    Window window = SAMPLE.windows(1, 0.2, new Random(3)).get(0);
    View newest = new View(2, 1);
    List<DenoiserGraph> graphs =
        List.of(SAMPLE.memory(), new ViewedGraph(newest, Sample.LENGTH, LINEAR));
    List<DenoiserInfo> infos = graphs.stream().map(DenoiserGraph::info).toList();
    float[] values = new float[DIMENSION];
    float[] marks = new float[DIMENSION];
    SAMPLE.normalisation().normalise(window, values, marks, 0);
    float[] y = newest.of(values, Sample.CHANNELS);
    float[] observed = newest.of(marks, Sample.CHANNELS);
    Noise noise = Noise.of(window.key(), window.endTime());
    double[] walked =
        new Reconstruction(Sample.CHANNELS).of(LinearGraph.oracle(y.length), y, observed, noise);
    float[] clean = new float[DIMENSION]; // of the walk alone
    for (int i = 0; i < y.length; i++) {
      clean[DIMENSION - y.length + i] = (float) walked[i];
    }
    double[] newestExpected = SAMPLE.normalisation().inUnits(window, clean);
    try (OnnxScorer scorer =
            OnnxScorer.open(
                ScoringGraph.build(Sample.LENGTH, SAMPLE.normalisation(), graphs),
                new ScoringShape(Sample.LENGTH, Sample.CHANNELS, infos),
                SAMPLE.normalisation(),
                new RuntimeOptions(4, 1));
        OnnxScorer memory = SAMPLE.open(new RuntimeOptions(4, 1))) {
      double[] before = memory.expected(window);
      double[] expected = scorer.expected(window);
      for (int i = 0; i < DIMENSION; i++) {
        boolean seen = i >= DIMENSION - y.length;
        assertNear(seen ? newestExpected[i] : before[i], expected[i], "place " + i);
      }
    }
  }

  @Test
  void denoising_isThatOfThePlainLoopsAtAnySigma() {
    Random random = new Random(4);
    double[] sigmas = {30, 0.7, 2, 80, 0.05};
    int n = 21; // more than a batch
    float[] x = new float[n * DIMENSION];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (40 * random.nextGaussian());
    }
    Denoiser memory = new MemoryDenoiser(SAMPLE.references());
    float[] seen = scorer.denoise(x, n, sigmas);
    assertEquals(n * sigmas.length * DIMENSION, seen.length);
    for (int i = 0; i < n; i++) {
      double[] noisy = doubles(x, i * DIMENSION, DIMENSION);
      for (int k = 0; k < sigmas.length; k++) {
        double[] expected =
            k < 3 ? memory.denoise(noisy, sigmas[k]) : LinearGraph.denoise(noisy, sigmas[k]);
        int at = (i * sigmas.length + k) * DIMENSION;
        for (int j = 0; j < DIMENSION; j++) {
          assertNear(expected[j], seen[at + j], "window " + i + " level " + k + " value " + j);
        }
      }
    }
  }

  @Test
  void denoiserOfABundle_isItsNetwork_orItsMemory() throws BundleException {
    double[] x = new Random(8).doubles(DIMENSION, -3, 3).toArray();
    double[] linear = scorer.denoiser().denoise(x, 1.5);
    assertArrayEquals(LinearGraph.denoise(x, 1.5), linear, 1e-5);
    try (OnnxScorer alone = SAMPLE.open(new RuntimeOptions(4, 1))) {
      assertEquals(DIMENSION, alone.denoiser().dimension());
      double[] expected = new MemoryDenoiser(SAMPLE.references()).denoise(x, 1.5);
      assertArrayEquals(expected, alone.denoiser().denoise(x, 1.5), 1e-5);
      double[] two = Arrays.copyOf(x, 2 * DIMENSION);
      double[] both = alone.denoiser().denoiseAll(two, 1.5);
      assertArrayEquals(expected, Arrays.copyOf(both, DIMENSION), 1e-5);
      double[] ofZeros =
          new MemoryDenoiser(SAMPLE.references()).denoise(new double[DIMENSION], 1.5);
      assertArrayEquals(ofZeros, Arrays.copyOfRange(both, DIMENSION, 2 * DIMENSION), 1e-5);
    }
  }

  @Test
  void scoring_isTheSameBeforeAndAfterDenoising() {
    List<Window> windows = SAMPLE.windows(7, 0.1, new Random(6));
    List<WindowError> before = scorer.errors(windows);
    scorer.denoise(new float[3 * DIMENSION], 3, new double[] {9, 9, 9, 9, 9});
    List<WindowError> after = scorer.errors(windows);
    for (int i = 0; i < windows.size(); i++) {
      assertArrayEquals(before.get(i).logLevels(), after.get(i).logLevels());
    }
  }

  @Test
  void argumentsThatDoNotFit_areRefusedWithWhatWasExpected() {
    double[] sigmas = {1, 1, 1, 1, 1};
    String values = refusal(new float[5], 1, sigmas);
    assertTrue(values.contains("1 windows of 24 values are needed: were 5"), values);
    String levels = refusal(new float[DIMENSION], 1, new double[] {1});
    assertTrue(levels.contains("each of 5 levels: were [1.0]"), levels);
    String zero = refusal(new float[DIMENSION], 1, new double[] {1, 1, 1, 0, 1});
    assertTrue(zero.contains("a σ above 0"), zero);
  }

  private static String refusal(float[] x, int n, double[] sigmas) {
    return assertThrows(IllegalArgumentException.class, () -> scorer.denoise(x, n, sigmas))
        .getMessage();
  }
}
