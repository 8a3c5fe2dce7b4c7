package io.stillwater.model.graph;

import io.stillwater.onnx.Dim;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.sound.MelAnalysis;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * From samples to the columns of a log-mel spectrogram ({@link MelAnalysis}). Input {@value
 * #FRAMES} (rows, columns, row): what each column sees, cut into rows; output {@value #BELS}
 * (columns, bands). In double precision inside, so that quiet bands keep their digits beside loud
 * ones, on a GPU that takes products in half precision too.
 *
 * <p>The transform of N = p q values takes two matrix products instead of one (Cooley and Tukey
 * 1965): of the samples n = q i + j and the bins k = r + p s,
 *
 * <pre>
 * A(r, j) = Σ_i w(q i + j) x(q i + j) exp(-2πi i r / p)
 * X(r + p s) = Σ_j A(r, j) exp(-2πi j (r + p s) / N)
 * </pre>
 *
 * <p>so that a column costs a multiple of N (p + q) and not of N². Rows behind the window are zeros
 * and are left out, and so are bins above the highest that counts in a band; p is what costs least.
 */
public final class SpectrogramGraph {
  public static final String FRAMES = "frames";
  public static final String BELS = "bels";

  /** Numbers in the graph at most: 512 MiB. At 192,000 samples a second it has 1.6 million. */
  private static final long MOST = 1 << 26;

  private final MelAnalysis mel;
  private final int p;
  private final int q;
  private final int rows; // of samples in a window
  private final int steps; // s of bins that count

  /** What suits that analysis. */
  public SpectrogramGraph(MelAnalysis mel) {
    this(mel, cheapest(mel));
  }

  /**
   * @param p a power of two, at most the length of the transform
   */
  SpectrogramGraph(MelAnalysis mel, int p) {
    this.mel = mel;
    this.p = p;
    this.q = mel.length() / p;
    this.rows = (mel.window() + q - 1) / q;
    this.steps = mel.highest() / p + 1;
  }

  private static int cheapest(MelAnalysis mel) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int p = 1; p <= mel.length(); p *= 2) {
      long products = new SpectrogramGraph(mel, p).products();
      if (products < least) {
        least = products;
        best = p;
      }
    }
    return best;
  }

  /** Multiplications of a column. */
  private long products() {
    long bins = (long) p * steps;
    return 2L * p * rows * q + 4L * q * bins + 2 * bins * mel.spec().bands();
  }

  /** Rows of what a column sees. */
  public int rows() {
    return rows;
  }

  /** Samples of a row; where the window ends within the last, what is behind it counts nothing. */
  public int row() {
    return q;
  }

  /** Numbers of a column on the way, about. */
  public long size() {
    return 2L * mel.length() + 2L * p * steps;
  }

  /**
   * The file.
   *
   * @throws IllegalArgumentException where it is too large
   */
  public byte[] toBytes() {
    requireBearable();
    Graph graph = new Graph("spectrogram");
    Tensor frames = graph.input(FRAMES, ElementType.FLOAT, shape(rows, q));
    Tensor window = graph.constant(filled(rows * q, mel::hann), rows, 1, q);
    Tensor exact = frames.cast(ElementType.DOUBLE);
    Tensor flat = exact.multiply(window).reshape(new Shape(List.of(Dim.of(rows), columns(q))));
    Tensor real = graph.constant(first(false), p, rows).matMul(flat).reshape(shape(p, q));
    Tensor imaginary = graph.constant(first(true), p, rows).matMul(flat).reshape(shape(p, q));
    Tensor both = Tensor.concat(2, List.of(real, imaginary));
    Tensor bins = both.matMul(graph.constant(second(), p, 2L * q, 2L * steps));
    Tensor weights = graph.constant(weights(), p, 2L * steps, mel.spec().bands());
    Tensor power = bins.square().matMul(weights).sum(0);
    Tensor floor = graph.scalar(ElementType.DOUBLE, mel.spec().floor());
    Tensor bels = power.add(floor).log().divide(graph.scalar(ElementType.DOUBLE, Math.log(10)));
    graph.output(BELS, bels.cast(ElementType.FLOAT));
    return graph.toBytes();
  }

  private void requireBearable() {
    long numbers = 2L * p * steps * (2L * q + mel.spec().bands());
    if (numbers > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a transform of %,d values with %d bands is too long: a graph of %,d numbers",
              mel.length(),
              mel.spec().bands(),
              numbers));
    }
  }

  /** (p, rows) exp(-2πi i r / p), its real or its imaginary part. */
  private double[] first(boolean imaginary) {
    return filled(p * rows, at -> part((long) (at % rows) * (at / rows), p, imaginary));
  }

  /**
   * (p, 2 q, 2 steps) from real and imaginary parts of A to those of X, by exp(-2πi j (r + p s) /
   * N).
   */
  private double[] second() {
    int width = 2 * steps;
    return filled(
        p * 2 * q * width,
        at -> {
          int column = at % width;
          int line = at / width % (2 * q);
          long turns = (long) (line % q) * (at / width / (2 * q) + (long) p * (column % steps));
          boolean from = line >= q;
          boolean to = column >= steps;
          double part = part(turns, mel.length(), from != to);
          return from && !to ? -part : part;
        });
  }

  /** (p, 2 steps, bands) what each square counts for. */
  private double[] weights() {
    int bands = mel.spec().bands();
    return filled(
        p * 2 * steps * bands,
        at -> {
          int step = at / bands % (2 * steps) % steps;
          return mel.weight(at % bands, at / bands / (2 * steps) + p * step);
        });
  }

  private static double part(long turns, int of, boolean imaginary) {
    double angle = -2 * Math.PI * (turns % of) / of;
    return imaginary ? Math.sin(angle) : Math.cos(angle);
  }

  private static double[] filled(int size, IntToDoubleFunction values) {
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      out[i] = values.applyAsDouble(i);
    }
    return out;
  }

  private static Shape shape(int first, int last) {
    return new Shape(List.of(Dim.of(first), Dim.BATCH, Dim.of(last)));
  }

  private static Dim columns(int times) {
    return new Dim(times, true, "");
  }
}
