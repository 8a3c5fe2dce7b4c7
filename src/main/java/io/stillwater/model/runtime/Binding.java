package io.stillwater.model.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.window.RawBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of one batch size, over direct memory that is written and read in place. Not
 * thread-safe.
 */
final class Binding implements AutoCloseable {
  private static final double FILL_FROM = 2;
  private static final double FILL_TO = 0.25;
  private static final double FILL_STEP = 1.25;

  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
  private final int size;
  private final ScoringShape shape;
  private final DoubleBuffer x;
  private final FloatBuffer observed;
  private final DoubleBuffer centre;
  private final DoubleBuffer scale;
  private final FloatBuffer noise;
  private final FloatBuffer sigmas;
  private final FloatBuffer logLevels;
  private final FloatBuffer channelErrors;
  private final FloatBuffer newestErrors; // null for none

  /**
   * @param newest whether the graph tells the channels' errors at the newest readings
   */
  Binding(int size, ScoringShape shape, boolean newest) throws OrtException {
    this.size = size;
    this.shape = shape;
    int length = shape.length();
    int channels = shape.channels();
    x = doubles(inputs, ScoringGraph.X, size, length, channels);
    observed = floats(inputs, ScoringGraph.OBSERVED, size, length, channels);
    centre = doubles(inputs, ScoringGraph.CENTRE, size, channels);
    scale = doubles(inputs, ScoringGraph.SCALE, size, channels);
    noise = floats(inputs, ScoringGraph.NOISE, size, length, channels);
    sigmas = floats(inputs, ScoringGraph.SIGMAS, shape.levels());
    logLevels = floats(outputs, ScoringGraph.LOG_LEVELS, size, shape.levels());
    channelErrors = floats(outputs, ScoringGraph.CHANNELS, size, channels);
    newestErrors = newest ? floats(outputs, ScoringGraph.NEWEST_CHANNELS, size, channels) : null;
    clear();
  }

  private static ByteBuffer direct(int bytes, long... sizes) {
    long elements = 1;
    for (long axis : sizes) {
      elements *= axis;
    }
    return ByteBuffer.allocateDirect(Math.toIntExact(elements * bytes))
        .order(ByteOrder.nativeOrder());
  }

  private static DoubleBuffer doubles(Map<String, OnnxTensor> into, String name, long... sizes)
      throws OrtException {
    DoubleBuffer buffer = direct(Double.BYTES, sizes).asDoubleBuffer();
    into.put(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, sizes));
    return buffer;
  }

  private static FloatBuffer floats(Map<String, OnnxTensor> into, String name, long... sizes)
      throws OrtException {
    FloatBuffer buffer = direct(Float.BYTES, sizes).asFloatBuffer();
    into.put(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, sizes));
    return buffer;
  }

  /** Windows in a run. */
  int size() {
    return size;
  }

  /** Takes over a batch; rows beyond the filled ones repeat what was there before. */
  void write(RawBatch raw, int windows) {
    int channels = shape.channels();
    x.put(0, raw.values(), 0, windows * raw.length() * channels);
    observed.put(0, raw.observed(), 0, windows * raw.length() * channels);
    centre.put(0, raw.centre(), 0, windows * channels);
    scale.put(0, raw.scale(), 0, windows * channels);
  }

  /** Makes every row a window of zeros, without noise, at the levels of scoring. */
  private void clear() {
    for (int i = 0; i < x.capacity(); i++) {
      x.put(i, 0);
      noise.put(i, 0);
    }
    for (int i = 0; i < scale.capacity(); i++) {
      centre.put(i, 0);
      scale.put(i, 1);
    }
    level(shape.sigmas());
  }

  private void level(double[] at) {
    for (int k = 0; k < at.length; k++) {
      sigmas.put(k, (float) at[k]);
    }
  }

  /** Scores all rows. */
  void run(OrtSession session) throws OrtException {
    session.run(inputs, outputs).close();
  }

  /**
   * What the first row would have looked like clean.
   *
   * @param y (length, channels) that row, normalised
   * @return (length, channels), normalised
   */
  float[] expected(OrtSession session, float[] y) throws OrtException {
    float[] all = new float[shape.seenFrom()[shape.levels()]];
    clean(session, all, 0, 1);
    float[] clean = y.clone();
    expect(all, 0, y, 0, clean);
    return clean;
  }

  /**
   * Adds to one window what the level that expects each reading would change of it.
   *
   * @param all (·, seen) what the levels expect
   * @param row of {@code all}
   * @param z (·, length, channels) what they were shown
   * @param at where the window begins in {@code z} and {@code clean}
   * @param clean (·, length, channels) to be added to
   */
  private void expect(float[] all, int row, float[] z, int at, float[] clean) {
    int[] from = shape.seenFrom();
    int first = row * from[shape.levels()];
    int channels = shape.channels();
    int[] levels = shape.expectedLevels();
    List<View> views = shape.views();
    float[] window = Arrays.copyOfRange(z, at, at + shape.dimension());
    Map<View, float[]> seen = new HashMap<>();
    for (int r = 0; r < levels.length; r++) {
      View view = views.get(levels[r]);
      int beyond = r - (shape.length() - view.readings());
      if (beyond >= 0) {
        float[] shown = seen.computeIfAbsent(view, v -> v.of(window, channels));
        int token = beyond / view.group() * channels;
        for (int c = 0; c < channels; c++) {
          clean[at + r * channels + c] +=
              all[first + from[levels[r]] + token + c] - shown[token + c];
        }
      }
    }
  }

  /**
   * Fills in what was not observed of the first rows, which are written already, until the next
   * {@link #unfill}: partial diffusion from σ = {@value #FILL_FROM} down, in which what was
   * observed is put back after each step (Lugmayr et al. 2022, RePaint, eq. 8, without noise), and
   * the gaps follow the level of what was observed near them ({@link GapShift}).
   *
   * @param y (count, length, channels) the rows, normalised
   * @param marks (count, length, channels): 1 observed, 0 carried
   */
  void fill(OrtSession session, float[] y, float[] marks, int count) throws OrtException {
    float[] z = y.clone();
    float[] more = new float[y.length];
    float[] all = new float[count * shape.seenFrom()[shape.levels()]];
    double[] at = new double[shape.levels()];
    for (double sigma = FILL_FROM; sigma >= FILL_TO; sigma /= FILL_STEP) {
      Arrays.fill(at, sigma);
      level(at);
      clean(session, all, 0, count);
      float[] clean = z.clone();
      for (int row = 0; row < count; row++) {
        expect(all, row, z, row * shape.dimension(), clean);
      }
      GapShift shift = new GapShift(y, marks, clean, shape.channels(), shape.length());
      for (int row = 0; row < count; row++) {
        shift.add(row * shape.dimension());
      }
      for (int i = 0; i < z.length; i++) {
        z[i] = marks[i] > 0 ? y[i] : clean[i];
        more[i] = z[i] - y[i];
      }
      noise.put(0, more, 0, more.length);
    }
    level(shape.sigmas());
  }

  /** Takes the filling of that many rows back. */
  void unfill(int count) {
    for (int i = 0; i < count * shape.dimension(); i++) {
      noise.put(i, 0);
    }
  }

  /**
   * Denoises normalised windows past the normalisation, and leaves the binding as for scoring.
   *
   * @param windows (·, dimension) of which {@code count} are taken
   * @param from the first window
   * @param at (levels) σ of each level
   * @param into (·, seen) receives what is expected, at the same place
   */
  void denoise(OrtSession session, float[] windows, int from, int count, double[] at, float[] into)
      throws OrtException {
    int dimension = shape.dimension();
    clear();
    level(at);
    noise.put(0, windows, from * dimension, count * dimension);
    try {
      clean(session, into, from, count);
    } finally {
      clear();
    }
  }

  /** Writes what is expected of the first rows, from that row of {@code into} on. */
  private void clean(OrtSession session, float[] into, int first, int count) throws OrtException {
    int values = shape.seenFrom()[shape.levels()];
    try (OrtSession.Result result = session.run(inputs, Set.of(ScoringGraph.CLEAN))) {
      OnnxTensor clean = (OnnxTensor) result.get(0);
      FloatBuffer all = clean.getFloatBuffer();
      if (SessionCheck.tellsWhole(clean.getInfo())) {
        for (int row = 0; row < count; row++) {
          seen(all, row, into, (first + row) * values);
        }
      } else {
        all.get(0, into, first * values, count * values);
      }
    }
  }

  /** Of whole windows, what each level sees of them. */
  private void seen(FloatBuffer whole, int row, float[] into, int at) {
    float[] window = new float[shape.dimension()];
    int[] from = shape.seenFrom();
    List<View> views = shape.views();
    for (int level = 0; level < views.size(); level++) {
      whole.get((row * views.size() + level) * window.length, window);
      float[] seen = views.get(level).of(window, shape.channels());
      System.arraycopy(seen, 0, into, at + from[level], seen.length);
    }
  }

  /** (levels) of that row. */
  double[] logLevels(int row) {
    return row(logLevels, row);
  }

  /** (channels) of that row. */
  double[] channelErrors(int row) {
    return row(channelErrors, row);
  }

  /** (channels) of that row, at the newest readings; null where the graph does not tell. */
  double[] newestErrors(int row) {
    return newestErrors == null ? null : row(newestErrors, row);
  }

  private double[] row(FloatBuffer buffer, int row) {
    double[] values = new double[buffer.capacity() / size];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.get(row * values.length + i);
    }
    return values;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
  }
}
