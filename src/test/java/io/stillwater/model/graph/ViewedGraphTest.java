package io.stillwater.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.WindowError;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.event.Reading;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.model.runtime.Sample;
import io.stillwater.window.Window;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views of windows of 6 readings and 4 channels, in the graph and in plain loops. */
class ViewedGraphTest {
  private static final Sample SAMPLE = Sample.make();
  private static final int LENGTH = Sample.LENGTH;
  private static final int CHANNELS = Sample.CHANNELS;
  private static final int DIMENSION = LENGTH * CHANNELS;
  private static final double[] SIGMAS = {0.2, 0.5, 1.5};

  static Stream<View> views() {
    return Stream.of(
        new View(6, 1), // whole
        new View(2, 1), // the newest two
        new View(3, 2), // means over all
        new View(1, 6), // one mean
        new View(1, 4), // means, and two readings that are not seen
        new View(2, 2));
  }

  /** The windows of the sample as they are seen, by the definition. */
  private static float[][] references(View view) {
    float[][] whole = SAMPLE.references();
    float[][] seen = new float[whole.length][];
    for (int i = 0; i < whole.length; i++) {
      double[] means = means(doubles(whole[i]), view);
      seen[i] = new float[means.length];
      for (int j = 0; j < means.length; j++) {
        seen[i][j] = (float) means[j];
      }
    }
    return seen;
  }

  private static double[] means(double[] window, View view) {
    double[] means = new double[view.tokens() * CHANNELS];
    int first = LENGTH - view.tokens() * view.group();
    for (int token = 0; token < view.tokens(); token++) {
      for (int c = 0; c < CHANNELS; c++) {
        double sum = 0;
        for (int r = 0; r < view.group(); r++) {
          sum += window[(first + token * view.group() + r) * CHANNELS + c];
        }
        means[token * CHANNELS + c] = sum / view.group();
      }
    }
    return means;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** What the graph should do: corrections of the means, the same for every reading of a mean. */
  private record Naive(View view, Denoiser of) implements Denoiser {
    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public double[] denoise(double[] x, double sigma) {
      double[] seen = means(x, view);
      double[] clean = of.denoise(seen, sigma);
      double[] whole = x.clone();
      for (int r = 0; r < LENGTH; r++) {
        int fromEnd = LENGTH - 1 - r;
        int token = view.tokens() - 1 - fromEnd / view.group();
        for (int c = 0; token >= 0 && c < CHANNELS; c++) {
          whole[r * CHANNELS + c] += clean[token * CHANNELS + c] - seen[token * CHANNELS + c];
        }
      }
      return whole;
    }
  }

  private static DenoiserGraph graph(View view) {
    return new ViewedGraph(
        view, LENGTH, new MemoryGraph(references(view), new NoiseLevels(SIGMAS)));
  }

  private static Denoiser naive(View view) {
    return new Naive(view, new MemoryDenoiser(references(view)));
  }

  @ParameterizedTest
  @MethodSource("views")
  void denoised_isThatOfThePlainLoopsOverWhatIsSeen(View view) throws Exception {
    Random random = new Random(2);
    double[][] x = new double[5][];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles((long) view.tokens() * CHANNELS, -3, 3).toArray();
    }
    float[][][] seen = DenoiserRun.of(graph(view), x, SIGMAS);
    MemoryDenoiser oracle = new MemoryDenoiser(references(view));
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < SIGMAS.length; k++) {
        double[] expected = oracle.denoise(x[i], SIGMAS[k]);
        assertArrayEquals(expected, doubles(seen[i][k]), 2e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void expected_isCorrectedWhereSomethingIsSeen_inAllReadingsOfATokenAlike(View view)
      throws BundleException {
    Window window = SAMPLE.windows(1, 0.2, new Random(5)).get(0);
    double[] y = doubles(SAMPLE.normalisation().normalise(window));
    float[] clean = new float[DIMENSION];
    double[] plain = naive(view).denoise(y, SIGMAS[1]);
    for (int i = 0; i < DIMENSION; i++) {
      clean[i] = (float) plain[i];
    }
    double[] units = SAMPLE.normalisation().inUnits(window, clean);
    try (OnnxScorer scorer = open(view)) {
      double[] expected = scorer.expected(window);
      for (int i = 0; i < DIMENSION; i++) {
        assertEquals(units[i], expected[i], 1e-4 * (1 + Math.abs(units[i])), "value " + i);
      }
    }
  }

  /** A graph that tells whole windows clean, as bundles had it before 30 November 2026. */
  @Test
  void modelThatTellsWholeWindows_doesWhatThatOfTodayDoes() throws Exception {
    View[] views = {new View(2, 1), new View(2, 2)};
    List<DenoiserGraph> graphs = Stream.of(views).map(ViewedGraphTest::graph).toList();
    ScoringShape shape =
        new ScoringShape(LENGTH, CHANNELS, graphs.stream().map(DenoiserGraph::info).toList());
    byte[] old;
    try (InputStream in = ViewedGraphTest.class.getResourceAsStream("/golden/whole-windows.onnx")) {
      old = in.readAllBytes();
    }
    List<Window> windows = SAMPLE.windows(7, 0.2, new Random(3));
    double[] x = new Random(8).doubles(3L * 2 * CHANNELS, -3, 3).toArray();
    try (OnnxScorer before =
            OnnxScorer.open(old, shape, SAMPLE.normalisation(), new RuntimeOptions(8, 1));
        OnnxScorer today = open(views)) {
      List<WindowError> expected = before.errors(windows);
      List<WindowError> seen = today.errors(windows);
      for (int i = 0; i < windows.size(); i++) {
        assertArrayEquals(expected.get(i).logLevels(), seen.get(i).logLevels(), 1e-4);
        assertArrayEquals(expected.get(i).channels(), seen.get(i).channels(), 1e-4);
        assertArrayEquals(before.expected(windows.get(i)), today.expected(windows.get(i)), 1e-4);
      }
      assertArrayEquals(
          before.denoiser().denoiseAll(x, 0.7), today.denoiser().denoiseAll(x, 0.7), 1e-5);
    }
  }

  @Test
  void wholeView_isTheDenoiserItself() {
    DenoiserGraph memory = SAMPLE.memory();
    assertSame(memory, ViewedGraph.of(View.whole(LENGTH), LENGTH, memory));
    DenoiserInfo info = ViewedGraph.of(new View(2, 3), LENGTH, memory).info();
    assertEquals(new View(2, 3), info.view(LENGTH));
    assertEquals("memory", info.kind());
    assertArrayEquals(memory.info().levels(), info.levels());
    assertTrue(info.text().endsWith(", over 2 means of 3 readings"), info.text());
  }

  @Test
  void viewOfMoreReadingsThanThereAre_isRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ViewedGraph(new View(2, 4), LENGTH, SAMPLE.memory()))
            .getMessage();
    assertTrue(message.contains("6 readings") && message.contains("2 means of 4"), message);
  }

  /** Two views of the same windows, as long windows have them. */
  private static OnnxScorer open(View... views) throws BundleException {
    List<DenoiserGraph> graphs = Stream.of(views).map(ViewedGraphTest::graph).toList();
    return OnnxScorer.open(
        ScoringGraph.carried(LENGTH, SAMPLE.normalisation(), graphs),
        new ScoringShape(LENGTH, CHANNELS, graphs.stream().map(DenoiserGraph::info).toList()),
        SAMPLE.normalisation(),
        new RuntimeOptions(8, 1));
  }

  @Test
  void errorsAtTheNewestReadings_areThoseOfADenoiserThatSeesNoOthers() throws BundleException {
    List<Window> windows = SAMPLE.windows(5, 0.2, new Random(4));
    View newest = new View(1, 1); // of 6 readings, at most a quarter
    try (OnnxScorer both = open(new View(2, 2), newest);
        OnnxScorer alone = open(newest);
        OnnxScorer none = open(new View(2, 2))) {
      List<WindowError> seen = both.errors(windows);
      List<WindowError> expected = alone.errors(windows);
      for (int i = 0; i < seen.size(); i++) {
        assertArrayEquals(expected.get(i).channels(), seen.get(i).newest(), 1e-6);
        assertArrayEquals(expected.get(i).channels(), expected.get(i).newest(), 0);
      }
      assertNull(none.errors(windows).get(0).newest());
    }
  }

  @Test
  void errorsByLevelAndChannel_areThoseOfThePlainLoops() throws BundleException {
    View[] views = {new View(2, 1), new View(2, 2)};
    List<Window> windows = SAMPLE.windows(7, 0.2, new Random(3));
    try (OnnxScorer scorer = open(views)) {
      List<WindowError> seen = scorer.errors(windows);
      for (int i = 0; i < windows.size(); i++) {
        float[] values = new float[DIMENSION];
        float[] observed = new float[DIMENSION];
        SAMPLE.normalisation().normalise(windows.get(i), values, observed, 0);
        double[] y = doubles(values);
        double[] channels = new double[CHANNELS];
        for (int v = 0; v < views.length; v++) {
          Denoiser oracle = naive(views[v]);
          for (int k = 0; k < SIGMAS.length; k++) {
            double expected =
                new DenoisingError(oracle, Parameterisation.EDM)
                    .logOf(y, seen(observed, views[v]), new double[DIMENSION], SIGMAS[k]);
            double log = seen.get(i).logLevels()[v * SIGMAS.length + k];
            assertEquals(expected, log, 2e-5 * (1 + Math.abs(expected)));
            double[] clean = oracle.denoise(y, SIGMAS[k]);
            double weight = Parameterisation.EDM.weight(SIGMAS[k]);
            for (int j = 0; j < DIMENSION; j++) {
              double error = y[j] - clean[j];
              channels[j % CHANNELS] += weight * observed[j] * error * error;
            }
          }
        }
        for (int c = 0; c < CHANNELS; c++) {
          double error = seen.get(i).channels()[c];
          assertEquals(channels[c], error, 2e-5 * (1 + channels[c]), "channel " + c);
        }
      }
    }
  }

  @Test
  void whatIsNotSeen_hasNoErrorHoweverWildItIs() throws BundleException {
    Window window = SAMPLE.windows(1, 0, new Random(4)).get(0);
    try (OnnxScorer scorer = open(new View(2, 2))) {
      WindowError tame = scorer.errors(List.of(window)).get(0);
      WindowError wild = scorer.errors(List.of(changed(window, 1, 10_000))).get(0);
      assertArrayEquals(tame.logLevels(), wild.logLevels());
      assertArrayEquals(tame.channels(), wild.channels());
      WindowError seen = scorer.errors(List.of(changed(window, 2, 10_000))).get(0);
      assertTrue(seen.logLevels()[0] > tame.logLevels()[0] + 3, "a reading that is seen");
      double[] expected = scorer.expected(window);
      assertArrayEquals(
          Arrays.copyOf(window.row(1).values(), CHANNELS),
          Arrays.copyOfRange(expected, CHANNELS, 2 * CHANNELS),
          1e-4);
    }
  }

  @Test
  void valuesThatLackWhereNothingIsSeen_changeNoError() throws BundleException {
    Window window = SAMPLE.windows(1, 0, new Random(4)).get(0);
    Window holed = changed(window, 1, Double.NaN);
    try (OnnxScorer scorer = open(new View(2, 2))) {
      double[] all = scorer.errors(List.of(window)).get(0).logLevels();
      assertArrayEquals(all, scorer.errors(List.of(holed)).get(0).logLevels());
    }
    try (OnnxScorer scorer = open(View.whole(LENGTH))) {
      double all = scorer.errors(List.of(window)).get(0).logLevels()[0];
      double some = scorer.errors(List.of(holed)).get(0).logLevels()[0];
      assertNotEquals(all, some, "where everything is seen, it counts");
    }
  }

  /** Marks of observed values, none where nothing is seen. */
  private static float[] seen(float[] observed, View view) {
    float[] seen = observed.clone();
    Arrays.fill(seen, 0, (LENGTH - view.readings()) * CHANNELS, 0);
    return seen;
  }

  /** The same with the first channel changed by so much in that row. */
  private static Window changed(Window window, int row, double by) {
    Reading[] rows = new Reading[LENGTH];
    for (int r = 0; r < LENGTH; r++) {
      double[] values = window.row(r).values().clone();
      values[0] += r == row ? by : 0;
      rows[r] = Reading.ofRow(window.key(), window.row(r).time(), values, r);
    }
    return new Window(rows, 0);
  }

  @ParameterizedTest
  @MethodSource("views")
  void denoiserOfABundle_sees_andDenoises_whatItsViewIs(View view) throws BundleException {
    DenoiserGraph viewed =
        ViewedGraph.of(view, LENGTH, new MemoryGraph(references(view), new NoiseLevels(SIGMAS)));
    List<DenoiserGraph> graphs = List.of(viewed, SAMPLE.memory());
    ScoringShape shape =
        new ScoringShape(LENGTH, CHANNELS, graphs.stream().map(DenoiserGraph::info).toList());
    byte[] model = ScoringGraph.carried(LENGTH, SAMPLE.normalisation(), graphs);
    MemoryDenoiser oracle = new MemoryDenoiser(references(view));
    List<double[]> windows = new ArrayList<>();
    double[] all = new Random(8).doubles(3L * oracle.dimension(), -3, 3).toArray();
    for (int i = 0; i < 3; i++) {
      int from = i * oracle.dimension();
      windows.add(Arrays.copyOfRange(all, from, from + oracle.dimension()));
    }
    try (OnnxScorer scorer =
        OnnxScorer.open(model, shape, SAMPLE.normalisation(), new RuntimeOptions(4, 1))) {
      assertEquals(view, scorer.view());
      assertEquals(oracle.dimension(), scorer.denoiser().dimension());
      double[] seen = scorer.denoiser().denoiseAll(all, 0.7);
      for (int i = 0; i < 3; i++) {
        double[] expected = oracle.denoise(windows.get(i), 0.7);
        int from = i * oracle.dimension();
        assertArrayEquals(
            expected, Arrays.copyOfRange(seen, from, from + oracle.dimension()), 2e-5);
      }
    }
  }
}
