package io.stillwater.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.stillwater.event.Waveform;
import io.stillwater.onnx.HalfProducts;
import io.stillwater.window.sound.LogMel;
import io.stillwater.window.sound.MelAnalysis;
import io.stillwater.window.sound.SpectrogramSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One column, by every way to split its transform. */
class SpectrogramGraphTest {
  /** A window of 480 in a transform of 512; the last row of some splits is not full. */
  private static final SpectrogramSpec SPEC = new SpectrogramSpec(0.03, 0.015, 40, 0, 8000, 1e-13);

  private static final int RATE = 16_000;

  @Test
  void everySplit_saysTheSame() throws Exception {
    MelAnalysis mel = new MelAnalysis(SPEC, RATE);
    assertEquals(512, mel.length());
    float[] samples = noise(480);
    float[] expected = new LogMel(SPEC, RATE).of(new Waveform(samples, RATE, 0.03)).values();
    for (int p = 1; p <= 512; p *= 2) {
      SpectrogramGraph graph = new SpectrogramGraph(mel, p);
      assertArrayEquals(expected, column(graph, graph.toBytes(), samples), 2e-6f, "p " + p);
    }
  }

  /** What is behind the window in the last row does not count, whatever it is. */
  @Test
  void samplesBehindTheWindow_countNothing() throws Exception {
    SpectrogramGraph graph = new SpectrogramGraph(new MelAnalysis(SPEC, RATE), 2);
    assertEquals(512, graph.rows() * graph.row());
    float[] more = noise(512);
    float[] expected = column(graph, graph.toBytes(), Arrays.copyOf(more, 480));
    assertArrayEquals(expected, column(graph, graph.toBytes(), more), 0);
  }

  @Test
  void productsInHalfPrecision_areNotTakenHere() throws Exception {
    SpectrogramGraph graph = new SpectrogramGraph(new MelAnalysis(SPEC, RATE));
    float[] samples = noise(480);
    float[] expected = column(graph, graph.toBytes(), samples);
    assertArrayEquals(expected, column(graph, HalfProducts.of(graph.toBytes()), samples), 0);
  }

  /** One product would be of 6,144 by 8,000 numbers: 393 MB. */
  @Test
  void fastestRate_hasASmallGraph() {
    SpectrogramGraph graph =
        new SpectrogramGraph(new MelAnalysis(SpectrogramSpec.of(192_000), 192_000));
    assertEquals(6144, graph.rows() * graph.row());
    int bytes = graph.toBytes().length;
    assertTrue(bytes < 16_000_000, bytes + " bytes");
  }

  private static float[] column(SpectrogramGraph graph, byte[] file, float[] samples)
      throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    float[] frame = Arrays.copyOf(samples, graph.rows() * graph.row());
    long[] shape = {graph.rows(), 1, graph.row()};
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(frame), shape);
        OrtSession.Result result = session.run(Map.of(SpectrogramGraph.FRAMES, input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    }
  }

  private static float[] noise(int count) {
    Random random = new Random(7);
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) (0.3 * random.nextGaussian());
    }
    return noise;
  }
}
