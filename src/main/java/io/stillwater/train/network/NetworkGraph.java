package io.stillwater.train.network;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.DenoiserGraph;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;

/**
 * A trained network as D(x; σ) = c_skip·x + c_out·F(c_in·x; c_noise) at several levels at once. No
 * noise is drawn: the window is taken for a noisy one of that σ.
 */
public final class NetworkGraph implements DenoiserGraph {
  private final NetworkSpec spec;
  private final Parameterisation parameterisation;
  private final float[] weights;

  /**
   * @param parameterisation what the network predicts
   * @param weights in the order in which the layers ask for them; not copied
   */
  public NetworkGraph(NetworkSpec spec, Parameterisation parameterisation, float[] weights) {
    this.spec = spec;
    this.parameterisation = parameterisation;
    this.weights = weights;
  }

  @Override
  public Tensor denoise(Tensor x, NoiseLevels levels) {
    float[] sigmas = WeightSource.floats(levels.sigmas());
    Tensor sigma = x.graph().constant(sigmas, sigmas.length, 1);
    Coefficients row = new Coefficients(parameterisation, sigma);
    Shape flat = Shape.batch(1, spec.dimension());
    Tensor noisy = x.cast(ElementType.FLOAT).reshape(flat);
    WeightSource source = new WeightSource(x.graph().constant("weights", weights, weights.length));
    Tensor network = new Backbone(spec, source).apply(row.scaled(noisy), row.noise());
    return row.denoised(noisy, network);
  }
}
