package io.stillwater.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.HalfProducts;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products in half precision: computed on the CPU from factors that are rounded as on a GPU. */
class HalfPrecisionTest {
  private static final float THIRD = 1 / 3f;

  /** 1/3 in 11 bits. */
  private static final double ROUNDED = 1365 / 4096.0;

  private static byte[] product(ElementType type) {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(1, 2));
    Tensor w = graph.constant(new float[] {THIRD, THIRD}, 2, 1);
    graph.output("y", x.cast(type).matMul(w.cast(type)).cast(ElementType.FLOAT));
    graph.output("twice", x.add(x));
    return graph.toBytes();
  }

  private static float[] run(byte[] model, float... x) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {x});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      float[][] y = (float[][]) result.get("y").orElseThrow().getValue();
      float[][] twice = (float[][]) result.get("twice").orElseThrow().getValue();
      return new float[] {y[0][0], twice[0][0]};
    }
  }

  @Test
  void factorsOfSinglePrecision_areRoundedToElevenBits() throws Exception {
    float[] seen = run(HalfProducts.of(product(ElementType.FLOAT)), 1, 2);
    assertEquals(3 * ROUNDED, seen[0], 1e-3 * ROUNDED);
    assertTrue(Math.abs(seen[0] - 1) > 1e-4, "not rounded: " + seen[0]);
  }

  @Test
  void sums_stayAsTheyAre() throws Exception {
    assertEquals(2 * THIRD, run(HalfProducts.of(product(ElementType.FLOAT)), THIRD, 0)[1]);
  }

  @Test
  void productsInDoublePrecision_stayAsTheyAre() throws Exception {
    byte[] model = product(ElementType.DOUBLE);
    assertEquals(run(model, 1, 2)[0], run(HalfProducts.of(model), 1, 2)[0]);
  }

  @Test
  void bytesThatAreNoModel_areRefused() {
    assertThrows(IOException.class, () -> HalfProducts.of(new byte[] {1, 2, 3}));
  }
}
