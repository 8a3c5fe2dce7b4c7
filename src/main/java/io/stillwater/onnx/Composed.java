package io.stillwater.onnx;

/**
 * Functions of several operations with a gradient written by hand: fewer passes over memory than
 * the chain rule makes of them.
 */
final class Composed {
  /** a and b of {@link #gelu}. */
  private static final double LINEAR = 2 * Math.sqrt(2 / Math.PI);

  private static final double CUBIC = 0.044715 * LINEAR;

  private Composed() {}

  /** y = x·s with s = sigmoid(x); y′ = s + y·(1 − s) = s + y − y·s. */
  static Tensor silu(Tensor x) {
    Tensor s = x.sigmoid();
    Tensor y = x.multiply(s);
    return x.graph().derive(y, x, g -> g.multiply(s.add(y).subtract(y.multiply(s))));
  }

  /**
   * ½·x·(1 + tanh u) = x·h with h = sigmoid(2u) and 2u = a·x + b·x³; y′ = h + x·h·(1 − h)·(a +
   * 3b·x²).
   */
  static Tensor gelu(Tensor x) {
    Graph graph = x.graph();
    Tensor square = x.square();
    Tensor a = graph.scalar(x.type(), LINEAR);
    Tensor h = x.multiply(square.multiply(graph.scalar(x.type(), CUBIC)).add(a)).sigmoid();
    Tensor y = x.multiply(h);
    return graph.derive(
        y,
        x,
        g -> {
          Tensor slope = square.multiply(graph.scalar(x.type(), 3 * CUBIC)).add(a);
          return g.multiply(h.add(y.subtract(y.multiply(h)).multiply(slope)));
        });
  }

  /** y = (x − mean x)·r with r = 1/√(var x + ε); x′ = r·(g − mean g − y·mean(g·y)). */
  static Tensor layerNorm(Tensor x, double epsilon) {
    int last = x.shape().rank() - 1;
    Tensor centred = x.subtract(x.meanKept(last));
    Tensor r = reciprocalRoot(centred.square().meanKept(last), epsilon);
    Tensor y = centred.multiply(r);
    return x.graph()
        .derive(
            y,
            x,
            g -> {
              Tensor across = y.multiply(g.multiply(y).meanKept(last));
              return g.subtract(g.meanKept(last)).subtract(across).multiply(r);
            });
  }

  /** y = x·r with r = 1/√(mean x² + ε); x′ = r·(g − y·mean(g·y)). */
  static Tensor rmsNorm(Tensor x, double epsilon) {
    int last = x.shape().rank() - 1;
    Tensor r = reciprocalRoot(x.square().meanKept(last), epsilon);
    Tensor y = x.multiply(r);
    return x.graph()
        .derive(y, x, g -> g.subtract(y.multiply(g.multiply(y).meanKept(last))).multiply(r));
  }

  private static Tensor reciprocalRoot(Tensor square, double epsilon) {
    Graph graph = square.graph();
    Tensor root = square.add(graph.scalar(square.type(), epsilon)).sqrt();
    return graph.scalar(square.type(), 1).divide(root);
  }
}
