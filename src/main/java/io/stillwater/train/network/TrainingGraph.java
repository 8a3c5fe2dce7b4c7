package io.stillwater.train.network;

import io.stillwater.diffusion.LearnedVariance;
import io.stillwater.model.graph.TensorAlgebra;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Gradients;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Loop;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of training as a graph: noise the windows, denoise them, differentiate, clip, optimise.
 *
 * <table>
 * <caption>what goes in and comes out, all float</caption>
 * <tr><th>name</th><th>shape</th><th></th></tr>
 * <tr><td>y, observed, noise</td><td>(batch, dimension)</td><td>clean windows, marks, ε</td></tr>
 * <tr><td>sigma</td><td>(batch, 1)</td><td>σ of each window</td></tr>
 * <tr><td>rates</td><td>(4)</td><td>see {@link AdamW#rates}</td></tr>
 * <tr><td>weights, m, v, average</td><td>(weights)</td><td>state, and again with _out</td></tr>
 * <tr><td>hidden</td><td>(batch, tokens, 1)</td><td>1 where a patch is hidden; only with masking
 * </td></tr>
 * <tr><td>next, weight</td><td>(batch, 1)</td><td>σ′ after the step and λ·steps; only where its
 * variance is learnt</td></tr>
 * <tr><td>loss</td><td>()</td><td>mean of λ(σ)·(D − y)² over observed values</td></tr>
 * </table>
 *
 * <p>λ is 1/c_out² of the parameterisation, so the loss is the squared error of what the network
 * predicts (Karras et al. 2022, equation 8). Of a hidden patch the network sees nothing and says
 * the clean values themselves (He et al. 2022, "Masked Autoencoders", section 3, on diffusion).
 * Where the technique learns the variance of steps, {@link LearnedVariance} is added to the loss.
 */
final class TrainingGraph {
  private static final double CLIP = 1;

  /** What a step is fed with, by name. */
  private interface Feed {
    Tensor of(String name, Shape shape);
  }

  private final Feed feed;
  private final NetworkSpec spec;
  private final NetworkPlan plan;

  private TrainingGraph(Feed feed, NetworkSpec spec, NetworkPlan plan) {
    this.feed = feed;
    this.spec = spec;
    this.plan = plan;
  }

  /** The file of the step. */
  static byte[] step(NetworkSpec spec, NetworkPlan plan, int weights) {
    Graph graph = new Graph("stillwater_training");
    List<Tensor> state = state(graph, weights);
    output(graph, new TrainingGraph(inputs(graph), spec, plan).step(state));
    return graph.toBytes();
  }

  /**
   * The file of several steps in one run, between which nothing leaves the device: every input but
   * the state has one axis more, with a row for each round; {@code rounds} (1), INT64, says how
   * many are walked; the loss is the sum of theirs.
   *
   * @param most rounds that the inputs have room for
   */
  static byte[] steps(NetworkSpec spec, NetworkPlan plan, int weights, int most) {
    Graph graph = new Graph("stillwater_training");
    List<Tensor> initial = new ArrayList<>(state(graph, weights));
    initial.add(graph.scalar(ElementType.FLOAT, 0));
    Tensor rounds = graph.input("rounds", ElementType.INT64, Shape.of(1));
    Feed whole = inputs(graph);
    Loop.Body body =
        (round, state) -> {
          Feed row = (name, shape) -> whole.of(name, shape.times(most)).gather(0, round);
          List<Tensor> after = new TrainingGraph(row, spec, plan).step(state.subList(0, 4));
          List<Tensor> next = new ArrayList<>(after.subList(0, 4));
          next.add(state.get(4).add(after.get(4)));
          return next;
        };
    output(graph, Loop.repeat(rounds, initial, body));
    return graph.toBytes();
  }

  private static Feed inputs(Graph graph) {
    return (name, shape) -> graph.input(name, ElementType.FLOAT, shape);
  }

  private static List<Tensor> state(Graph graph, int weights) {
    return AdamW.STATE.stream()
        .map(name -> graph.input(name, ElementType.FLOAT, Shape.of(weights)))
        .toList();
  }

  private static void output(Graph graph, List<Tensor> after) {
    graph.output("loss", after.get(AdamW.STATE.size()));
    for (int i = 0; i < AdamW.STATE.size(); i++) {
      graph.output(AdamW.STATE.get(i) + "_out", after.get(i));
    }
  }

  /** The state after a step, and the loss before it. */
  private List<Tensor> step(List<Tensor> state) {
    WeightSource source = new WeightSource(state.get(0));
    Tensor loss = loss(source);
    List<Tensor> gradients = Gradients.of(loss, source.parts());
    List<Tensor> after =
        new ArrayList<>(
            AdamW.step(
                state,
                clipped(Tensor.concat(0, gradients)),
                feed.of("rates", Shape.of(4)),
                speeds(plan, source)));
    after.add(loss);
    return after;
  }

  /** The file of the loss alone, for windows that are not learnt from. */
  static byte[] validation(NetworkSpec spec, NetworkPlan plan, int weights) {
    Graph graph = new Graph("stillwater_validation");
    Tensor w = graph.input("weights", ElementType.FLOAT, Shape.of(weights));
    graph.output("loss", new TrainingGraph(inputs(graph), spec, plan).loss(new WeightSource(w)));
    return graph.toBytes();
  }

  private Tensor loss(WeightSource source) {
    Tensor y = feed.of("y", window());
    Tensor observed = feed.of("observed", window());
    Tensor noise = feed.of("noise", window());
    Tensor sigma = feed.of("sigma", Shape.of(plan.batch(), 1));
    Coefficients row = new Coefficients(plan.technique().parameterisation(), sigma);
    Tensor x = y.add(noise.multiply(sigma));
    Backbone backbone = new Backbone(spec, source);
    Tensor target = row.target(x, y);
    Tensor hidden = null; // (batch, tokens, 1)
    Tensor seen = observed;
    if (plan.masked() > 0) {
      hidden = feed.of("hidden", Shape.of(plan.batch(), spec.tokens(), 1));
      Shape patches = Shape.of(plan.batch(), spec.tokens(), spec.patchSize());
      Tensor filled = hidden.expand(patches).reshape(window());
      target = target.add(y.subtract(target).multiply(filled));
      seen = observed.subtract(observed.multiply(filled));
    }
    if (!plan.technique().learnsVariance()) {
      Tensor network = backbone.apply(row.scaled(x), row.noise(), hidden);
      return mean(network.subtract(target).square(), observed);
    }
    Backbone.Outputs said = backbone.outputs(row.scaled(x), row.noise(), hidden);
    Tensor simple = mean(said.network().subtract(target).square(), observed);
    Tensor error = y.subtract(row.denoised(x, said.network())).square().detached();
    return simple.add(variance(said.share(), error, sigma, seen));
  }

  /** λ·L_vlb (Nichol and Dhariwal 2021, equation 16), over what is observed and not hidden. */
  private Tensor variance(Tensor share, Tensor error, Tensor sigma, Tensor seen) {
    Tensor next = feed.of("next", Shape.of(plan.batch(), 1));
    Tensor weight = feed.of("weight", Shape.of(plan.batch(), 1));
    Tensor loss = LearnedVariance.loss(new TensorAlgebra(share.graph()), share, error, sigma, next);
    return mean(loss.multiply(weight), seen);
  }

  /** Over the values that count. */
  private static Tensor mean(Tensor values, Tensor counted) {
    Tensor count = counted.sum(0, 1).add(WeightSource.number(values, 1e-6));
    return values.multiply(counted).sum(0, 1).divide(count);
  }

  private Shape window() {
    return Shape.of(plan.batch(), spec.dimension());
  }

  /** The gradient, no longer than {@value #CLIP}. */
  private static Tensor clipped(Tensor gradient) {
    Tensor norm = gradient.multiply(gradient).sum(0).sqrt();
    Tensor limit = WeightSource.number(gradient, CLIP);
    return gradient.multiply(limit.divide(norm.max(limit)));
  }

  /**
   * How fast each weight learns: the lowest layers at a part of the highest, those between at equal
   * ratios (Howard and Ruder 2018, "Universal Language Model Fine-tuning", section 3.2).
   */
  private static Tensor speeds(NetworkPlan plan, WeightSource source) {
    List<WeightSource.Initial> parts = source.initials();
    int deepest = parts.stream().mapToInt(WeightSource.Initial::depth).max().orElse(1);
    float[] speeds = new float[Math.toIntExact(source.count())];
    int at = 0;
    for (WeightSource.Initial part : parts) {
      int to = at + Math.toIntExact(part.count());
      double below = (deepest - part.depth()) / (double) deepest;
      Arrays.fill(speeds, at, to, (float) Math.pow(plan.lower(), below));
      at = to;
    }
    return source.graph().constant(speeds, speeds.length);
  }
}
