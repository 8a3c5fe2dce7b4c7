package io.stillwater.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a denoiser's graph alone in ONNX Runtime. */
final class DenoiserRun {
  private DenoiserRun() {}

  /**
   * D(x; σ) at each of its levels.
   *
   * @param x (windows)(dimension)
   * @param sigmas (levels)
   * @return (windows)(levels)(dimension)
   */
  static float[][][] of(DenoiserGraph denoiser, double[][] x, double... sigmas)
      throws OrtException {
    int dimension = x[0].length;
    Graph graph = new Graph("denoiser");
    Tensor windows = graph.input("x", ElementType.DOUBLE, Shape.batch(dimension));
    Tensor levels = graph.input("sigmas", ElementType.FLOAT, Shape.of(sigmas.length));
    graph.output("clean", denoiser.denoise(windows, levels));
    DoubleBuffer values = DoubleBuffer.allocate(x.length * dimension);
    for (double[] window : x) {
      values.put(window);
    }
    FloatBuffer noise = FloatBuffer.allocate(sigmas.length);
    for (double sigma : sigmas) {
      noise.put((float) sigma);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(graph.toBytes(), options);
        OnnxTensor first =
            OnnxTensor.createTensor(
                environment, values.rewind(), new long[] {x.length, dimension});
        OnnxTensor second =
            OnnxTensor.createTensor(environment, noise.rewind(), new long[] {sigmas.length});
        OrtSession.Result result = session.run(Map.of("x", first, "sigmas", second))) {
      return (float[][][]) result.get(0).getValue();
    }
  }
}
