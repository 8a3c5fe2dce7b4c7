package io.stillwater.model.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Whether an imported model runs, before much is built on it. */
public final class Trial {
  private static final int WINDOWS = 3;

  private Trial() {}

  /**
   * Runs the denoiser once, on windows of zeros.
   *
   * @throws IOException where it does not run, or gives something else than clean windows
   */
  public static void run(ImportedGraph imported) throws IOException {
    double[] sigmas = imported.levels().sigmas();
    int dimension = imported.layout().dimension();
    try (OpenSession open = OpenSession.quietly(graph(imported, sigmas.length, dimension));
        OnnxTensor x = windows(dimension);
        OnnxTensor levels = levels(sigmas);
        OrtSession.Result result = open.session().run(Map.of("x", x, "sigmas", levels))) {
      check((OnnxTensor) result.get(0), new long[] {WINDOWS, sigmas.length, dimension});
    } catch (OrtException e) {
      throw new IOException(
          "ONNX Runtime cannot run the model: "
              + e.getMessage()
              + ". Check in Python that it runs there, for a batch of any size.",
          e);
    }
  }

  private static byte[] graph(ImportedGraph imported, int levels, int dimension) {
    Graph graph = new Graph("trial");
    Tensor x = graph.input("x", ElementType.DOUBLE, Shape.batch(dimension));
    Tensor sigmas = graph.input("sigmas", ElementType.FLOAT, Shape.of(levels));
    graph.output("clean", imported.denoise(x, sigmas));
    return graph.toBytes();
  }

  private static OnnxTensor windows(int dimension) throws OrtException {
    DoubleBuffer zeros = DoubleBuffer.allocate(WINDOWS * dimension);
    long[] shape = {WINDOWS, dimension};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), zeros, shape);
  }

  private static OnnxTensor levels(double[] sigmas) throws OrtException {
    FloatBuffer buffer = FloatBuffer.allocate(sigmas.length);
    for (int k = 0; k < sigmas.length; k++) {
      buffer.put(k, (float) sigmas[k]);
    }
    long[] shape = {sigmas.length};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape);
  }

  private static void check(OnnxTensor clean, long[] expected) throws IOException {
    long[] shape = clean.getInfo().getShape();
    if (!Arrays.equals(shape, expected)) {
      throw new IOException(
          "the model makes "
              + (Arrays.toString(shape) + " of " + Arrays.toString(expected))
              + " (windows, levels, values): expected the shape of its input. Export what predicts"
              + " noise, v or sample alone.");
    }
    FloatBuffer values = clean.getFloatBuffer();
    for (int i = 0; i < values.capacity(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw new IOException(
            "the model makes "
                + (values.get(i) + " of a window of zeros: expected a finite number")
                + ". Check in Python that it was trained.");
      }
    }
  }
}
