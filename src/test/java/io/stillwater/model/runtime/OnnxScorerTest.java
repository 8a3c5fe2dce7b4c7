package io.stillwater.model.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.WindowError;
import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.GaussianGraph;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxScorerTest {
  private static final Sample SAMPLE = Sample.make();
  private static OnnxScorer scorer;

  @BeforeAll
  static void open() throws BundleException {
    scorer = SAMPLE.open(new RuntimeOptions(64, 2));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  private static List<Window> windows(int count, double missing) {
    return SAMPLE.windows(count, missing, new Random(5));
  }

  private static float[] observed(Window window) {
    RawBatch raw = new RawBatch(1, window.length(), window.channels());
    SAMPLE.normalisation().write(window, raw, 0);
    return raw.observed();
  }

  private static double[] asDoubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Test
  void logErrors_areThoseOfThePlainLoops() {
    DenoisingError oracle =
        new DenoisingError(new MemoryDenoiser(SAMPLE.references()), Parameterisation.EDM);
    List<Window> windows = windows(37, 0.2);
    List<WindowError> errors = scorer.errors(windows);
    for (int i = 0; i < windows.size(); i++) {
      double[] y = asDoubles(SAMPLE.normalisation().normalise(windows.get(i)));
      float[] observed = observed(windows.get(i));
      for (int k = 0; k < SAMPLE.levels().count(); k++) {
        double expected = oracle.logOf(y, observed, new double[y.length], SAMPLE.levels().sigma(k));
        double seen = errors.get(i).logLevels()[k];
        assertEquals(
            expected, seen, 1e-5 * (1 + Math.abs(expected)), "window " + i + " level " + k);
      }
    }
  }

  @Test
  void referencesThemselves_scoreTheSameAsInThePlainLoops() {
    DenoisingError oracle =
        new DenoisingError(new MemoryDenoiser(SAMPLE.references()), Parameterisation.EDM);
    List<Window> known = SAMPLE.referenceWindows().subList(0, 50);
    List<WindowError> errors = scorer.errors(known);
    for (int i = 0; i < known.size(); i++) {
      double[] y = asDoubles(SAMPLE.normalisation().normalise(known.get(i)));
      for (int k = 0; k < SAMPLE.levels().count(); k++) {
        double expected =
            oracle.logOf(y, observed(known.get(i)), new double[y.length], SAMPLE.levels().sigma(k));
        double seen = errors.get(i).logLevels()[k];
        assertEquals(
            expected, seen, 1e-5 * (1 + Math.abs(expected)), "window " + i + " level " + k);
      }
    }
  }

  @Test
  void channelErrors_areSumsOfTheWeightedSquares() {
    MemoryDenoiser denoiser = new MemoryDenoiser(SAMPLE.references());
    Window window = windows(1, 0.3).get(0);
    double[] y = asDoubles(SAMPLE.normalisation().normalise(window));
    float[] observed = observed(window);
    double[] expected = new double[Sample.CHANNELS];
    for (double sigma : SAMPLE.levels().sigmas()) {
      double[] clean = denoiser.denoise(y, sigma);
      for (int i = 0; i < y.length; i++) {
        double square = (y[i] - clean[i]) * (y[i] - clean[i]);
        expected[i % Sample.CHANNELS] += Parameterisation.EDM.weight(sigma) * observed[i] * square;
      }
    }
    double[] seen = scorer.errors(List.of(window)).get(0).channels();
    for (int c = 0; c < expected.length; c++) {
      assertEquals(expected[c], seen[c], 1e-5 * (1 + expected[c]));
    }
  }

  @Test
  void expected_isTheDenoisedWindowInTheUnitsOfTheInput() {
    Window window = windows(1, 0).get(0);
    Normalisation normalisation = SAMPLE.normalisation();
    double[] y = asDoubles(normalisation.normalise(window));
    double[] clean = new MemoryDenoiser(SAMPLE.references()).denoise(y, SAMPLE.levels().sigma(1));
    double[] seen = scorer.expected(window);
    for (int i = 0; i < y.length; i++) {
      int c = i % Sample.CHANNELS;
      double value =
          clean[i] * normalisation.pooled().scale()[c] + normalisation.pooled().centre()[c];
      assertEquals(value, seen[i], 1e-5 * (1 + Math.abs(value)));
    }
  }

  @Test
  void sameWindow_getsTheSameBitsInAnyBatchAtAnyPlace() {
    requireSameBits(scorer, windows(150, 0.1));
  }

  /** As bundles have it by default: two views, two kinds, products in single precision. */
  @Test
  void sameWindowOfALongBundle_getsTheSameBitsOfAnyThread() throws BundleException {
    int length = 64;
    int channels = 8;
    Random random = new Random(6);
    List<Window> windows = new ArrayList<>();
    LevelFitter fitter = new LevelFitter(Preprocessing.DEFAULT, channels);
    for (int i = 0; i < 150; i++) {
      Reading[] rows = new Reading[length];
      for (int r = 0; r < length; r++) {
        double[] values = random.doubles(channels, -2, 2).toArray();
        rows[r] = Reading.ofRow("k", r, values, r);
      }
      windows.add(new Window(rows, 0));
      fitter.add(windows.get(i));
    }
    Normalisation normalisation = fitter.fit();
    List<DenoiserGraph> graphs = new ArrayList<>();
    for (View view : View.scales(length)) {
      float[][] references = new float[300][];
      float[] directions = new float[128 * 4];
      for (int i = 0; i < references.length; i++) {
        references[i] = floats(random.doubles(128, -2, 2).toArray());
      }
      for (int i = 0; i < directions.length; i++) {
        directions[i] = i % 4 == i / 4 ? 1 : 0;
      }
      graphs.add(
          new ViewedGraph(view, length, new MemoryGraph(references, new NoiseLevels(0.6, 1.2, 3))));
      GaussianGraph gaussian =
          new GaussianGraph(
              new float[128], directions, new float[] {4, 3, 2, 1}, 0.5, new NoiseLevels(0.1, 1));
      graphs.add(new ViewedGraph(view, length, gaussian));
    }
    byte[] model = ScoringGraph.carried(length, normalisation, graphs);
    assertTrue(new String(model, ISO_8859_1).contains("Gemm"), "in single precision");
    ScoringShape shape =
        new ScoringShape(length, channels, graphs.stream().map(DenoiserGraph::info).toList());
    try (OnnxScorer three =
        OnnxScorer.open(model, shape, normalisation, new RuntimeOptions(64, 3))) {
      requireSameBits(three, windows);
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Scores windows alone, and in batches of many sizes and orders. */
  private static void requireSameBits(OnnxScorer scorer, List<Window> windows) {
    List<WindowError> alone = new ArrayList<>();
    for (Window window : windows) {
      alone.addAll(scorer.errors(List.of(window)));
    }
    for (int size : new int[] {2, 3, 4, 5, 7, 8, 13, 16, 31, 32, 50, 64, 100, 150}) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, 150).boxed().toList());
      Collections.shuffle(order, new Random(size));
      List<WindowError> batch =
          scorer.errors(order.subList(0, size).stream().map(windows::get).toList());
      for (int i = 0; i < size; i++) {
        WindowError one = alone.get(order.get(i));
        assertArrayEquals(one.logLevels(), batch.get(i).logLevels(), "batch of " + size);
        assertArrayEquals(one.channels(), batch.get(i).channels(), "batch of " + size);
      }
    }
  }

  @Test
  void valuesThatAreNotNumbers_neverGiveScoresThatAreNot() {
    double[] strange = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_VALUE,
      0
    };
    List<Window> windows = new ArrayList<>();
    for (double value : strange) {
      Reading[] rows = new Reading[Sample.LENGTH];
      for (int r = 0; r < rows.length; r++) {
        double[] values = new double[Sample.CHANNELS];
        java.util.Arrays.fill(values, value);
        rows[r] = Reading.ofRow("k", r, values, r);
      }
      windows.add(new Window(rows, 0));
    }
    for (WindowError error : scorer.errors(windows)) {
      for (double log : error.logLevels()) {
        assertTrue(Double.isFinite(log), "log error was " + log);
      }
      for (double channel : error.channels()) {
        assertTrue(Double.isFinite(channel) && channel >= 0, "channel error was " + channel);
      }
    }
    for (double value : scorer.expected(windows.get(1))) {
      assertTrue(Double.isFinite(value));
    }
  }

  @Test
  void carriedValues_doNotCount() {
    Window window = windows(1, 0).get(0);
    Window missing = SAMPLE.withoutChannel(window, 0);
    assertEquals(0, scorer.errors(List.of(missing)).get(0).channels()[0]);
    assertTrue(scorer.errors(List.of(window)).get(0).channels()[0] > 0);
  }

  @Test
  void severalThreads_getWhatOneWouldGet() {
    List<Window> windows = windows(40, 0.1);
    List<WindowError> expected = scorer.errors(windows);
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i ->
                assertArrayEquals(
                    expected.get(i).logLevels(),
                    scorer.errors(List.of(windows.get(i))).get(0).logLevels()));
  }

  @Test
  void keysWithLevelsOfTheirOwn_areNormalisedInTheGraphAsOutsideIt() throws BundleException {
    double[] centre = {100, 0, -5, 7};
    double[] scale = {15, 0.02, 1, 0.007};
    Level own = new Level(new double[] {90, 0.01, -4, 7}, new double[] {5, 0.01, 3, 0.007});
    Normalisation normalisation =
        new Normalisation(
            Preprocessing.DEFAULT.with(Normalisation.Mode.KEY),
            new Level(centre, scale),
            new boolean[] {false, false, false, true},
            Map.of("other", own));
    byte[] model = ScoringGraph.carried(Sample.LENGTH, normalisation, List.of(SAMPLE.memory()));
    DenoisingError oracle =
        new DenoisingError(new MemoryDenoiser(SAMPLE.references()), Parameterisation.EDM);
    Window unknown = windows(1, 0).get(0);
    Window known = SAMPLE.withKey(unknown, "other");
    RuntimeOptions options = new RuntimeOptions(4, 1);
    try (OnnxScorer keyed = OnnxScorer.open(model, SAMPLE.shape(), normalisation, options)) {
      List<WindowError> errors = keyed.errors(List.of(unknown, known));
      for (int i = 0; i < 2; i++) {
        double[] y = asDoubles(normalisation.normalise(i == 0 ? unknown : known));
        double expected = oracle.logOf(y, observed(unknown), new double[y.length], 0.1);
        assertEquals(expected, errors.get(i).logLevels()[0], 1e-5 * (1 + Math.abs(expected)));
      }
      assertTrue(errors.get(0).logLevels()[0] != errors.get(1).logLevels()[0]);
    }
  }

  /** In any lane: what is thrown is the same, and nothing runs on or is left behind. */
  @Test
  void windowThatCannotBeScored_failsItsBatchAlone() throws BundleException {
    List<Window> windows = windows(60, 0);
    Reading[] many = new Reading[3 * Sample.LENGTH];
    for (int r = 0; r < many.length; r++) {
      many[r] = Reading.ofRow("k", r, new double[Sample.CHANNELS], r);
    }
    Window tooLong = new Window(many, 0);
    try (OnnxScorer one = SAMPLE.open(new RuntimeOptions(64, 1));
        OnnxScorer three = SAMPLE.open(new RuntimeOptions(64, 3))) {
      List<WindowError> expected = one.errors(windows);
      for (int place : new int[] {0, 30, 59}) {
        List<Window> broken = new ArrayList<>(windows);
        broken.set(place, tooLong);
        RuntimeException alone = assertThrows(RuntimeException.class, () -> one.errors(broken));
        assertThrowsExactly(alone.getClass(), () -> three.errors(broken));
        List<WindowError> after = three.errors(windows);
        for (int i = 0; i < windows.size(); i++) {
          assertArrayEquals(expected.get(i).logLevels(), after.get(i).logLevels());
        }
      }
    }
  }

  @Test
  void noWindows_giveNoErrors() {
    assertEquals(List.of(), scorer.errors(List.of()));
  }

  @Test
  void closedScorer_saysSo() throws BundleException {
    OnnxScorer closed = SAMPLE.open(new RuntimeOptions(4, 1));
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.errors(windows(1, 0)));
  }

  @Test
  void modelOfAnotherShape_isRefusedWithBothShapes() {
    ScoringShape wide =
        new ScoringShape(Sample.LENGTH, Sample.CHANNELS + 1, SAMPLE.shape().denoisers());
    String message =
        assertThrows(
                BundleException.class,
                () ->
                    OnnxScorer.open(
                        SAMPLE.model(), wide, SAMPLE.normalisation(), new RuntimeOptions(4, 1)))
            .getMessage();
    assertTrue(message.contains("[-1, 6, 4]") && message.contains("[-1, 6, 5]"), message);
  }
}
