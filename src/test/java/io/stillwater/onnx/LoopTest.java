package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final int ROUNDS = 7;
  private static final int BATCH = 5;
  private static final int WIDTH = 6;
  private static final int WEIGHTS = WIDTH * WIDTH;
  private static final Shape FLAT = Shape.of(WEIGHTS);

  /** Runs a graph on floats, and whole numbers where it has an input {@code rounds}. */
  private static List<float[]> run(byte[] graph, long rounds, Map<String, float[]> inputs)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> tensors = new java.util.HashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(graph, options)) {
      for (Map.Entry<String, ai.onnxruntime.NodeInfo> input : session.getInputInfo().entrySet()) {
        String name = input.getKey();
        long[] shape = ((ai.onnxruntime.TensorInfo) input.getValue().getInfo()).getShape();
        tensors.put(
            name,
            name.equals("rounds")
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {rounds}), shape)
                : OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs.get(name)), shape));
      }
      List<float[]> outputs = new ArrayList<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (int i = 0; i < result.size(); i++) {
          FloatBuffer buffer = ((OnnxTensor) result.get(i)).getFloatBuffer();
          float[] values = new float[buffer.remaining()];
          buffer.get(values);
          outputs.add(values);
        }
      }
      return outputs;
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] run(Graph graph, Tensor output, long rounds, float... x)
      throws OrtException {
    graph.output("y", output);
    return run(graph.toBytes(), rounds, Map.of("x", x)).get(0);
  }

  private static Tensor rounds(Graph graph) {
    return graph.input("rounds", ElementType.INT64, Shape.of());
  }

  @Test
  void eachRound_startsFromWhatTheLastOneMade() throws OrtException {
    for (int rounds = 0; rounds < 4; rounds++) {
      Graph graph = new Graph("t");
      Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
      Tensor two = graph.scalar(ElementType.FLOAT, 2);
      Tensor last =
          Loop.repeat(
                  rounds(graph),
                  List.of(x),
                  (i, s) -> List.of(s.get(0).multiply(two).add(i.cast(ElementType.FLOAT))))
              .get(0);
      float[] expected = {3, -1};
      for (int i = 0; i < rounds; i++) {
        expected = new float[] {2 * expected[0] + i, 2 * expected[1] + i};
      }
      assertArrayEquals(expected, run(graph, last, rounds, 3, -1));
    }
  }

  @Test
  void loopsInLoops_readAllThatIsAroundThem() throws OrtException {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(1));
    Tensor rounds = rounds(graph);
    Tensor zero = graph.constant(new float[1], 1);
    Tensor sum =
        Loop.repeat(
                rounds,
                List.of(zero),
                (i, outer) ->
                    Loop.repeat(
                        rounds,
                        outer,
                        (j, inner) ->
                            List.of(inner.get(0).add(x.multiply(product(i, j)))))) // i·j·x
            .get(0);
    float sumOfNumbers = 0 + 1 + 2 + 3;
    assertArrayEquals(new float[] {0.5f * sumOfNumbers * sumOfNumbers}, run(graph, sum, 4, 0.5f));
  }

  private static Tensor product(Tensor i, Tensor j) {
    return i.multiply(j).cast(ElementType.FLOAT);
  }

  /** One step of gradient descent with momentum on ‖tanh(x·W) − y‖²: the new w, m and the loss. */
  private static List<Tensor> step(Tensor w, Tensor m, Tensor x, Tensor y) {
    Tensor difference = x.matMul(w.reshape(Shape.of(WIDTH, WIDTH))).tanh().subtract(y);
    Tensor loss = difference.square().mean(0, 1);
    Tensor gradient = Gradients.of(loss, List.of(w)).get(0);
    Tensor stays = w.graph().scalar(ElementType.FLOAT, 0.9);
    Tensor moved = m.multiply(stays).add(gradient);
    return List.of(w.subtract(moved), moved, loss.reshape(Shape.of(1)));
  }

  private static byte[] single() {
    Graph graph = new Graph("single");
    Tensor w = graph.input("w", ElementType.FLOAT, FLAT);
    Tensor m = graph.input("m", ElementType.FLOAT, FLAT);
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(BATCH, WIDTH));
    Tensor y = graph.input("y", ElementType.FLOAT, Shape.of(BATCH, WIDTH));
    List<Tensor> next = step(w, m, x, y);
    graph.output("w_out", next.get(0));
    graph.output("m_out", next.get(1));
    graph.output("loss", next.get(2));
    return graph.toBytes();
  }

  private static byte[] looped() {
    Graph graph = new Graph("looped");
    Tensor w = graph.input("w", ElementType.FLOAT, FLAT);
    Tensor m = graph.input("m", ElementType.FLOAT, FLAT);
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(ROUNDS, BATCH, WIDTH));
    Tensor y = graph.input("y", ElementType.FLOAT, Shape.of(ROUNDS, BATCH, WIDTH));
    Tensor none = graph.constant(new float[1], 1);
    List<Tensor> last =
        Loop.repeat(
            graph.integers(ROUNDS),
            List.of(w, m, none),
            (i, s) -> step(s.get(0), s.get(1), x.gather(0, i), y.gather(0, i)));
    graph.output("w_out", last.get(0));
    graph.output("m_out", last.get(1));
    graph.output("loss", last.get(2));
    return graph.toBytes();
  }

  @Test
  void stepsOfTrainingInALoop_areThoseOfSingleRunsBitForBit() throws OrtException {
    Random random = new Random(5);
    float[] w = random(random, WEIGHTS);
    float[] x = random(random, ROUNDS * BATCH * WIDTH);
    float[] y = random(random, ROUNDS * BATCH * WIDTH);
    List<float[]> state = List.of(w, new float[WEIGHTS], new float[1]);
    List<float[]> looped =
        run(looped(), 0, Map.of("w", w, "m", new float[WEIGHTS], "x", x, "y", y));
    byte[] single = single();
    for (int i = 0; i < ROUNDS; i++) {
      Map<String, float[]> inputs =
          Map.of("w", state.get(0), "m", state.get(1), "x", part(x, i), "y", part(y, i));
      state = run(single, 0, inputs);
    }
    for (int i = 0; i < state.size(); i++) {
      assertArrayEquals(state.get(i), looped.get(i), 0f);
    }
    assertTrue(state.get(2)[0] < 1, "the loss is " + state.get(2)[0]);
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return values;
  }

  private static float[] part(float[] all, int round) {
    int size = BATCH * WIDTH;
    return Arrays.copyOfRange(all, round * size, (round + 1) * size);
  }

  @Test
  void statesThatChangeTheirForm_areRefused() {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
    Tensor rounds = rounds(graph);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Loop.repeat(rounds, List.of(x), (i, s) -> List.of(s.get(0).slice(0, 0, 1))))
            .getMessage();
    assertTrue(message.startsWith("tensor 0 of the state must stay x FLOAT (2): became"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> Loop.repeat(rounds, List.of(x, x), (i, s) -> List.of(x)));
    assertThrows(IllegalArgumentException.class, () -> Loop.repeat(rounds, List.of(), (i, s) -> s));
    assertThrows(IllegalArgumentException.class, () -> Loop.repeat(x, List.of(x), (i, s) -> s));
  }

  @Test
  void tensorsOfABody_stayInside() {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
    List<Tensor> escaped = new ArrayList<>();
    Loop.repeat(
        rounds(graph),
        List.of(x),
        (i, s) -> {
          escaped.add(s.get(0));
          return s;
        });
    String message =
        assertThrows(IllegalArgumentException.class, () -> x.add(escaped.get(0))).getMessage();
    assertTrue(message.endsWith("is written: its tensors cannot be used outside"), message);
  }

  @Test
  void gradientsThroughALoop_areRefusedWhetherItTakesOrCaptures() {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(2));
    Tensor zero = graph.constant(new float[2], 2);
    Tensor rounds = rounds(graph);
    Tensor taken = Loop.repeat(rounds, List.of(x), (i, s) -> s).get(0).sum(0);
    Tensor captured =
        Loop.repeat(rounds, List.of(zero), (i, s) -> List.of(s.get(0).add(x))).get(0).sum(0);
    for (Tensor loss : List.of(taken, captured)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Gradients.of(loss, List.of(x)))
              .getMessage();
      assertEquals("no gradient is known for the operator Loop", message);
    }
  }

  @Test
  void sameCalls_giveTheSameBytes() {
    assertArrayEquals(looped(), looped());
  }
}
