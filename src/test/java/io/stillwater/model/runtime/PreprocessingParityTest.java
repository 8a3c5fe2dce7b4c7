package io.stillwater.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.detect.WindowError;
import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.event.Reading;
import io.stillwater.model.graph.MemoryGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.window.Compression;
import io.stillwater.window.Curve;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Normalisation.Mode;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.RawBatch;
import io.stillwater.window.Scaling;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to readings: what training computes outside the graph, the graph computes. */
class PreprocessingParityTest {
  private static final Sample SAMPLE = Sample.make();
  private static final int SPIKES = 1; // a channel with rare values far out
  private static final int STATE = 2; // a channel of two values

  private static final List<Window> REFERENCES =
      SAMPLE.referenceWindows().stream()
          .map(w -> told(w, 3 + (int) w.row(0).offset() % 90))
          .toList();

  /** The same with a channel of two values, and a spike in row {@code spike}, if there is one. */
  private static Window told(Window window, int spike) {
    Reading[] rows = new Reading[Sample.LENGTH];
    for (int r = 0; r < rows.length; r++) {
      Reading row = window.row(r);
      double[] values = row.values().clone();
      values[STATE] = Double.isNaN(values[STATE]) ? Double.NaN : values[STATE] > -4 ? 60 : 0;
      values[SPIKES] += r == spike ? 4 : 0;
      rows[r] = Reading.ofRow(window.key(), row.time(), values, row.offset());
    }
    return new Window(rows, 0);
  }

  static Stream<Preprocessing> all() {
    List<Preprocessing> all = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (Scaling scaling : Scaling.values()) {
        if (mode == Mode.KEY && scaling == Scaling.RANK) {
          continue; // ranks are those among all keys
        }
        all.add(new Preprocessing(mode, scaling, Preprocessing.CLIP, false));
        all.add(new Preprocessing(mode, scaling, Preprocessing.CLIP, true));
        all.add(new Preprocessing(mode, scaling, 1.5, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void scoresAndExpectation_areThoseOfThePlainLoops(Preprocessing how) throws BundleException {
    LevelFitter fitter = new LevelFitter(how, Sample.CHANNELS);
    REFERENCES.forEach(fitter::add);
    Normalisation normalisation = fitter.fit();
    float[][] references =
        REFERENCES.stream().map(normalisation::normalise).toArray(float[][]::new);
    MemoryGraph memory = new MemoryGraph(references, new NoiseLevels(0.2, 0.5, 1.5));
    byte[] graph = ScoringGraph.carried(Sample.LENGTH, normalisation, List.of(memory));
    ScoringShape shape = new ScoringShape(Sample.LENGTH, Sample.CHANNELS, List.of(memory.info()));
    List<Window> windows = new ArrayList<>();
    SAMPLE.windows(6, 0.3, new Random(3)).forEach(w -> windows.add(told(w, windows.size())));
    windows.add(REFERENCES.get(0)); // its spike is expected
    windows.add(SAMPLE.withKey(windows.get(0), "unknown"));
    MemoryDenoiser oracle = new MemoryDenoiser(references);
    try (OnnxScorer scorer =
        OnnxScorer.open(graph, shape, normalisation, new RuntimeOptions(4, 1))) {
      List<WindowError> errors = scorer.errors(windows);
      for (int i = 0; i < windows.size(); i++) {
        compareErrors(oracle, normalisation, windows.get(i), errors.get(i));
        compareExpected(oracle, normalisation, windows.get(i), scorer.expected(windows.get(i)));
      }
    }
  }

  private static void compareErrors(
      MemoryDenoiser denoiser, Normalisation normalisation, Window window, WindowError seen) {
    RawBatch raw = new RawBatch(1, Sample.LENGTH, Sample.CHANNELS);
    normalisation.write(window, raw, 0);
    double[] y = doubles(normalisation.normalise(window));
    DenoisingError error = new DenoisingError(denoiser, Parameterisation.EDM);
    double[] sigmas = {0.2, 0.5, 1.5};
    for (int k = 0; k < sigmas.length; k++) {
      double expected = error.logOf(y, raw.observed(), new double[y.length], sigmas[k]);
      double within = Provider.CPU.tolerance() * (1 + Math.abs(expected));
      assertEquals(expected, seen.logLevels()[k], within);
    }
  }

  private static void compareExpected(
      MemoryDenoiser denoiser, Normalisation normalisation, Window window, double[] seen) {
    double[] clean = denoiser.denoise(doubles(normalisation.normalise(window)), 0.5);
    RawBatch raw = new RawBatch(1, Sample.LENGTH, Sample.CHANNELS);
    normalisation.write(window, raw, 0);
    boolean steps = normalisation.how().difference();
    double[] values = new double[clean.length];
    if (steps) {
      window.copyTo(values, 0, raw.observed(), 0);
    }
    for (int i = 0; i < clean.length; i++) {
      int c = i % Sample.CHANNELS;
      double told = expanded(clean[i]) * raw.scale()[c] + raw.centre()[c];
      boolean ranks = normalisation.how().scaling() == Scaling.RANK;
      double inUnits = ranks ? ofScore(told, normalisation.curves().get(c)) : told;
      double within = 1e-5 * (1 + Math.abs(steps ? seen[i] : inUnits));
      within += ranks ? spread(told, normalisation.curves().get(c)) : 0;
      if (!steps) {
        assertEquals(inUnits, seen[i], within);
      } else if (i >= Sample.CHANNELS) {
        double step = seen[i] - seen[i - Sample.CHANNELS];
        assertEquals(inUnits, step, within);
      } else if (!Double.isNaN(values[i])) {
        assertEquals(values[i], seen[i], "the first reading is as it came");
      }
    }
  }

  /** What single precision of the score makes of the value, where the curve is steep. */
  private static double spread(double score, Curve curve) {
    return ofScore(score + 1e-6, curve) - ofScore(score - 1e-6, curve);
  }

  /** The value of a normal score: straight between two knots, exponential beyond the last. */
  private static double ofScore(double score, Curve curve) {
    double[] scores = curve.scores();
    double[] values = curve.values();
    int last = scores.length - 1;
    if (score > scores[last]) {
      return values[last] + curve.unit() * (Math.exp(score - scores[last]) - 1);
    }
    if (score < scores[0]) {
      return values[0] - curve.unit() * (Math.exp(scores[0] - score) - 1);
    }
    int above = 0;
    while (above < last && scores[above] < score) {
      above++;
    }
    int below = Math.max(0, above - 1);
    double wide = scores[above] - scores[below];
    double share = wide == 0 ? 0 : (score - scores[below]) / wide;
    return values[below] * (1 - share) + values[above] * share;
  }

  /** What {@link Compression} says, turned round. */
  private static double expanded(double y) {
    return Math.abs(y) <= 5 ? y : Math.signum(y) * 5 * Math.exp(Math.abs(y) / 5 - 1);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
