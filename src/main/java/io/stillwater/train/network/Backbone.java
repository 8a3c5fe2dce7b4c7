package io.stillwater.train.network;

import io.stillwater.diffusion.LearnedVariance;
import io.stillwater.diffusion.Technique;
import io.stillwater.onnx.Dim;
import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * F(c_in·x; c_noise): patches → tokens → blocks → patches. Each block mixes between tokens, then
 * inside each, both with a residual; σ scales, shifts and gates both through one shared projection
 * plus an offset of the block's own (Chen et al. 2023, "PixArt-α", section 2.3, adaLN-single).
 *
 * <p>Tokens are normalised by their root mean square (Zhang and Sennrich 2019, "Root Mean Square
 * Layer Normalization", equation 4). The last layer starts at zero, so F starts at 0.
 *
 * <p>The noise condition may have one row for each window (training) or for each level (scoring);
 * it is broadcast over the other leading axes.
 */
final class Backbone {
  /** Steepness of the bends at which c_noise is told; it lies within about ±2. */
  private static final double[] STEEPNESS = {0.5, 1, 2, 4, 8};

  /** Scale, shift and gate of both parts of a block. */
  private static final int MODULATIONS = 6;

  private static final double EPSILON = 1e-5;
  private static final int HEADS = 4;

  private final NetworkSpec spec;
  private final WeightSource weights;

  Backbone(NetworkSpec spec, WeightSource weights) {
    this.spec = spec;
    this.weights = weights;
  }

  /**
   * What the network says.
   *
   * @param network F
   * @param share v of {@link LearnedVariance}, of the same shape
   */
  record Outputs(Tensor network, Tensor share) {}

  /** How many weights the form has. */
  static int weights(NetworkSpec spec, Technique technique) {
    List<WeightSource.Initial> parts = blueprint(spec, technique);
    return Math.toIntExact(parts.stream().mapToLong(WeightSource.Initial::count).sum());
  }

  /** The first values of all weights, in their order. */
  static List<WeightSource.Initial> blueprint(NetworkSpec spec, Technique technique) {
    Graph graph = new Graph("blueprint");
    ElementType type = ElementType.FLOAT;
    WeightSource source = new WeightSource(graph.input("w", type, Shape.of(Integer.MAX_VALUE)));
    Tensor x = graph.input("x", type, Shape.of(1, spec.dimension()));
    Backbone backbone = new Backbone(spec, source);
    Tensor noise = graph.input("noise", type, Shape.of(1, 1));
    if (technique.learnsVariance()) {
      backbone.outputs(x, noise, null);
    } else {
      backbone.apply(x, noise);
    }
    return source.initials();
  }

  /**
   * The network's output.
   *
   * @param scaled (…, dimension) c_in·x
   * @param noise (rows, 1) c_noise
   * @return (…, dimension), with the rows of the noise where the input has none
   */
  Tensor apply(Tensor scaled, Tensor noise) {
    return apply(scaled, noise, null);
  }

  /**
   * The same with some patches hidden.
   *
   * @param hidden (…, tokens, 1) 1 where a patch is not to be seen; null where all are
   */
  Tensor apply(Tensor scaled, Tensor noise, Tensor hidden) {
    return patches(normalised(tokens(scaled, noise, hidden)));
  }

  /** The same with the second output, whose weights come last: it starts half way between. */
  Outputs outputs(Tensor scaled, Tensor noise, Tensor hidden) {
    Tensor tokens = normalised(tokens(scaled, noise, hidden));
    Tensor network = patches(tokens);
    return new Outputs(network, patches(tokens).add(WeightSource.number(network, 0.5)));
  }

  private Tensor tokens(Tensor scaled, Tensor noise, Tensor hidden) {
    int width = spec.width();
    Tensor condition = condition(noise); // (rows, 6, width)
    Tensor tokens = scaled.reshape(tail(scaled.shape(), 1, spec.tokens(), spec.patchSize()));
    Tensor x = weights.dense(tokens, spec.patchSize(), width, 1);
    if (hidden != null) {
      x = x.subtract(x.multiply(hidden));
    }
    x = x.add(weights.next(0.02, spec.tokens(), width));
    for (int block = 0; block < spec.blocks(); block++) {
      weights.depth(block + 1);
      Tensor told = condition.add(weights.next(0, MODULATIONS, width));
      if (spec.tokens() > 1) {
        x = x.add(betweenTokens(modulated(x, told, 0)).multiply(told.slice(1, 2, 3)));
      }
      x = x.add(insideTokens(modulated(x, told, 3)).multiply(told.slice(1, 5, 6)));
    }
    weights.depth(spec.blocks() + 1);
    return x;
  }

  private Tensor patches(Tensor tokens) {
    Tensor patches = weights.dense(tokens, spec.width(), spec.patchSize(), 0);
    return patches.reshape(tail(patches.shape(), 2, spec.dimension()));
  }

  private Tensor condition(Tensor noise) {
    int width = spec.width();
    Tensor steepness =
        weights.graph().constant(WeightSource.floats(STEEPNESS), 1, STEEPNESS.length);
    Tensor features = Tensor.concat(1, List.of(noise, noise.multiply(steepness).tanh()));
    Tensor hidden = weights.dense(features, STEEPNESS.length + 1L, width, 1).silu();
    Tensor told = weights.dense(hidden, width, (long) MODULATIONS * width, 0.1);
    return told.reshape(tail(told.shape(), 1, MODULATIONS, width));
  }

  private Tensor modulated(Tensor x, Tensor told, int first) {
    Tensor scale = told.slice(1, first, first + 1L).add(WeightSource.number(x, 1));
    return normalised(x).multiply(scale).add(told.slice(1, first + 1L, first + 2L));
  }

  private Tensor insideTokens(Tensor x) {
    Tensor hidden = weights.dense(x, spec.width(), spec.hidden(), 1).silu();
    return weights.dense(hidden, spec.hidden(), spec.width(), 1);
  }

  private Tensor betweenTokens(Tensor x) {
    return switch (spec.mixing()) {
      case TOKENS -> alongTokens(x);
      case ATTENTION -> attention(x);
      case CONVOLUTION -> convolution(x);
    };
  }

  /** B·silu(A·x): the weights stand on the left, so that nothing needs to be transposed. */
  private Tensor alongTokens(Tensor x) {
    int tokens = spec.tokens();
    int hidden = spec.tokenHidden();
    Tensor up = weights.next(1 / Math.sqrt(tokens), hidden, tokens);
    Tensor inner = up.matMul(x).add(weights.next(0, hidden, 1)).silu();
    Tensor down = weights.next(1 / Math.sqrt(hidden), tokens, hidden);
    return down.matMul(inner).add(weights.next(0, tokens, 1));
  }

  private Tensor attention(Tensor x) {
    int width = spec.width();
    Tensor queries = heads(weights.dense(x, width, width, 1));
    Tensor keys = heads(weights.dense(x, width, width, 1));
    Tensor values = heads(weights.dense(x, width, width, 1));
    int rank = queries.shape().rank();
    Tensor turned = swapped(keys, rank - 2, rank - 1);
    Tensor scale = WeightSource.number(x, 1 / Math.sqrt((double) width / HEADS));
    Tensor mixed = queries.matMul(turned).multiply(scale).softmax().matMul(values);
    Tensor joined = swapped(mixed, rank - 3, rank - 2).reshape(x.shape());
    return weights.dense(joined, width, width, 1);
  }

  /** (…, tokens, width) → (…, heads, tokens, width/heads). */
  private Tensor heads(Tensor x) {
    Tensor split = x.reshape(tail(x.shape(), 1, HEADS, spec.width() / HEADS));
    int rank = split.shape().rank();
    return swapped(split, rank - 3, rank - 2);
  }

  private static Tensor swapped(Tensor x, int a, int b) {
    int[] order = IntStream.range(0, x.shape().rank()).toArray();
    order[a] = b;
    order[b] = a;
    return x.transpose(order);
  }

  private Tensor convolution(Tensor x) {
    int axis = x.shape().rank() - 2;
    int tokens = spec.tokens();
    Tensor nothing = x.slice(axis, 0, 1).multiply(WeightSource.number(x, 0));
    Tensor padded = Tensor.concat(axis, List.of(nothing, x, nothing));
    Tensor before = padded.slice(axis, 0, tokens);
    Tensor after = padded.slice(axis, 2, tokens + 2L);
    Tensor neighbours = Tensor.concat(axis + 1, List.of(before, x, after));
    return weights.dense(neighbours, 3L * spec.width(), spec.width(), 1);
  }

  /** x/√(mean x² + ε) of each token. */
  private static Tensor normalised(Tensor x) {
    return x.rmsNorm(EPSILON);
  }

  /** The shape with its last {@code gone} axes replaced. */
  private static Shape tail(Shape shape, int gone, long... axes) {
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, shape.rank() - gone));
    for (long axis : axes) {
      dims.add(Dim.of(axis));
    }
    return new Shape(dims);
  }
}
