package io.stillwater.train.network;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;

/** A trained network as D(x; σ) at several levels at once. */
public final class NetworkGraph implements DenoiserGraph {
  /** The name of the weights in the file. */
  public static final String WEIGHTS = "weights";

  private final NetworkSpec spec;
  private final Technique technique;
  private final NoiseLevels levels;
  private final TrainedNetwork trained;

  /**
   * @param technique what the network was trained by
   * @param levels at which it scores
   */
  public NetworkGraph(
      NetworkSpec spec, Technique technique, NoiseLevels levels, TrainedNetwork trained) {
    this.spec = spec;
    this.technique = technique;
    this.levels = levels;
    this.trained = trained;
  }

  @Override
  public DenoiserInfo info() {
    return new DenoiserInfo.Network(
        levels.sigmas(), spec.info(technique.option(), trained.weights().length));
  }

  /** How it was trained. */
  public TrainedNetwork trained() {
    return trained;
  }

  @Override
  public Tensor denoise(Tensor x, Tensor sigmas) {
    Tensor perLevel = sigmas.reshape(Shape.of(levels.count(), 1));
    Coefficients row = new Coefficients(technique.parameterisation(), perLevel);
    Tensor noisy = x.cast(ElementType.FLOAT).reshape(Shape.batch(1, spec.dimension()));
    float[] weights = trained.weights();
    WeightSource source = new WeightSource(x.graph().constant(WEIGHTS, weights, weights.length));
    Tensor network = new Backbone(spec, source).apply(row.scaled(noisy), row.noise());
    return row.denoised(noisy, network);
  }
}
