package io.stillwater.model.foreign;

import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.ForeignGraph;
import io.stillwater.onnx.Graph;
import io.stillwater.onnx.Port;
import io.stillwater.onnx.Shape;
import io.stillwater.onnx.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network F(x_t, t) that another program wrote, found by its two inputs: noisy windows, and the
 * number of the step t. Immutable.
 *
 * <table>
 * <caption>what goes in and comes out, under any names</caption>
 * <tr><th></th><th>type</th><th>shape</th></tr>
 * <tr><td>x_t</td><td>float or double</td><td>(batch, …)</td></tr>
 * <tr><td>t</td><td>int64, int32, float or double</td><td>(), (1), (batch) or (batch, 1)</td></tr>
 * <tr><td>F</td><td>float or double</td><td>that of x_t</td></tr>
 * </table>
 */
public final class ForeignModel {
  private static final List<Long> ROWS = List.of(Port.OPEN);
  private static final List<Long> COLUMN = List.of(Port.OPEN, 1L);

  private final String file;
  private final ForeignGraph graph;
  private final Port sample;
  private final Port step;

  private ForeignModel(String file, ForeignGraph graph, Port sample, Port step) {
    this.file = file;
    this.graph = graph;
    this.sample = sample;
    this.step = step;
  }

  /**
   * Reads a model.
   *
   * @param file what it is called
   * @throws IOException where it is not an ONNX file, or none that can be used
   */
  public static ForeignModel read(String file, byte[] onnx) throws IOException {
    ForeignGraph graph = ForeignGraph.read(onnx);
    List<Port> steps = steps(graph.inputs());
    List<Port> others = new ArrayList<>(graph.inputs());
    others.removeAll(steps);
    require(
        steps.size() == 1 && others.size() == 1,
        "has the inputs " + graph.inputs(),
        "noisy windows, (batch, …), and the step, (batch) or (). Export a model of these two");
    Port sample = others.get(0);
    require(
        isReal(sample) && isReal(graph.output()),
        "turns " + sample + " into " + graph.output(),
        "float or double. Export it in single precision");
    require(
        sample.sizes().isPresent() && sample.sizes().get().get(0) == Port.OPEN,
        "takes " + sample,
        "a batch of any size, (?, …). Export it with a dynamic batch axis, as docs/import.md shows");
    require(
        fits(graph.output(), sample),
        "gives " + graph.output(),
        "the shape of its input, " + sample + ". Export what predicts noise, v or sample alone");
    return new ForeignModel(file, graph, sample, steps.get(0));
  }

  /** Numbers, or a column of them where nothing else is as small. */
  private static List<Port> steps(List<Port> inputs) {
    List<Port> numbers =
        inputs.stream().filter(p -> p.sizes().filter(s -> s.size() <= 1).isPresent()).toList();
    return numbers.isEmpty()
        ? inputs.stream().filter(p -> p.sizes().filter(COLUMN::equals).isPresent()).toList()
        : numbers;
  }

  private static boolean isReal(Port port) {
    return port.type().filter(t -> t == ElementType.FLOAT || t == ElementType.DOUBLE).isPresent();
  }

  private static boolean fits(Port output, Port sample) {
    if (output.sizes().isEmpty()) {
      return true;
    }
    List<Long> seen = output.sizes().get();
    List<Long> expected = sample.sizes().get();
    boolean fits = seen.size() == expected.size();
    for (int i = 0; fits && i < seen.size(); i++) {
      fits = seen.get(i) < 0 || expected.get(i) < 0 || seen.get(i).equals(expected.get(i));
    }
    return fits;
  }

  private static void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException("the model " + seen + ": expected " + expected + ".");
    }
  }

  /** What it was called. */
  String file() {
    return file;
  }

  /** The operator set that it was written for. */
  int operatorSet() {
    return graph.operatorSet();
  }

  /** Where the noisy windows go. */
  public Port sample() {
    return sample;
  }

  /** Whether it knows whole steps only. */
  boolean countsSteps() {
    return !isReal(step);
  }

  /**
   * F at several levels.
   *
   * @param scaled (batch, levels, dimension) float, x_t of each level
   * @param steps (levels) float, t of each level
   * @return (batch, levels, dimension) float
   */
  Tensor apply(Tensor scaled, Tensor steps, WindowLayout layout) {
    long levels = steps.shape().elements();
    List<Long> sizes = step.sizes().orElse(COLUMN);
    if (sizes.equals(ROWS) || sizes.equals(COLUMN)) {
      Shape rows = sizes.equals(ROWS) ? Shape.batchTimes(levels) : Shape.batchTimes(levels, 1);
      return call(0, scaled, perRow(scaled, steps).reshape(rows), layout, levels);
    }
    List<Tensor> said = new ArrayList<>();
    for (int k = 0; k < levels; k++) {
      Tensor one = scaled.slice(1, k, k + 1L);
      Tensor t = steps.pick(0, k).reshape(sizes.isEmpty() ? Shape.of() : Shape.of(1));
      said.add(call(k, one, t, layout, 1));
    }
    return Tensor.concat(1, said);
  }

  /** (batch, levels): the same steps for each member of the batch. */
  private static Tensor perRow(Tensor scaled, Tensor steps) {
    Tensor nothing = scaled.slice(1, 0, 1).slice(2, 0, 1).clip(0, 0); // (batch, 1, 1)
    return nothing.reshape(Shape.batch(1)).add(steps);
  }

  private Tensor call(int call, Tensor scaled, Tensor t, WindowLayout layout, long windows) {
    Graph graphOfAll = scaled.graph();
    ElementType real = sample.type().orElseThrow();
    Map<String, Tensor> in = new LinkedHashMap<>();
    in.put(sample.name(), layout.laid(scaled, windows).cast(real));
    in.put(step.name(), counted(t).cast(step.type().orElseThrow()));
    ElementType made = graph.output().type().orElseThrow();
    Tensor said = graph.splice(graphOfAll, "imported", call, in, made, layout.shape(windows));
    return layout.flat(said.cast(ElementType.FLOAT), windows);
  }

  /** Whole numbers are rounded: casting cuts off what is behind the point. */
  private Tensor counted(Tensor t) {
    return countsSteps() ? t.add(t.graph().scalar(ElementType.FLOAT, 0.5)) : t;
  }
}
