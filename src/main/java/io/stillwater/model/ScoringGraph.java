package io.stillwater.model;

import io.stillwater.diffusion.DenoisingError;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import io.stillwater.window.Normalisation;

/**
 * From raw windows to denoising errors in one graph: normalisation, the denoiser at all levels,
 * weighted errors over the observed values, sums by level and by channel.
 *
 * <table>
 * <caption>what goes in and comes out</caption>
 * <tr><th>name</th><th>type</th><th>shape</th></tr>
 * <tr><td>x</td><td>double</td><td>(batch, length, channels)</td></tr>
 * <tr><td>observed</td><td>float</td><td>(batch, length, channels)</td></tr>
 * <tr><td>centre, scale</td><td>double</td><td>(batch, channels)</td></tr>
 * <tr><td>log_levels</td><td>float</td><td>(batch, levels)</td></tr>
 * <tr><td>channels</td><td>float</td><td>(batch, channels)</td></tr>
 * <tr><td>expected</td><td>double</td><td>(batch, length, channels)</td></tr>
 * </table>
 */
public final class ScoringGraph {
  static final String X = "x";
  static final String OBSERVED = "observed";
  static final String CENTRE = "centre";
  static final String SCALE = "scale";
  static final String LOG_LEVELS = "log_levels";
  static final String CHANNELS = "channels";
  static final String EXPECTED = "expected";

  private final Graph graph = new Graph("stillwater");
  private final int length;
  private final int channels;
  private final NoiseLevels levels;

  private ScoringGraph(int length, int channels, NoiseLevels levels) {
    this.length = length;
    this.channels = channels;
    this.levels = levels;
  }

  /** The ONNX file for windows of that length. */
  public static byte[] build(
      int length, Normalisation normalisation, NoiseLevels levels, DenoiserGraph denoiser) {
    ScoringGraph scoring = new ScoringGraph(length, normalisation.channels(), levels);
    scoring.write(normalisation, denoiser);
    return scoring.graph.toBytes();
  }

  private void write(Normalisation normalisation, DenoiserGraph denoiser) {
    Shape window = Shape.batch(length, channels);
    Tensor x = graph.input(X, ElementType.DOUBLE, window);
    Tensor observed = graph.input(OBSERVED, ElementType.FLOAT, window);
    Tensor centre = level(CENTRE);
    Tensor scale = level(SCALE);
    Tensor y = normalise(x.subtract(centre).divide(scale), normalisation);
    Tensor clean = denoiser.denoise(y.reshape(Shape.batch(dimension())), levels);
    errors(y.cast(ElementType.FLOAT), observed, clean);
    Tensor expected = clean.pick(1, expectedLevel()).reshape(window).cast(ElementType.DOUBLE);
    graph.output(EXPECTED, expected.multiply(scale).add(centre));
  }

  private int dimension() {
    return Math.multiplyExact(length, channels);
  }

  /** "What normal would have looked like" is told at the middle level. */
  private int expectedLevel() {
    return (levels.count() - 1) / 2;
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
    return deviations.min(bound).max(bound.negate());
  }

  private void errors(Tensor y, Tensor observed, Tensor clean) {
    Shape flat = Shape.batch(1, dimension());
    Tensor difference = y.reshape(flat).subtract(clean);
    Tensor mask = observed.reshape(flat);
    Tensor squares = difference.multiply(difference).multiply(mask); // (batch, levels, dimension)
    Tensor weights = graph.constant(weights(), levels.count());
    Tensor count = mask.sum(2).max(graph.scalar(ElementType.FLOAT, 1));
    Tensor floor = graph.scalar(ElementType.FLOAT, DenoisingError.FLOOR);
    Tensor means = squares.sum(2).divide(count).add(floor);
    graph.output(LOG_LEVELS, means.multiply(weights).log());
    Tensor weighted = squares.multiply(weights.reshape(Shape.of(levels.count(), 1))).sum(1);
    graph.output(CHANNELS, weighted.reshape(Shape.batch(length, channels)).sum(1));
  }

  /** λ of each level. */
  private float[] weights() {
    float[] weights = new float[levels.count()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) Parameterisation.EDM.weight(levels.sigma(k));
    }
    return weights;
  }
}
