package io.stillwater.model.graph;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.onnx.Affine;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link io.stillwater.diffusion.MemoryDenoiser} as a graph. No noise is drawn, so one product
 * x·Yᵀ serves all levels. The levels follow one after another, so that only one softmax at a time
 * takes up memory and cache.
 *
 * <p>Before the softmax that product is divided by σ², and so is its rounding, in single precision
 * about 2⁻²⁴·‖y‖². It is taken in single precision where that is below {@value #ROUNDING} for each
 * reference at the least level, as without wild values in the references; in double precision
 * elsewhere. With the largest taken off, single precision is enough for the rest.
 */
public final class MemoryGraph implements DenoiserGraph {
  /**
   * Logits below that are as good as absent (e⁻⁶⁰), and keep the softmax away from denormal
   * numbers, which processors multiply slowly.
   */
  private static final double ABSENT = -60;

  /** What rounding may change of a logit. */
  private static final double ROUNDING = 2e-4;

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
    Tensor products =
        single()
            ? Affine.of(x.cast(ElementType.FLOAT), clean.transpose(1, 0), halves(graph))
            : x.matMul(clean.cast(ElementType.DOUBLE).transpose(1, 0)).add(preciseHalves(graph));
    Tensor logits = products.subtract(products.maxKept(1)).cast(ElementType.FLOAT);
    List<Tensor> cleanWindows = new ArrayList<>();
    for (int k = 0; k < levels.count(); k++) {
      Tensor sigma = sigmas.pick(0, k);
      Tensor precision = graph.scalar(ElementType.FLOAT, 1).divide(sigma.multiply(sigma));
      Tensor weights = logits.multiply(precision).clip(ABSENT, 0).softmax();
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

  private boolean single() {
    double least = levels.sigmas()[0];
    double largest = Arrays.stream(references).mapToDouble(MemoryGraph::halfSquare).max().orElse(0);
    return Math.scalb(2 * largest, -24) <= ROUNDING * least * least;
  }

  /** -½‖y_i‖² of each reference, in single precision. */
  private Tensor halves(Graph graph) {
    float[] halves = new float[references.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = (float) -halfSquare(references[i]);
    }
    return graph.constant(halves, halves.length);
  }

  private Tensor preciseHalves(Graph graph) {
    double[] halves = Arrays.stream(references).mapToDouble(r -> -halfSquare(r)).toArray();
    return graph.constant(halves, halves.length);
  }

  private static double halfSquare(float[] reference) {
    double sum = 0;
    for (float value : reference) {
      sum += (double) value * value;
    }
    return sum / 2;
  }
}
