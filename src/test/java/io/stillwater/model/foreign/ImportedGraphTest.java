package io.stillwater.model.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.ForeignFile;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImportedGraphTest {
  private static final int DIMENSION = Exact.LENGTH * Exact.CHANNELS;
  private static final NoiseLevels LEVELS = new NoiseLevels(0.1, 0.5, 2);

  private static ForeignSchedule schedule(Parameterisation prediction) {
    return new ForeignSchedule(Exact.STEPS, prediction, "test");
  }

  private static ImportedGraph imported(byte[] file, Parameterisation prediction)
      throws IOException {
    ForeignModel model = ForeignModel.read("test.onnx", file);
    WindowLayout layout = WindowLayout.of(model.sample(), Exact.CHANNELS, null, 0);
    return ImportedGraph.of(model, schedule(prediction), layout, LEVELS);
  }

  /** D of windows at those levels: (windows, levels, dimension). */
  private static float[] denoise(ImportedGraph imported, double[] windows, double[] sigmas)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Graph graph = new Graph("test");
    graph.output(
        "clean",
        imported.denoise(
            graph.input("x", ElementType.DOUBLE, Shape.batch(DIMENSION)),
            graph.input("sigmas", ElementType.FLOAT, Shape.of(sigmas.length))));
    FloatBuffer levels = FloatBuffer.allocate(sigmas.length);
    for (int k = 0; k < sigmas.length; k++) {
      levels.put(k, (float) sigmas[k]);
    }
    long[] shape = {windows.length / DIMENSION, DIMENSION};
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(graph.toBytes(), options);
        OnnxTensor x = OnnxTensor.createTensor(environment, DoubleBuffer.wrap(windows), shape);
        OnnxTensor s = OnnxTensor.createTensor(environment, levels, new long[] {sigmas.length});
        OrtSession.Result result = session.run(Map.of("x", x, "sigmas", s))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }

  private static void requireExact(ImportedGraph imported) throws OrtException {
    double[] windows = new Random(1).doubles(5 * DIMENSION, -3, 3).toArray();
    double[] sigmas = imported.levels().sigmas();
    float[] clean = denoise(imported, windows, sigmas);
    for (int i = 0; i < clean.length; i++) {
      int window = i / DIMENSION / sigmas.length;
      int at = i % DIMENSION;
      double sigma = sigmas[i / DIMENSION % sigmas.length];
      double s = Exact.deviation(at / Exact.CHANNELS, at % Exact.CHANNELS);
      double expected = windows[window * DIMENSION + at] * s * s / (s * s + sigma * sigma);
      assertEquals(expected, clean[i], 2e-5, "window " + window + ", σ " + sigma + ", " + at);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Parameterisation.class,
      names = {"EPSILON", "V", "X0"})
  void everyPrediction_becomesTheDenoiserInClosedForm(Parameterisation prediction)
      throws IOException, OrtException {
    byte[] file = Exact.file(prediction, WindowOrder.LENGTH_CHANNELS, ForeignFile.INT64, -1);
    ImportedGraph imported = imported(file, prediction);
    Trial.run(imported);
    requireExact(imported);
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void everyLayout_isFoundAndFollowed(WindowOrder order) throws IOException, OrtException {
    byte[] file = Exact.file(Parameterisation.EPSILON, order, ForeignFile.INT64, -1);
    ImportedGraph imported = imported(file, Parameterisation.EPSILON);
    assertEquals(new WindowLayout(Exact.LENGTH, Exact.CHANNELS, order), imported.layout());
    requireExact(imported);
  }

  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(ForeignFile.INT64, new long[] {-1}),
        Arguments.of(ForeignFile.INT64, new long[] {-1, 1}),
        Arguments.of(ForeignFile.INT64, new long[] {}),
        Arguments.of(ForeignFile.INT64, new long[] {1}),
        Arguments.of(6, new long[] {-1}),
        Arguments.of(ForeignFile.DOUBLE, new long[] {}));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyFormOfTheStep_isFilledIn(int type, long[] sizes) throws IOException, OrtException {
    byte[] file = Exact.file(Parameterisation.EPSILON, WindowOrder.LENGTH_CHANNELS, type, sizes);
    ImportedGraph imported = imported(file, Parameterisation.EPSILON);
    if (type != ForeignFile.DOUBLE) {
      requireExact(imported);
    }
    Trial.run(imported);
  }

  /** A model that says its step, so that D is the step. */
  private static byte[] sayingItsStep(int type) {
    return ForeignFile.of(18)
        .input("x", ForeignFile.FLOAT, -1, Exact.LENGTH, Exact.CHANNELS)
        .input("t", type, -1)
        .constant("axes", new long[] {1, 2}, 2)
        .constant("nothing", new float[] {0})
        .node("Mul", List.of("x", "nothing"), List.of("zeros"))
        .node("Cast", List.of("t"), List.of("real"), ForeignFile.attribute("to", ForeignFile.FLOAT))
        .node("Unsqueeze", List.of("real", "axes"), List.of("wide"))
        .node("Add", List.of("zeros", "wide"), List.of("y"))
        .output("y", ForeignFile.FLOAT, -1, Exact.LENGTH, Exact.CHANNELS)
        .bytes();
  }

  @Test
  void steps_areFoundByTheirSigmaAndEndWithTheSchedule() throws IOException, OrtException {
    double[] sigmas = {1e-3, Exact.STEPS.sigma(0), Exact.STEPS.sigma(700), 0.777, 3.1, 1e4};
    NoiseLevels levels = new NoiseLevels(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    for (int type : new int[] {ForeignFile.FLOAT, ForeignFile.INT64}) {
      ForeignModel model = ForeignModel.read("test.onnx", sayingItsStep(type));
      WindowLayout layout = WindowLayout.of(model.sample(), Exact.CHANNELS, null, 0);
      ImportedGraph imported =
          ImportedGraph.of(model, schedule(Parameterisation.X0), layout, levels);
      double[] shuffled = {sigmas[3], sigmas[0], sigmas[5], sigmas[1], sigmas[2], sigmas[4]};
      float[] said = denoise(imported, new double[DIMENSION], shuffled);
      for (int k = 0; k < shuffled.length; k++) {
        double step = Exact.STEPS.step(shuffled[k]);
        double expected = type == ForeignFile.INT64 ? Math.rint(step) : step;
        double tolerance = type == ForeignFile.INT64 ? 0 : 2e-3;
        assertEquals(expected, said[k * DIMENSION], tolerance, "σ " + shuffled[k]);
      }
    }
  }

  @Test
  void levels_areThoseOfStepsWhereStepsAreCounted() throws IOException {
    byte[] counted = Exact.file(Parameterisation.V, WindowOrder.FLAT, ForeignFile.INT64, -1);
    byte[] real = Exact.file(Parameterisation.V, WindowOrder.FLAT, ForeignFile.FLOAT, -1);
    for (double sigma : imported(counted, Parameterisation.V).levels().sigmas()) {
      double step = Exact.STEPS.step(sigma);
      assertEquals(Math.rint(step), step, 0, "σ " + sigma + " is that of a step");
    }
    assertEquals(LEVELS, imported(real, Parameterisation.V).levels());
  }

  @Test
  void manifest_saysWhereItComesFrom() throws IOException {
    byte[] file = Exact.file(Parameterisation.V, WindowOrder.FLAT, ForeignFile.INT64, -1);
    DenoiserInfo info = imported(file, Parameterisation.V).info();
    assertEquals("imported", info.kind());
    assertEquals("imported (test.onnx, predicts v), noise levels [0.0987, 0.4994, 2]", info.text());
  }

  @Test
  void levelsBeyondTheTraining_areRefused() throws IOException {
    byte[] file = Exact.file(Parameterisation.V, WindowOrder.FLAT, ForeignFile.INT64, -1);
    ForeignModel model = ForeignModel.read("test.onnx", file);
    WindowLayout layout = WindowLayout.of(model.sample(), Exact.CHANNELS, null, 0);
    ForeignSchedule schedule = schedule(Parameterisation.V);
    NoiseLevels wild = new NoiseLevels(0.5, 1000);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ImportedGraph.of(model, schedule, layout, wild))
            .getMessage();
    assertEquals(
        "the levels must lie within those that the model was trained on, 0.01000 to 157.4:"
            + " were [0.5, 1000.0]",
        message);
  }

  private static String refusal(ForeignFile file) {
    return assertThrows(IOException.class, () -> ForeignModel.read("test.onnx", file.bytes()))
        .getMessage();
  }

  private static ForeignFile two(int type, long... sizes) {
    return ForeignFile.of(18)
        .input("x", type, sizes)
        .input("t", ForeignFile.INT64, -1)
        .node("Identity", List.of("x"), List.of("y"));
  }

  @Test
  void modelsThatDoNotFit_areRefusedWithWhatToDo() {
    String half = refusal(two(10, -1, 4, 2).output("y", 10, -1, 4, 2));
    assertTrue(half.contains("Export it in single precision."), half);
    String one = refusal(two(1, 1, 4, 2).output("y", 1, 1, 4, 2));
    assertTrue(one.contains("takes x FLOAT (1, 4, 2): expected a batch of any size"), one);
    String twice = refusal(two(1, -1, 4, 2).output("y", 1, -1, 8, 2));
    assertTrue(twice.contains("gives y FLOAT (?, 8, 2): expected the shape of its input"), twice);
    String three = refusal(two(1, -1, 4, 2).input("class", 7, -1).output("y", 1, -1, 4, 2));
    assertTrue(three.contains("class INT64 (?)]: expected noisy windows"), three);
  }

  @Test
  void modelsThatMakeSomethingElse_failTheirTrial() throws IOException {
    ForeignFile file =
        ForeignFile.of(18)
            .input("x", ForeignFile.FLOAT, -1, 4, 2)
            .input("t", ForeignFile.INT64, -1)
            .node("Concat", List.of("x", "x"), List.of("y"), ForeignFile.attribute("axis", 1))
            .output("y", ForeignFile.FLOAT, -1, -1, 2);
    ImportedGraph imported = imported(file.bytes(), Parameterisation.EPSILON);
    assertThrows(IOException.class, () -> Trial.run(imported));
    ForeignFile infinite =
        ForeignFile.of(18)
            .input("x", ForeignFile.FLOAT, -1, 4, 2)
            .input("t", ForeignFile.INT64, -1)
            .node("Div", List.of("x", "x"), List.of("y"))
            .output("y", ForeignFile.FLOAT, -1, 4, 2);
    ImportedGraph nothing = imported(infinite.bytes(), Parameterisation.EPSILON);
    String message = assertThrows(IOException.class, () -> Trial.run(nothing)).getMessage();
    assertTrue(message.contains("NaN of a window of zeros"), message);
  }
}
