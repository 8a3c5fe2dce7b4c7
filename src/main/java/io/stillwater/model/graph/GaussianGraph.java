package io.stillwater.model.graph;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.Arrays;

/**
 * The exact denoiser of normally distributed windows: with mean μ and covariance Σ, D(x; σ) = μ +
 * Σ(Σ + σ²I)⁻¹(x − μ) (Wiener 1949). What is left of x is small along the directions in which
 * normal windows move together, and nearly all of it across them.
 *
 * <p>Σ is told by its leading eigenvectors U with variances w, and one variance w₀ for all other
 * directions (Tipping and Bishop 1999, "Probabilistic Principal Component Analysis", section 3.2):
 * D = μ + g₀·c + U·((g − g₀)∘Uᵀc) with c = x − μ and g = w/(w + σ²).
 *
 * @param mean (dimension) μ
 * @param directions (dimension, rank) U, column by column orthonormal, row by row
 * @param variances (rank) w, at least 0
 * @param rest w₀, at least 0
 * @param levels at which it scores
 */
public record GaussianGraph(
    float[] mean, float[] directions, float[] variances, double rest, NoiseLevels levels)
    implements DenoiserGraph {
  public GaussianGraph {
    if (variances.length == 0 || directions.length != mean.length * variances.length) {
      throw new IllegalArgumentException(
          "directions must have the values of "
              + (variances.length + " windows of " + mean.length + ", and one at least: were ")
              + directions.length);
    }
    boolean finite = rest >= 0 && Double.isFinite(rest);
    for (float variance : variances) {
      finite &= variance >= 0 && Float.isFinite(variance);
    }
    if (!finite) {
      throw new IllegalArgumentException(
          "variances must be finite and at least 0: were "
              + (Arrays.toString(variances) + ", and the rest " + rest));
    }
  }

  @Override
  public DenoiserInfo info() {
    return new DenoiserInfo.Gaussian(levels.sigmas(), variances.length);
  }

  @Override
  public Tensor denoise(Tensor x, Tensor sigmas) {
    Graph graph = x.graph();
    int dimension = mean.length;
    int rank = variances.length;
    Tensor centre = graph.constant(mean, dimension);
    Tensor centred = x.subtract(centre.cast(ElementType.DOUBLE)).cast(ElementType.FLOAT);
    Tensor basis = graph.constant(directions, dimension, rank);
    Tensor along = centred.matMul(basis);
    Tensor noise = sigmas.multiply(sigmas).reshape(Shape.of(levels.count(), 1));
    Tensor inside = gain(graph.constant(variances, rank), noise); // (levels, rank)
    Tensor outside = gain(graph.constant(new float[] {(float) rest}, 1), noise); // (levels, 1)
    Tensor pulled = along.reshape(Shape.batch(1, rank)).multiply(inside.subtract(outside));
    Tensor back = pulled.matMul(basis.transpose(1, 0));
    Tensor straight = centred.reshape(Shape.batch(1, dimension)).multiply(outside);
    return back.add(straight).add(centre);
  }

  private static Tensor gain(Tensor variances, Tensor noise) {
    return variances.divide(variances.add(noise));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianGraph that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(directions, that.directions)
        && Arrays.equals(variances, that.variances)
        && rest == that.rest
        && levels.equals(that.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean);
  }

  @Override
  public String toString() {
    return "Gaussian of " + mean.length + " values, rank " + variances.length;
  }
}
