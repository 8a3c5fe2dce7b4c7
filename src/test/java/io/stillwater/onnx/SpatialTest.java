package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SpatialTest {
  private static final Dim HEIGHT = Dim.open("height");
  private static final Dim WIDTH = Dim.open("width");

  @Test
  void openAxes_areAsLongAsWhatComesIn() throws Exception {
    Graph graph = new Graph("scaled");
    Tensor x = graph.input("x", ElementType.FLOAT, Spatial.planes(1, HEIGHT, WIDTH));
    graph.output("y", x.multiply(graph.scalar(ElementType.FLOAT, 2)));
    assertArrayEquals(new float[] {2, 4, 6}, run(graph, 1, 3, 1, 2, 3));
    assertArrayEquals(new float[] {2, 4}, run(graph, 2, 1, 1, 2));
  }

  @Test
  void axesOfOtherNames_areNotMixed() {
    Graph graph = new Graph("mixed");
    Tensor x = graph.input("x", ElementType.FLOAT, Spatial.planes(1, HEIGHT, WIDTH));
    Tensor y = graph.input("y", ElementType.FLOAT, Spatial.planes(1, WIDTH, WIDTH));
    assertThrows(IllegalArgumentException.class, () -> x.add(y));
    assertThrows(IllegalArgumentException.class, () -> x.slice(2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> x.reshape(Shape.of(1)));
    assertThrows(IllegalArgumentException.class, () -> Dim.open(""));
  }

  @Test
  void correlation_isTheSumOfProductsAtEveryOtherPlace() throws Exception {
    // 1·2 + 2·3 = 8 and 3·2 + 4·3 = 18; what is left over counts nowhere.
    float[] y =
        run(
            x -> {
              Tensor kernel = x.graph().constant(new float[] {2, 3}, 1, 1, 1, 2);
              return Spatial.conv(x, kernel, new long[] {1, 2}, HEIGHT, Dim.open("half"));
            },
            1,
            5,
            new float[] {1, 2, 3, 4, 5});
    assertArrayEquals(new float[] {8, 18}, y);
  }

  @Test
  void means_areCutOffAtTheBorders() throws Exception {
    float[] y = run(x -> Spatial.meanAround(x, 1, 3), 1, 4, new float[] {1, 3, 5, 9});
    assertArrayEquals(new float[] {2, 3, 17 / 3f, 7}, y, 1e-6f);
    Tensor x = new Graph("even").input("x", ElementType.FLOAT, Spatial.planes(1, HEIGHT, WIDTH));
    assertThrows(IllegalArgumentException.class, () -> Spatial.meanAround(x, 2, 1));
  }

  @Test
  void largestOfBlocks_leavesOutTheRest() throws Exception {
    float[] y =
        run(
            x -> Spatial.maxOfBlocks(x, 2, 2, Dim.open("h2"), Dim.open("w2")),
            2,
            5,
            new float[] {1, 2, 3, 4, 9, 5, 0, 1, 1, 9});
    assertArrayEquals(new float[] {5, 4}, y);
  }

  @Test
  void mirroredPlaces_repeatTheEndsAgainAndAgain() throws Exception {
    float[] y =
        run(
            x -> {
              Tensor places = x.graph().integers(-4, -3, -2, -1, 0, 1, 2, 3, 4);
              return x.gather(3, Places.mirrored(places, Places.size(x, 3)));
            },
            1,
            2,
            new float[] {7, 8});
    assertArrayEquals(new float[] {7, 8, 8, 7, 7, 8, 8, 7, 7}, y);
  }

  @Test
  void rangesAndSums_mayBeEmptyOrNot() throws Exception {
    float[] y =
        run(
            x -> {
              Graph graph = x.graph();
              Tensor size = Places.size(x, 3);
              Tensor none = Places.range(size, size, Dim.open("none"));
              Tensor each = Places.range(graph.integers(0), size, Dim.open("each"));
              Tensor twice = Places.sums(each, graph.integers(0, 0), Dim.open("twice"));
              Dim all = Dim.open("all");
              return x.gather(3, Spatial.concat(0, all, List.of(none, twice)));
            },
            1,
            2,
            new float[] {7, 8});
    assertArrayEquals(new float[] {7, 7, 8, 8}, y);
  }

  @Test
  void sameCalls_giveTheSameBytes() {
    assertArrayEquals(written(), written());
    assertEquals("height", HEIGHT.toString());
  }

  private static byte[] written() {
    Graph graph = new Graph("pool");
    Tensor x = graph.input("x", ElementType.FLOAT, Spatial.planes(1, HEIGHT, WIDTH));
    graph.output("y", Spatial.meanAround(Spatial.maxOfBlocks(x, 1, 1, HEIGHT, WIDTH), 3, 3));
    return graph.toBytes();
  }

  private static float[] run(UnaryOperator<Tensor> work, int height, int width, float[] values)
      throws Exception {
    Graph graph = new Graph("small");
    Tensor x = graph.input("x", ElementType.FLOAT, Spatial.planes(1, HEIGHT, WIDTH));
    graph.output("y", work.apply(x));
    return run(graph, height, width, values);
  }

  private static float[] run(Graph graph, int height, int width, float... values) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, 1, height, width};
    try (OrtSession session = environment.createSession(graph.toBytes());
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    }
  }
}
