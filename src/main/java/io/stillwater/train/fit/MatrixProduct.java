package io.stillwater.train.fit;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** Large matrix products in ONNX Runtime, on the CPU: some twenty times as fast as loops. */
final class MatrixProduct {
  private MatrixProduct() {}

  /**
   * A·B.
   *
   * @param a (rows, inner)
   * @param b (inner, columns)
   * @return (rows, columns)
   */
  static float[] of(float[] a, int rows, int inner, float[] b, int columns) throws BundleException {
    Graph graph = new Graph("product");
    Tensor left = graph.input("a", ElementType.FLOAT, Shape.of(rows, inner));
    Tensor right = graph.input("b", ElementType.FLOAT, Shape.of(inner, columns));
    graph.output("product", left.matMul(right));
    RuntimeOptions onCpu = RuntimeOptions.standard().with(ProviderChoice.CPU);
    try (OpenSession open = OpenSession.of(graph.toBytes(), onCpu);
        OnnxTensor first = tensor(a, rows, inner);
        OnnxTensor second = tensor(b, inner, columns);
        OrtSession.Result result = open.session().run(Map.of("a", first, "b", second))) {
      float[] product = new float[Math.multiplyExact(rows, columns)];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(product);
      return product;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not multiply: " + e.getMessage(), e);
    }
  }

  private static OnnxTensor tensor(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
  }
}
