package io.stillwater.model.graph;

import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.Compression;
import io.stillwater.window.Normalisation;
import java.util.List;

/**
 * From raw windows to denoising errors in one graph: normalisation and compression, the denoisers
 * at all their levels, weighted errors over the observed values that a level {@link View sees},
 * sums by level and by channel.
 *
 * <p>What the denoisers see is the normalised window plus {@code noise}: zeros for scoring without
 * noise; and a window that is noisy already comes in as the noise of a window of zeros, past all
 * normalisation, so that one session also serves samplers.
 *
 * <table>
 * <caption>what goes in and comes out</caption>
 * <tr><th>name</th><th>type</th><th>shape</th></tr>
 * <tr><td>x</td><td>double</td><td>(batch, length, channels)</td></tr>
 * <tr><td>observed</td><td>float</td><td>(batch, length, channels)</td></tr>
 * <tr><td>centre, scale</td><td>double</td><td>(batch, channels)</td></tr>
 * <tr><td>noise</td><td>float</td><td>(batch, length, channels)</td></tr>
 * <tr><td>sigmas</td><td>float</td><td>(levels)</td></tr>
 * <tr><td>log_levels</td><td>float</td><td>(batch, levels)</td></tr>
 * <tr><td>channels</td><td>float</td><td>(batch, channels)</td></tr>
 * <tr><td>newest_channels</td><td>float</td><td>(batch, channels), where levels see the newest
 * readings only</td></tr>
 * <tr><td>clean</td><td>float</td><td>(batch, levels, length · channels), normalised</td></tr>
 * </table>
 */
public final class ScoringGraph {
  public static final String X = "x";
  public static final String OBSERVED = "observed";
  public static final String CENTRE = "centre";
  public static final String SCALE = "scale";
  public static final String NOISE = "noise";
  public static final String SIGMAS = "sigmas";
  public static final String LOG_LEVELS = "log_levels";
  public static final String CHANNELS = "channels";
  public static final String NEWEST_CHANNELS = "newest_channels";
  public static final String CLEAN = "clean";

  private final Graph graph = new Graph("stillwater");
  private final int length;
  private final int channels;
  private final int levels;

  private ScoringGraph(int length, int channels, int levels) {
    this.length = length;
    this.channels = channels;
    this.levels = levels;
  }

  /**
   * The ONNX file for windows of that length.
   *
   * @param denoisers at least one; their levels follow each other in that order
   */
  public static byte[] build(
      int length, Normalisation normalisation, List<? extends DenoiserGraph> denoisers) {
    CombinedGraph combined = new CombinedGraph(denoisers);
    ScoringGraph scoring = new ScoringGraph(length, normalisation.channels(), combined.levels());
    List<DenoiserInfo> infos = denoisers.stream().map(DenoiserGraph::info).toList();
    int[] newest = new ScoringShape(length, normalisation.channels(), infos).newestLevels();
    scoring.write(normalisation, combined, scoring.seen(denoisers), newest);
    return scoring.graph.toBytes();
  }

  /** (dimension, levels) 1 where the denoiser of a level sees the value, else 0. */
  private float[] seen(List<? extends DenoiserGraph> denoisers) {
    float[] seen = new float[Math.multiplyExact(dimension(), levels)];
    int level = 0;
    for (DenoiserGraph denoiser : denoisers) {
      int first = (length - denoiser.info().view(length).readings()) * channels;
      for (int k = 0; k < denoiser.levels().count(); k++) {
        for (int i = first; i < dimension(); i++) {
          seen[i * levels + level] = 1;
        }
        level++;
      }
    }
    return seen;
  }

  private void write(
      Normalisation normalisation, CombinedGraph denoiser, float[] seen, int[] newest) {
    Shape window = Shape.batch(length, channels);
    Shape flat = Shape.batch(dimension());
    Tensor x = graph.input(X, ElementType.DOUBLE, window);
    Tensor observed = graph.input(OBSERVED, ElementType.FLOAT, window);
    Tensor deviations = x.subtract(level(CENTRE)).divide(level(SCALE));
    Tensor noise = graph.input(NOISE, ElementType.FLOAT, window).cast(ElementType.DOUBLE);
    Tensor sigmas = graph.input(SIGMAS, ElementType.FLOAT, Shape.of(levels));
    Tensor y = normalise(deviations, normalisation);
    Tensor clean = denoiser.denoise(y.add(noise).reshape(flat), sigmas);
    Tensor weights = Parameterisation.EDM.weight(new TensorAlgebra(graph), sigmas);
    Tensor squares = squares(y.cast(ElementType.FLOAT), observed, clean);
    errors(squares, weights, count(observed, seen));
    channels(squares, weights, newest);
    graph.output(CLEAN, clean);
  }

  private int dimension() {
    return Math.multiplyExact(length, channels);
  }

  private Tensor level(String name) {
    return graph
        .input(name, ElementType.DOUBLE, Shape.batch(channels))
        .reshape(Shape.batch(1, channels));
  }

  private Tensor normalise(Tensor deviations, Normalisation normalisation) {
    double[] clip = new double[channels];
    for (int c = 0; c < channels; c++) {
      clip[c] = normalisation.clip(c);
    }
    Tensor bound = graph.constant(clip, channels);
    return compress(deviations.min(bound).max(bound.negate()));
  }

  /** As {@link Compression}: what is beyond the bound on either side, by its logarithm. */
  private Tensor compress(Tensor deviations) {
    Tensor inner = deviations.clip(-Compression.BOUND, Compression.BOUND);
    return inner.add(beyond(deviations)).subtract(beyond(deviations.negate()));
  }

  /** bound·ln(max(x, bound)/bound). */
  private Tensor beyond(Tensor deviations) {
    Tensor bound = graph.scalar(ElementType.DOUBLE, Compression.BOUND);
    return deviations.max(bound).divide(bound).log().multiply(bound);
  }

  /** (batch, levels or 1) how many values were observed of those that a level sees, at least 1. */
  private Tensor count(Tensor observed, float[] seen) {
    Tensor mask = observed.reshape(Shape.batch(dimension()));
    boolean all = true;
    for (float value : seen) {
      all &= value == 1;
    }
    Tensor count =
        all
            ? mask.reshape(Shape.batch(1, dimension())).sum(2)
            : mask.matMul(graph.constant(seen, dimension(), levels));
    return count.max(graph.scalar(ElementType.FLOAT, 1));
  }

  /** (batch, levels, dimension) squared errors, 0 where nothing was observed. */
  private Tensor squares(Tensor y, Tensor observed, Tensor clean) {
    Shape flat = Shape.batch(1, dimension());
    Tensor difference = y.reshape(flat).subtract(clean);
    return difference.multiply(difference).multiply(observed.reshape(flat));
  }

  /**
   * @param weights (levels) λ
   * @param count (batch, levels or 1) values that are observed
   */
  private void errors(Tensor squares, Tensor weights, Tensor count) {
    Tensor floor = graph.scalar(ElementType.FLOAT, DenoisingError.FLOOR);
    Tensor means = squares.sum(2).divide(count).add(floor);
    graph.output(LOG_LEVELS, means.multiply(weights).log());
  }

  /** Errors by channel: of all levels, and of those that see the newest readings only. */
  private void channels(Tensor squares, Tensor weights, int[] newest) {
    Tensor weighted = squares.multiply(weights.reshape(Shape.of(levels, 1)));
    Tensor window = weighted.sum(1);
    graph.output(CHANNELS, window.reshape(Shape.batch(length, channels)).sum(1));
    if (newest.length > 0) {
      float[] chosen = new float[levels];
      for (int level : newest) {
        chosen[level] = 1;
      }
      Tensor recent = weighted.multiply(graph.constant(chosen, levels, 1)).sum(1);
      graph.output(NEWEST_CHANNELS, recent.reshape(Shape.batch(length, channels)).sum(1));
    }
  }
}
