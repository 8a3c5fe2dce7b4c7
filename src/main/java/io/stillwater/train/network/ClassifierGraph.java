package io.stillwater.train.network;

import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Gradients;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Spatial;
import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of training of several small networks side by side: each sees some of the inputs of the
 * same samples, through two hidden layers of rectifiers, and says a logit.
 *
 * <table>
 * <caption>what goes in and comes out, all float</caption>
 * <tr><th>name</th><th>shape</th><th></th></tr>
 * <tr><td>x</td><td>(batch, inputs)</td><td>samples</td></tr>
 * <tr><td>odd</td><td>(batch, 1)</td><td>1 for the second kind, 0 for the first</td></tr>
 * <tr><td>counted</td><td>(batch, networks)</td><td>how much a sample weighs for each</td></tr>
 * <tr><td>rates</td><td>(4)</td><td>see {@link AdamW#rates}</td></tr>
 * <tr><td>weights, m, v, average</td><td>(weights)</td><td>state, and again with _out</td></tr>
 * <tr><td>loss</td><td>()</td><td>sum over the networks of their mean logistic losses</td></tr>
 * </table>
 */
final class ClassifierGraph {
  /** Units of the two hidden layers. */
  static final int H1 = 96;

  static final int H2 = 48;

  private ClassifierGraph() {}

  /** Weights of a network that sees so many inputs: three layers, each with its biases. */
  static int weights(int seen) {
    return (seen + 1) * H1 + (H1 + 1) * H2 + H2 + 1;
  }

  /**
   * The file of the step.
   *
   * @param inputs in a sample
   * @param seen the inputs that each network sees
   */
  static byte[] step(int batch, int inputs, List<int[]> seen) {
    Graph graph = new Graph("stillwater_classifiers");
    int count = seen.stream().mapToInt(s -> weights(s.length)).sum();
    List<Tensor> state =
        AdamW.STATE.stream()
            .map(name -> graph.input(name, ElementType.FLOAT, Shape.of(count)))
            .toList();
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.of(batch, inputs));
    Tensor odd = graph.input("odd", ElementType.FLOAT, Shape.of(batch, 1));
    Tensor counted = graph.input("counted", ElementType.FLOAT, Shape.of(batch, seen.size()));
    Tensor rates = graph.input("rates", ElementType.FLOAT, Shape.of(4));
    WeightSource source = new WeightSource(state.get(0));
    List<Tensor> losses = new ArrayList<>();
    for (int n = 0; n < seen.size(); n++) {
      Tensor own = x.gather(1, graph.integers(Arrays.stream(seen.get(n)).asLongStream().toArray()));
      Tensor logit = logit(own, seen.get(n).length, source);
      losses.add(mean(loss(logit, odd), counted.slice(1, n, n + 1)));
    }
    Tensor loss = losses.stream().reduce(Tensor::add).orElseThrow();
    Tensor gradient = Tensor.concat(0, Gradients.of(loss, source.parts()));
    List<Tensor> after = AdamW.step(state, gradient, rates, null);
    graph.output("loss", loss);
    for (int i = 0; i < after.size(); i++) {
      graph.output(AdamW.STATE.get(i) + "_out", after.get(i));
    }
    return graph.toBytes();
  }

  private static Tensor logit(Tensor x, int seen, WeightSource source) {
    double gain = Math.sqrt(2); // He et al. 2015, equation 10
    Tensor hidden = Spatial.rectified(source.dense(x, seen, H1, gain));
    Tensor deeper = Spatial.rectified(source.dense(hidden, H1, H2, gain));
    return source.dense(deeper, H2, 1, gain);
  }

  /** log(1 + e^z) − z for the second kind, log(1 + e^z) for the first. */
  private static Tensor loss(Tensor z, Tensor odd) {
    Tensor magnitude = z.max(z.negate());
    Tensor small = magnitude.negate().exp().add(WeightSource.number(z, 1)).log();
    Tensor softplus = z.max(WeightSource.number(z, 0)).add(small);
    return softplus.subtract(z.multiply(odd));
  }

  private static Tensor mean(Tensor losses, Tensor counted) {
    Tensor weight = counted.sum(0, 1).add(WeightSource.number(losses, 1e-6));
    return losses.multiply(counted).sum(0, 1).divide(weight);
  }
}
