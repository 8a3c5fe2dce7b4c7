package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final float[] SIX = {1, -2, 3, 4, 5, -6}; // (2, 3)

  /** Runs a graph whose input x is (B, 3) on two rows. */
  private static float[] run(Graph graph, Tensor output) throws OrtException {
    graph.output("y", output);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(graph.toBytes(), options);
        OnnxTensor x =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(SIX), new long[] {2, 3});
        OrtSession.Result result = session.run(Map.of("x", x));
        OnnxTensor y = (OnnxTensor) result.get(0)) {
      float[] values = new float[y.getFloatBuffer().remaining()];
      y.getFloatBuffer().get(values);
      return values;
    }
  }

  private static Tensor x(Graph graph) {
    return graph.input("x", ElementType.FLOAT, Shape.batch(3));
  }

  @Test
  void elementwiseOperations_areThoseOfTheRuntime() throws OrtException {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor two = graph.scalar(ElementType.FLOAT, 2);
    Tensor row = graph.constant(new float[] {1, 10, 100}, 3);
    Tensor y = x.add(row).subtract(two).multiply(row).divide(two).min(row).max(two).negate();
    assertEquals(Shape.batch(3), y.shape());
    float[] expected = new float[6];
    for (int i = 0; i < 6; i++) {
      float r = new float[] {1, 10, 100}[i % 3];
      expected[i] = -Math.max(2, Math.min(r, (SIX[i] + r - 2) * r / 2));
    }
    assertArrayEquals(expected, run(graph, y));
  }

  @Test
  void matMulAndTranspose_multiplyByTheTurnedMatrix() throws OrtException {
    Graph graph = new Graph("t");
    Tensor matrix = graph.constant(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor y = x(graph).matMul(matrix.transpose(1, 0));
    assertEquals(Shape.batch(2), y.shape());
    assertArrayEquals(new float[] {6, 12, -4, 5}, run(graph, y));
  }

  @Test
  void affine_isTheProductAndARow() throws OrtException {
    Graph graph = new Graph("t");
    Tensor matrix = graph.constant(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor x = x(graph);
    Tensor y = Affine.of(x, matrix.transpose(1, 0), graph.constant(new float[] {100, -1}, 2));
    assertEquals(Shape.batch(2), y.shape());
    assertArrayEquals(new float[] {106, 11, 96, 4}, run(graph, y));
    Tensor wide = graph.constant(new float[] {1, 2, 3}, 3);
    assertThrows(IllegalArgumentException.class, () -> Affine.of(x, matrix.transpose(1, 0), wide));
  }

  @Test
  void castToTheSameType_isNoOperation() {
    Tensor x = x(new Graph("t"));
    assertSame(x, x.cast(ElementType.FLOAT));
  }

  @Test
  void softmaxExpLog_areThoseOfTheDefinition() throws OrtException {
    Graph graph = new Graph("t");
    float[] y = run(graph, x(graph).softmax().log().exp());
    double sum = Math.exp(1) + Math.exp(-2) + Math.exp(3);
    assertEquals(Math.exp(1) / sum, y[0], 1e-6);
    assertEquals(Math.exp(3) / sum, y[2], 1e-6);
    assertEquals(1, y[3] + y[4] + y[5], 1e-6);
  }

  @Test
  void reductions_dropOrKeepTheirAxes() throws OrtException {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    assertEquals(Shape.batch(1), x.maxKept(1).shape());
    assertEquals(Shape.batch(), x.sum(1).shape());
    assertArrayEquals(new float[] {-2, -5, 0, -1, 0, -11}, run(graph, x.subtract(x.maxKept(1))));
  }

  @Test
  void reshapeAndPick_moveTheFactorOfTheBatch() throws OrtException {
    Graph graph = new Graph("t");
    Tensor tall = x(graph).reshape(Shape.batchTimes(3, 1));
    assertEquals("(3B, 1)", tall.shape().toString());
    Tensor y = tall.reshape(Shape.batch(3)).pick(1, 2);
    assertEquals(Shape.batch(), y.shape());
    assertArrayEquals(new float[] {3, -6}, run(graph, y));
  }

  @Test
  void gather_takesRowsByTheirNumbers() throws OrtException {
    Graph graph = new Graph("t");
    Tensor table = graph.constant(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Tensor numbers = graph.integers(2, 0, 2).cast(ElementType.INT32);
    Tensor rows = table.gather(0, numbers);
    assertEquals(Shape.of(3, 2), rows.shape());
    Tensor turned = table.gather(1, graph.integer(1)); // the second column
    assertEquals(Shape.of(3), turned.shape());
    Tensor y = x(graph).matMul(rows).add(turned.slice(0, 0, 2));
    assertArrayEquals(new float[] {20 - 2 + 2, 24 - 4 + 4, -5 + 2, -2 + 4}, run(graph, y));
  }

  @Test
  void clip_endsAtTheBounds() throws OrtException {
    Graph graph = new Graph("t");
    assertArrayEquals(new float[] {1, -1, 2, 2, 2, -1}, run(graph, x(graph).clip(-1, 2)));
    assertThrows(IllegalArgumentException.class, () -> x(new Graph("u")).clip(2, -1));
  }

  @Test
  void gatesAndNorms_areThoseOfTheirDefinitions() throws OrtException {
    double mean = (1 - 2 + 3) / 3.0;
    double square = (1 + 4 + 9) / 3.0;
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor all = Tensor.concat(1, List.of(x.silu(), x.gelu(), x.layerNorm(0.5), x.rmsNorm(0.5)));
    float[] y = run(graph, all); // the first row is (1, -2, 3)
    double inner = Math.sqrt(2 / Math.PI) * (-2 + 0.044715 * -8);
    assertEquals(-2 / (1 + Math.exp(2)), y[1], 1e-6);
    assertEquals(-1 * (1 + Math.tanh(inner)), y[4], 1e-6);
    assertEquals((3 - mean) / Math.sqrt(square - mean * mean + 0.5), y[8], 1e-6);
    assertEquals(1 / Math.sqrt(square + 0.5), y[9], 1e-6);
  }

  @Test
  void meansOverTheBatch_areRefused() {
    Tensor x = x(new Graph("t"));
    assertEquals(Shape.batch(), x.mean(1).shape());
    assertThrows(IllegalArgumentException.class, () -> x.mean(0));
    assertThrows(IllegalArgumentException.class, () -> x.meanKept(0, 1));
  }

  @Test
  void concat_putsTensorsBehindEachOther() throws OrtException {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor largest = x.maxKept(1);
    Tensor y = Tensor.concat(1, List.of(largest, x, largest));
    assertEquals(Shape.batch(5), y.shape());
    assertArrayEquals(new float[] {3, 1, -2, 3, 3, 5, 4, 5, -6, 5}, run(graph, y));
  }

  @Test
  void cast_goesThroughDoubleAndBack() throws OrtException {
    Graph graph = new Graph("t");
    Tensor third = graph.scalar(ElementType.DOUBLE, 1.0 / 3);
    Tensor y = x(graph).cast(ElementType.DOUBLE).multiply(third).cast(ElementType.FLOAT);
    assertEquals((float) (5.0 / 3), run(graph, y)[4]);
  }

  @Test
  void sameCalls_giveTheSameBytes() {
    assertArrayEquals(small().toBytes(), small().toBytes());
  }

  private static Graph small() {
    Graph graph = new Graph("t");
    graph.output("y", x(graph).sum(1));
    return graph;
  }

  @Test
  void shapesThatDoNotFit_areRefusedWithBothShapes() {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor four = graph.constant(new float[4], 4);
    String message = assertThrows(IllegalArgumentException.class, () -> x.add(four)).getMessage();
    assertEquals("cannot broadcast (B, 3) with (4)", message);
    assertThrows(IllegalArgumentException.class, () -> x.matMul(four));
    assertThrows(IllegalArgumentException.class, () -> x.reshape(Shape.batch(4)));
    assertThrows(IllegalArgumentException.class, () -> x.reshape(Shape.of(3)));
    assertThrows(IllegalArgumentException.class, () -> x.transpose(0, 0));
    assertThrows(IllegalArgumentException.class, () -> x.sum(2));
    assertThrows(IllegalArgumentException.class, () -> x.pick(0, 0));
    assertThrows(IllegalArgumentException.class, () -> x.gather(0, graph.integers(0)));
    assertThrows(IllegalArgumentException.class, () -> four.gather(0, four));
    assertThrows(IllegalArgumentException.class, () -> Tensor.concat(1, List.of(x, four)));
    assertThrows(IllegalArgumentException.class, () -> Tensor.concat(0, List.of(x, x)));
    assertThrows(IllegalArgumentException.class, () -> graph.constant(new float[4], 5));
  }

  @Test
  void typesThatDiffer_areRefused() {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor two = graph.scalar(ElementType.DOUBLE, 2);
    String message = assertThrows(IllegalArgumentException.class, () -> x.add(two)).getMessage();
    assertTrue(message.contains("FLOAT (B, 3)"), message);
  }

  @Test
  void tensorsOfAnotherGraph_areRefused() {
    Tensor other = x(new Graph("other"));
    Tensor x = x(new Graph("t"));
    assertThrows(IllegalArgumentException.class, () -> x.add(other));
  }
}
