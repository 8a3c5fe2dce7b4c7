package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule against finite differences, in double precision. */
class GradientsTest {
  private static final Shape A = Shape.of(2, 3, 4);

  static Stream<Arguments> functions() {
    return Stream.of(
        two("add, broadcast", Shape.of(3, 1), Tensor::add),
        two("subtract, broadcast", Shape.of(4), Tensor::subtract),
        two("multiply, broadcast", Shape.of(2, 1, 4), Tensor::multiply),
        two("multiply by itself", A, (a, b) -> a.multiply(a).add(b)),
        two("divide, broadcast", Shape.of(1, 3, 4), Tensor::divide),
        two("product with a shared matrix", Shape.of(4, 5), Tensor::matMul),
        two("product of batches", Shape.of(2, 4, 2), Tensor::matMul),
        two("product with a batch of one", Shape.of(1, 4, 2), Tensor::matMul),
        two("join", Shape.of(2, 3, 2), (a, b) -> Tensor.concat(2, List.of(a, b, a))),
        two("the larger, broadcast", Shape.of(3, 1), Tensor::max),
        two("the smaller, broadcast", Shape.of(4), Tensor::min),
        two("the larger, of a constant", A, (a, b) -> b.max(one(a)).multiply(a)),
        two("rows of a table", Shape.of(5, 3), (a, b) -> rows(b, 4, 0, 4, 4).exp().add(sum(a))),
        two("one row of a table", Shape.of(5, 3), (a, b) -> row(b, 2).square().add(sum(a))),
        two("expand", Shape.of(2, 1, 4), (a, b) -> a.multiply(b.expand(A))),
        one("clip", a -> a.clip(0.8, 1.2).multiply(a)),
        one("rectified", a -> Spatial.rectified(a.subtract(one(a))).multiply(a)),
        one("square", Tensor::square),
        one("silu", a -> a.subtract(one(a)).silu()),
        one("silu twice, and its parts", a -> a.silu().silu().add(a.sigmoid()).multiply(a)),
        one("gelu", a -> a.subtract(one(a)).gelu()),
        one("layer norm", a -> a.layerNorm(0.01)),
        one("layer norm of what has gradients", a -> a.exp().layerNorm(0.01).exp()),
        one("root mean square norm", a -> a.rmsNorm(0.01)),
        one("mean over two axes", a -> a.mean(0, 2).exp()),
        one("mean kept", a -> a.subtract(a.meanKept(1)).exp()),
        one("pad", a -> a.exp().pad(1, 2, 1)),
        one("pick", a -> a.pick(0, 1).exp()),
        one("exp", Tensor::exp),
        one("log", Tensor::log),
        one("negate", Tensor::negate),
        one("sqrt", Tensor::sqrt),
        one("sigmoid", Tensor::sigmoid),
        one("tanh", Tensor::tanh),
        one("softmax", Tensor::softmax),
        one("sum over one axis", a -> a.sum(1).multiply(a.sum(1))),
        one("sum over two axes", a -> a.sum(0, 2).exp()),
        one("reshape", a -> a.reshape(Shape.of(6, 4)).matMul(a.reshape(Shape.of(4, 6)))),
        one("transpose", a -> a.matMul(a.transpose(0, 2, 1))),
        one("transpose all", a -> a.transpose(2, 0, 1).exp()),
        one("cast", a -> a.cast(ElementType.FLOAT).cast(ElementType.DOUBLE)),
        one("slice, middle", a -> a.slice(2, 1, 3).exp()),
        one("slice, both ends", a -> a.slice(1, 0, 1).multiply(a.slice(1, 2, 3))));
  }

  private static Tensor one(Tensor like) {
    return like.graph().scalar(like.type(), 1);
  }

  private static Tensor sum(Tensor a) {
    return a.sum(0, 1, 2);
  }

  private static Tensor rows(Tensor table, long... numbers) {
    return table.gather(0, table.graph().integers(numbers));
  }

  private static Tensor row(Tensor table, long number) {
    return table.pick(0, number);
  }

  private static Arguments one(String name, UnaryOperator<Tensor> function) {
    return two(name, Shape.of(1), (a, b) -> function.apply(a).add(b));
  }

  private static Arguments two(String name, Shape b, BiFunction<Tensor, Tensor, Tensor> function) {
    return Arguments.of(name, b, function);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void theGradient_isThatOfFiniteDifferences(
      String name, Shape shapeOfB, BiFunction<Tensor, Tensor, Tensor> function)
      throws OrtException {
    Random random = new Random(7);
    double[] a = positive(random, A);
    double[] b = positive(random, shapeOfB);
    try (Evaluation evaluation = new Evaluation(shapeOfB, function)) {
      Result result = evaluation.run(a, b);
      double tolerance = name.equals("cast") ? 1e-3 : 1e-6;
      double step = name.equals("cast") ? 1e-3 : 1e-5;
      compare(a, result.gradientOfA, step, tolerance, () -> evaluation.run(a, b).loss);
      compare(b, result.gradientOfB, step, tolerance, () -> evaluation.run(a, b).loss);
    }
  }

  /** Without this the gradient of every part would be padded to the size of the whole. */
  @Test
  void partsOfAVector_giveNothingBackToTheVector() {
    Graph graph = new Graph("parts");
    Tensor whole = graph.input("whole", ElementType.FLOAT, Shape.of(6));
    Tensor first = whole.slice(0, 0, 2);
    Tensor second = whole.slice(0, 2, 4);
    Tensor loss = first.multiply(second).sum(0);

    Gradients.of(loss, List.of(first, second));

    assertEquals(0, graph.nodes().stream().filter(n -> n.operator().equals("Pad")).count());
  }

  @Test
  void whatTheScalarDoesNotDependOn_isRefused() {
    Graph graph = new Graph("t");
    Tensor a = graph.input("a", ElementType.DOUBLE, Shape.of(2));
    Tensor b = graph.input("b", ElementType.DOUBLE, Shape.of(2));
    Tensor loss = a.sum(0);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Gradients.of(loss, List.of(b)))
            .getMessage();
    assertEquals("the scalar does not depend on b DOUBLE (2)", message);
  }

  @Test
  void operatorsWithoutARule_areNamed() {
    Graph graph = new Graph("t");
    Tensor a = graph.input("a", ElementType.DOUBLE, Shape.of(2));
    Tensor loss = a.maxKept(0).sum(0);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Gradients.of(loss, List.of(a)))
            .getMessage();
    assertEquals("no gradient is known for the operator ReduceMax", message);
  }

  @Test
  void gatherAlongAnotherAxis_isRefused() {
    Graph graph = new Graph("t");
    Tensor a = graph.input("a", ElementType.DOUBLE, Shape.of(2, 3));
    Tensor loss = a.gather(1, graph.integers(0, 2)).sum(0, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Gradients.of(loss, List.of(a)))
            .getMessage();
    assertEquals("the gradient of gather is known along axis 0: was asked along axis 1", message);
  }

  @Test
  void vectors_haveNoGradient() {
    Graph graph = new Graph("t");
    Tensor a = graph.input("a", ElementType.DOUBLE, Shape.of(2));
    assertThrows(IllegalArgumentException.class, () -> Gradients.of(a, List.of(a)));
  }

  private interface Loss {
    double at() throws OrtException;
  }

  private static void compare(
      double[] values, double[] gradient, double step, double tolerance, Loss loss)
      throws OrtException {
    for (int i = 0; i < values.length; i++) {
      double kept = values[i];
      values[i] = kept + step;
      double above = loss.at();
      values[i] = kept - step;
      double below = loss.at();
      values[i] = kept;
      double expected = (above - below) / (2 * step);
      assertEquals(expected, gradient[i], tolerance * (1 + Math.abs(expected)), "element " + i);
    }
  }

  private static double[] positive(Random random, Shape shape) {
    return random.doubles(shape.elements(), 0.5, 1.5).toArray();
  }

  private record Result(double loss, double[] gradientOfA, double[] gradientOfB) {}

  /** Σ w·f(a, b) with fixed uneven weights, and its gradients. */
  private static final class Evaluation implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Shape shapeOfB;

    Evaluation(Shape shapeOfB, BiFunction<Tensor, Tensor, Tensor> function) throws OrtException {
      this.shapeOfB = shapeOfB;
      Graph graph = new Graph("t");
      Tensor a = graph.input("a", ElementType.DOUBLE, A);
      Tensor b = graph.input("b", ElementType.DOUBLE, shapeOfB);
      Tensor y = function.apply(a, b);
      double[] weights = new Random(1).doubles(y.shape().elements(), -1, 1).toArray();
      Tensor flat = y.reshape(Shape.of(weights.length));
      Tensor loss = flat.multiply(graph.constant(weights, weights.length)).sum(0);
      List<Tensor> gradients = Gradients.of(loss, List.of(a, b));
      graph.output("loss", loss);
      graph.output("da", gradients.get(0));
      graph.output("db", gradients.get(1));
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        session = environment.createSession(graph.toBytes(), options);
      }
    }

    Result run(double[] a, double[] b) throws OrtException {
      try (OnnxTensor tensorA = tensor(a, A);
          OnnxTensor tensorB = tensor(b, shapeOfB);
          OrtSession.Result result = session.run(Map.of("a", tensorA, "b", tensorB))) {
        return new Result(values(result, 0)[0], values(result, 1), values(result, 2));
      }
    }

    private OnnxTensor tensor(double[] values, Shape shape) throws OrtException {
      long[] sizes = shape.dims().stream().mapToLong(Dim::size).toArray();
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), sizes);
    }

    private static double[] values(OrtSession.Result result, int output) {
      DoubleBuffer buffer = ((OnnxTensor) result.get(output)).getDoubleBuffer();
      double[] values = new double[buffer.remaining()];
      buffer.get(values);
      return values;
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }
}
