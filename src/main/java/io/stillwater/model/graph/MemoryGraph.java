package io.stillwater.model.graph;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link io.stillwater.diffusion.MemoryDenoiser} as a graph. No noise is drawn, so one product
 * x·Yᵀ serves all levels.
 *
 * <p>That product is in double precision: at σ = 0.1 its error is multiplied by 100 before the
 * softmax. With the largest taken off, single precision is enough for the rest. The levels follow
 * one after another, so that only one softmax at a time takes up memory and cache.
 */
public final class MemoryGraph implements DenoiserGraph {
  /**
   * Logits below that are as good as absent (e⁻⁶⁰), and keep the softmax away from denormal
   * numbers, which processors multiply slowly.
   */
  private static final double ABSENT = -60;

  private final float[][] references; // (references, dimension)
  private final NoiseLevels levels;

  /**
   * Over those references.
   *
   * @param references (references, dimension) clean windows, normalised; not copied
   * @param levels at which it scores
   */
  public MemoryGraph(float[][] references, NoiseLevels levels) {
    if (references.length == 0) {
      throw new IllegalArgumentException("at least one reference window is needed: there was none");
    }
    this.references = references;
    this.levels = levels;
  }

  /** How many windows it holds. */
  public int size() {
    return references.length;
  }

  @Override
  public DenoiserInfo info() {
    return new DenoiserInfo.Memory(levels.sigmas());
  }

  @Override
  public Tensor denoise(Tensor x, Tensor sigmas) {
    Graph graph = x.graph();
    int count = references.length;
    Tensor clean = graph.constant(flat(), count, references[0].length);
    Tensor turned = clean.cast(ElementType.DOUBLE).transpose(1, 0);
    Tensor products = x.matMul(turned).subtract(graph.constant(halfSquares(), count));
    Tensor logits = products.subtract(products.maxKept(1)).cast(ElementType.FLOAT);
    List<Tensor> cleanWindows = new ArrayList<>();
    for (int k = 0; k < levels.count(); k++) {
      Tensor sigma = sigmas.pick(0, k);
      Tensor scaled = logits.divide(sigma.multiply(sigma));
      Tensor weights = scaled.max(graph.scalar(ElementType.FLOAT, ABSENT)).softmax();
      cleanWindows.add(weights.matMul(clean).reshape(Shape.batch(1, references[0].length)));
    }
    return Tensor.concat(1, cleanWindows);
  }

  private float[] flat() {
    int dimension = references[0].length;
    float[] flat = new float[Math.multiplyExact(references.length, dimension)];
    for (int i = 0; i < references.length; i++) {
      System.arraycopy(references[i], 0, flat, i * dimension, dimension);
    }
    return flat;
  }

  /** ½‖y_i‖² of each reference. */
  private double[] halfSquares() {
    return Arrays.stream(references).mapToDouble(MemoryGraph::halfSquare).toArray();
  }

  private static double halfSquare(float[] reference) {
    double sum = 0;
    for (float value : reference) {
      sum += (double) value * value;
    }
    return sum / 2;
  }
}
