package io.stillwater.model.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.MemoryDenoiser;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory in a graph, beside plain loops, with references from tame to wild. */
class MemoryGraphTest {
  private static final int REFERENCES = 60;
  private static final int DIMENSION = 32;

  /** Normally distributed references, of which the first is so many times as large. */
  private static float[][] references(double wild) {
    Random random = new Random(1);
    float[][] references = new float[REFERENCES][DIMENSION];
    for (float[] reference : references) {
      for (int j = 0; j < DIMENSION; j++) {
        reference[j] = (float) (random.nextGaussian() * (reference == references[0] ? wild : 1));
      }
    }
    return references;
  }

  /** Single precision for tame references and levels that are not small, else double. */
  @ParameterizedTest
  @CsvSource({"1, 0.4, true", "1, 0.05, false", "30, 0.4, false", "30, 8, true"})
  void denoised_isThatOfThePlainLoops_inThePrecisionThatItNeeds(
      double wild, double least, boolean single) throws Exception {
    float[][] references = references(wild);
    double[] sigmas = {least, 2 * least, 5 * least};
    MemoryGraph graph = new MemoryGraph(references, new NoiseLevels(sigmas));
    assertEquals(single, inSingle(graph, sigmas.length));
    MemoryDenoiser oracle = new MemoryDenoiser(references);
    Random random = new Random(2);
    double[][] x = new double[20][];
    for (int i = 0; i < x.length; i++) {
      double spread = i % 2 == 0 ? least : 20;
      float[] near = references[i % REFERENCES];
      x[i] = new double[DIMENSION];
      Arrays.setAll(x[i], j -> (float) (near[j] + spread * random.nextGaussian()));
    }
    float[][][] clean = DenoiserRun.of(graph, x, sigmas);
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < sigmas.length; k++) {
        double[] expected = oracle.denoise(x[i], sigmas[k]);
        for (int j = 0; j < DIMENSION; j++) {
          double within = (single ? 2e-4 : 1e-5) * (1 + wild);
          assertEquals(expected[j], clean[i][k][j], within, "window " + i + " level " + k);
        }
      }
    }
  }

  private static boolean inSingle(MemoryGraph memory, int levels) {
    Graph graph = new Graph("denoiser");
    Tensor windows = graph.input("x", ElementType.DOUBLE, Shape.batch(DIMENSION));
    Tensor sigmas = graph.input("sigmas", ElementType.FLOAT, Shape.of(levels));
    graph.output("clean", memory.denoise(windows, sigmas));
    return new String(graph.toBytes(), ISO_8859_1).contains("Gemm");
  }

  @Test
  void memoryOfNothing_isRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new MemoryGraph(new float[0][], new NoiseLevels(1)))
            .getMessage();
    assertTrue(message.contains("at least one reference"), message);
  }
}
