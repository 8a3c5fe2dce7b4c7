package io.stillwater.onnx;

import static io.stillwater.onnx.ForeignFile.FLOAT;
import static io.stillwater.onnx.ForeignFile.INT64;
import static io.stillwater.onnx.ForeignFile.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignGraphTest {
  private static final float[] SIX = {1, -2, 3, 4, 5, -6}; // (2, 3)

  /** x·w + mean x, where w is a constant and the mean is over the last axis. */
  private static ForeignFile small(int set) {
    ForeignFile file =
        ForeignFile.of(set)
            .input("x", FLOAT, -1, 3)
            .output("y", FLOAT, -1, 3)
            .constant("w", new float[] {1, 10, 100}, 3)
            .node("Mul", List.of("x", "w"), List.of("scaled"));
    if (set < 18) {
      file.node("ReduceMean", List.of("x"), List.of("mean"), attribute("axes", new long[] {-1}));
    } else {
      file.constant("axes", new long[] {-1}, 1);
      file.node("ReduceMean", List.of("x", "axes"), List.of("mean"));
    }
    return file.node("Add", List.of("scaled", "mean"), List.of("y"));
  }

  private static float[] expected() {
    return new float[] {
      1 + 2 / 3f, -20 + 2 / 3f, 300 + 2 / 3f, 4 + 1, 50 + 1, -600 + 1,
    };
  }

  private static Tensor x(Graph graph) {
    return graph.input("x", ElementType.FLOAT, Shape.batch(3));
  }

  private static Tensor splice(Graph graph, byte[] file, int call, Tensor x) throws IOException {
    return ForeignGraph.read(file)
        .splice(graph, "foreign", call, Map.of("x", x), ElementType.FLOAT, Shape.batch(3));
  }

  private static float[] run(Graph graph, Tensor output) throws OrtException {
    graph.output("out", output);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(graph.toBytes(), options);
        OnnxTensor x =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(SIX), new long[] {2, 3});
        OrtSession.Result result = session.run(Map.of("x", x))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }

  private static String refusal(byte[] file) {
    return assertThrows(IOException.class, () -> ForeignGraph.read(file)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
  void everyOperatorSet_computesTheSameBesideOurOwnOperators(int set)
      throws IOException, OrtException {
    Graph graph = new Graph("t");
    Tensor y = splice(graph, small(set).bytes(), 0, x(graph));
    Tensor all = y.add(y.maxKept(1)).subtract(y.maxKept(1)).reshape(Shape.batch(1, 3));
    assertArrayEquals(expected(), run(graph, all), 1e-4f);
  }

  @Test
  void twoCalls_shareTheConstants() throws IOException, OrtException {
    Graph graph = new Graph("t");
    Tensor x = x(graph);
    Tensor once = splice(graph, small(17).bytes(), 0, x);
    int size = graph.toBytes().length;
    Tensor twice = splice(graph, small(17).bytes(), 1, once);
    assertTrue(graph.toBytes().length - size < 300, "the second call adds operations only");
    float[] y = run(graph, twice);
    float mean = (expected()[0] + expected()[1] + expected()[2]) / 3;
    assertEquals(expected()[1] * 10 + mean, y[1], 1e-3);
  }

  @Test
  void splitIntoEqualParts_isUnderstoodAsItWasMeant() throws IOException, OrtException {
    ForeignFile file =
        ForeignFile.of(17)
            .input("x", FLOAT, -1, 3)
            .output("y", FLOAT, -1, 3)
            .node("Split", List.of("x"), List.of("a", "b", "c"), attribute("axis", 1))
            .node("Concat", List.of("c", "b", "a"), List.of("y"), attribute("axis", 1));
    Graph graph = new Graph("t");
    Tensor y = splice(graph, file.bytes(), 0, x(graph));
    assertArrayEquals(new float[] {3, -2, 1, -6, 5, 4}, run(graph, y));
  }

  @Test
  void bodies_areTakenOverWithAllTheyRead() throws IOException, OrtException {
    ForeignFile body =
        ForeignFile.of(17)
            .input("i", INT64)
            .input("go", 9)
            .input("state", FLOAT, -1, 3)
            .constant("one", new float[] {1}, 1)
            .node("Identity", List.of("go"), List.of("on"))
            .node("ReduceMax", List.of("w"), List.of("top"), attribute("axes", new long[] {0}))
            .node("Add", List.of("state", "top"), List.of("more"))
            .node("Add", List.of("more", "one"), List.of("next"))
            .output("on", 9)
            .output("next", FLOAT, -1, 3);
    ForeignFile file =
        ForeignFile.of(17)
            .input("x", FLOAT, -1, 3)
            .output("y", FLOAT, -1, 3)
            .constant("w", new float[] {1, 10, 100}, 3)
            .constant("rounds", new long[] {2})
            .node("Loop", List.of("rounds", "", "x"), List.of("y"), attribute("body", body));
    Graph graph = new Graph("t");
    float[] y = run(graph, splice(graph, file.bytes(), 0, x(graph)));
    assertArrayEquals(new float[] {203, 200, 205, 206, 207, 196}, y);
  }

  @Test
  void inputsAndOutputs_areToldAsTheFileHasThem() throws IOException {
    ForeignFile file =
        ForeignFile.of(18)
            .input("sample", FLOAT, -1, 16, 2)
            .input("timestep", INT64)
            .input("w", FLOAT, 1) // listed beside its value, as older files do
            .constant("w", new float[] {1}, 1)
            .node("Mul", List.of("sample", "w"), List.of("y"))
            .output("y", 10, -1, 16, 2);
    ForeignGraph graph = ForeignGraph.read(file.bytes());
    assertEquals("[sample FLOAT (?, 16, 2), timestep INT64 ()]", graph.inputs().toString());
    assertEquals("y of another type (?, 16, 2)", graph.output().toString());
    assertEquals(18, graph.operatorSet());
  }

  @Test
  void whatCannotBeTakenOver_isSaid() throws IOException {
    assertEquals(
        "the model is of the operator set 12: expected 13 to 23. Export it with opset_version=18.",
        refusal(small(12).bytes()));
    assertTrue(refusal(small(24).bytes()).contains("operator set 24"));
    ForeignFile random =
        ForeignFile.of(18)
            .input("x", FLOAT, -1, 3)
            .output("y", FLOAT, -1, 3)
            .node("RandomNormalLike", List.of("x"), List.of("y"));
    assertTrue(refusal(random.bytes()).contains("draws at random (RandomNormalLike)"));
    ForeignFile two = small(18).output("mean", FLOAT, -1, 1);
    assertTrue(refusal(two.bytes()).contains("has the outputs [y FLOAT (?, 3), mean"));
    ForeignFile none = ForeignFile.of(18).input("x", FLOAT, -1, 3).output("x", FLOAT, -1, 3);
    assertTrue(refusal(none.bytes()).contains("makes no x, its output"));
    byte[] custom =
        ProtoMessage.of(small(18).bytes())
            .with(7, List.of(ProtoMessage.empty().with(1, List.of(operatorOf("com.example")))))
            .toBytes();
    assertTrue(refusal(custom).contains("uses operators of com.example"), refusal(custom));
    assertTrue(refusal(new byte[0]).contains("has no graph"), refusal(new byte[0]));
    assertTrue(
        refusal("GIF89a, not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .contains("not a whole ONNX file"));
  }

  private static ProtoMessage operatorOf(String domain) {
    return ProtoMessage.empty().withTexts(7, List.of(domain));
  }

  @Test
  void filesCutAnywhereOrDamaged_areRefusedOrReadButNeverFailOtherwise() {
    byte[] whole = small(17).bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertTrue(refusal(part).length() > 20, refusal(part));
    }
    Random random = new Random(1);
    for (int run = 0; run < 5_000; run++) {
      byte[] damaged = small(17).bytes();
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        Graph graph = new Graph("t");
        splice(graph, damaged, 0, x(graph));
      } catch (IOException e) {
        assertTrue(e.getMessage().length() > 20, e.getMessage());
      }
    }
  }
}
