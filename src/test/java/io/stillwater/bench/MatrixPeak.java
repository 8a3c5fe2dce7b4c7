package io.stillwater.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.LongSupplier;

/** How fast ONNX Runtime multiplies matrices here: what a training can be measured against. */
final class MatrixPeak {
  private static final int CHAIN = 4;
  private static final double SECONDS = 2;

  private MatrixPeak() {}

  /**
   * Operations a second, the fastest run of two seconds': (rows, inner)·(inner, inner), chained.
   *
   * @param clock nanoseconds
   */
  static double of(int rows, int inner, RuntimeOptions runtime, LongSupplier clock)
      throws Exception {
    Graph graph = new Graph("peak");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(rows, inner));
    Tensor w = graph.input("w", ElementType.FLOAT, Shape.of(inner, inner));
    Tensor product = x;
    for (int i = 0; i < CHAIN; i++) {
      product = product.matMul(w);
    }
    graph.output("sum", product.sum(0, 1));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = OpenSession.of(graph.toBytes(), runtime.busily()).session();
        OnnxTensor left = numbers(environment, rows, inner);
        OnnxTensor right = numbers(environment, inner, inner)) {
      Map<String, OnnxTensor> inputs = Map.of("x", left, "w", right);
      double fastest = Double.POSITIVE_INFINITY;
      long end = System.nanoTime() + (long) (SECONDS * 1e9);
      while (System.nanoTime() < end) {
        long start = clock.getAsLong();
        session.run(inputs).close();
        fastest = Math.min(fastest, (clock.getAsLong() - start) / 1e9);
      }
      return 2.0 * CHAIN * rows * inner * inner / fastest;
    }
  }

  private static OnnxTensor numbers(OrtEnvironment environment, int rows, int columns)
      throws Exception {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) / columns;
    }
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(values), new long[] {rows, columns});
  }
}
