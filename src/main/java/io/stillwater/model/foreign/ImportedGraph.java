package io.stillwater.model.foreign;

import io.stillwater.diffusion.DiscreteSchedule;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.TensorAlgebra;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ImportedInfo;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * A foreign network as D(x; σ) = c_skip·x + c_out·F(c_in·x, t(σ)): what it was trained on as x_t is
 * √ᾱ_t·x, and √ᾱ_t = 1/√(1 + σ_t²) = c_in.
 *
 * <p>t(σ) is the step with that σ, in parts of a step between two (linear in ln σ); a network that
 * takes whole steps is asked at the nearest, and at its own levels no rounding happens: they are
 * moved to the σ of a step.
 */
public final class ImportedGraph implements DenoiserGraph {
  private final ForeignModel model;
  private final ForeignSchedule schedule;
  private final WindowLayout layout;
  private final NoiseLevels levels;

  private ImportedGraph(
      ForeignModel model, ForeignSchedule schedule, WindowLayout layout, NoiseLevels levels) {
    this.model = model;
    this.schedule = schedule;
    this.layout = layout;
    this.levels = levels;
  }

  /**
   * A model with what it was trained on.
   *
   * @param wanted σ at which it scores, within those that it was trained on
   * @throws IllegalArgumentException where they are not
   */
  public static ImportedGraph of(
      ForeignModel model, ForeignSchedule schedule, WindowLayout layout, NoiseLevels wanted) {
    DiscreteSchedule steps = schedule.steps();
    double[] sigmas = wanted.sigmas();
    if (sigmas[0] < steps.min() || sigmas[sigmas.length - 1] > steps.max()) {
      throw new IllegalArgumentException(
          "the levels must lie within those that the model was trained on, "
              + String.format(Locale.ROOT, "%.4g to %.4g", steps.min(), steps.max())
              + (": were " + wanted));
    }
    if (model.countsSteps()) {
      sigmas =
          Arrays.stream(sigmas).map(s -> steps.sigma((int) Math.rint(steps.step(s)))).toArray();
    }
    return new ImportedGraph(model, schedule, layout, new NoiseLevels(sigmas));
  }

  /** The windows that it takes. */
  public WindowLayout layout() {
    return layout;
  }

  @Override
  public DenoiserInfo info() {
    ImportedInfo imported =
        new ImportedInfo(
            model.file(),
            schedule.prediction().name().toLowerCase(Locale.ROOT),
            schedule.text(),
            schedule.steps().min(),
            schedule.steps().max(),
            layout.order().option(),
            model.operatorSet());
    return new DenoiserInfo.Imported(levels.sigmas(), imported);
  }

  @Override
  public Tensor denoise(Tensor x, Tensor sigmas) {
    Graph graph = x.graph();
    TensorAlgebra algebra = new TensorAlgebra(graph);
    Parameterisation row = schedule.prediction();
    Tensor sigma = sigmas.reshape(Shape.of(levels.count(), 1));
    Tensor noisy = x.cast(ElementType.FLOAT).reshape(Shape.batch(1, layout.dimension()));
    Tensor scaled = noisy.multiply(row.in(algebra, sigma));
    Tensor said = model.apply(scaled, step(sigma), layout);
    Tensor kept = noisy.multiply(row.skip(algebra, sigma));
    return kept.add(said.multiply(row.out(algebra, sigma)));
  }

  /**
   * t(σ) = Σ clip((ln σ − a_i)·b_i, 0, 1) with a_i = ln σ_i and b_i = 1/(a_{i+1} − a_i): each step
   * below σ adds one, the one around it a part.
   *
   * @param sigma (levels, 1)
   * @return (levels) float
   */
  private Tensor step(Tensor sigma) {
    DiscreteSchedule steps = schedule.steps();
    int count = steps.steps() - 1;
    double[] from = new double[count];
    double[] slope = new double[count];
    for (int i = 0; i < count; i++) {
      from[i] = Math.log(steps.sigma(i));
      slope[i] = 1 / (Math.log(steps.sigma(i + 1)) - from[i]);
    }
    Graph graph = sigma.graph();
    Tensor above = sigma.cast(ElementType.DOUBLE).log().subtract(graph.constant(from, count));
    Tensor parts = above.multiply(graph.constant(slope, count)).clip(0, 1);
    return parts.sum(1).cast(ElementType.FLOAT);
  }
}
