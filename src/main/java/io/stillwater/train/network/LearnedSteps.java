package io.stillwater.train.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.Technique;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.NetworkInfo;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A network that has learnt the variance of its steps, with both of its outputs. The scoring graph
 * has the first alone; this graph is built of the same weights. In single precision. Safe for use
 * by several threads.
 *
 * <table>
 * <caption>what goes in and comes out, all float</caption>
 * <tr><th>name</th><th>shape</th><th></th></tr>
 * <tr><td>x</td><td>(batch, dimension)</td><td>noisy windows</td></tr>
 * <tr><td>sigma</td><td>(1, 1)</td><td>σ of all of them</td></tr>
 * <tr><td>clean, share</td><td>(batch, dimension)</td><td>D(x; σ), and v within 0..1</td></tr>
 * </table>
 */
public final class LearnedSteps implements Denoiser, AutoCloseable {
  private final int dimension;
  private final OpenSession open;

  /**
   * @param technique one that learns the variance of steps
   * @param weights all of the network's
   * @throws OrtException where the runtime refuses the graph
   */
  LearnedSteps(NetworkSpec spec, Technique technique, float[] weights, RuntimeOptions runtime)
      throws OrtException, BundleException {
    dimension = spec.dimension();
    open = OpenSession.of(graph(spec, technique, weights), runtime);
  }

  /**
   * Those of a bundle, for windows as its network sees them; empty where it has no network that has
   * learnt them.
   *
   * @throws BundleException where the bundle cannot be read
   */
  public static Optional<LearnedSteps> of(Bundle bundle, RuntimeOptions runtime)
      throws BundleException {
    Manifest manifest = bundle.manifest();
    for (DenoiserInfo denoiser : manifest.denoisers()) {
      if (denoiser.inner() instanceof DenoiserInfo.Network network) {
        int length = denoiser.view(manifest.window().length()).tokens();
        NetworkInfo info = network.network();
        return of(bundle, info, NetworkSpec.of(info, length, manifest.channels().size()), runtime);
      }
    }
    return Optional.empty();
  }

  private static Optional<LearnedSteps> of(
      Bundle bundle, NetworkInfo info, NetworkSpec spec, RuntimeOptions runtime)
      throws BundleException {
    Technique technique = Technique.of(info.technique());
    if (!technique.learnsVariance() || info.parameters() != Backbone.weights(spec, technique)) {
      return Optional.empty();
    }
    try {
      float[] weights = bundle.constant(NetworkGraph.WEIGHTS);
      return Optional.of(new LearnedSteps(spec, technique, weights, runtime));
    } catch (OrtException e) {
      throw new BundleException(
          "ONNX Runtime refuses the network of "
              + (bundle.folder() + ": " + e.getMessage() + ". Train it again."),
          e);
    }
  }

  private static byte[] graph(NetworkSpec spec, Technique technique, float[] weights) {
    Graph graph = new Graph("stillwater_steps");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.batch(spec.dimension()));
    Tensor sigma = graph.input("sigma", ElementType.FLOAT, Shape.of(1, 1));
    WeightSource source = new WeightSource(graph.constant(weights, weights.length));
    Coefficients row = new Coefficients(technique.parameterisation(), sigma);
    Backbone.Outputs said = new Backbone(spec, source).outputs(row.scaled(x), row.noise(), null);
    graph.output("clean", row.denoised(x, said.network()));
    graph.output("share", said.share().clip(0, 1));
    return graph.toBytes();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    return denoiseAll(x, sigma);
  }

  @Override
  public double[] denoiseAll(double[] x, double sigma) {
    return predict(x, sigma).clean();
  }

  @Override
  public Prediction predict(double[] x, double sigma) {
    try (FloatTensor noisy = new FloatTensor(x.length / dimension, dimension);
        FloatTensor level = new FloatTensor(1, 1)) {
      for (int i = 0; i < x.length; i++) {
        noisy.values().put(i, (float) x[i]);
      }
      level.values().put(0, (float) sigma);
      Map<String, OnnxTensor> inputs = Map.of("x", noisy.tensor(), "sigma", level.tensor());
      try (OrtSession.Result result = open.session().run(inputs)) {
        return new Prediction(doubles(result, "clean"), Optional.of(doubles(result, "share")));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not denoise: " + e.getMessage(), e);
    }
  }

  private static double[] doubles(OrtSession.Result result, String name) {
    FloatBuffer floats = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    double[] values = new double[floats.capacity()];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats.get(i);
    }
    return values;
  }

  @Override
  public void close() {
    open.close();
  }
}
