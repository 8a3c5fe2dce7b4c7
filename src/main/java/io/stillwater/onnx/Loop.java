package io.stillwater.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Repeats operations inside one run of a graph: what one round makes is what the next one starts
 * from.
 *
 * <p>The body may read every tensor of the graphs around it. Data that differ from round to round
 * lie outside with one row for each, and the body takes its row by the number of the round:
 *
 * <pre>{@code
 * Tensor batches = graph.input("batches", FLOAT, Shape.of(rounds, batch, dimension));
 * Tensor numbers = graph.integers(rounds);
 * List<Tensor> last =
 *     Loop.repeat(numbers, List.of(weights), (round, state) ->
 *         step(state.get(0), batches.gather(0, round)));
 * }</pre>
 *
 * <p>Gradients may be taken inside a body, of what the body computes; none leads through a loop.
 */
public final class Loop {
  /** One round. */
  @FunctionalInterface
  public interface Body {
    /**
     * Adds the operations of a round.
     *
     * @param round INT64, a scalar: 0, 1, 2 …
     * @param state what the last round gave, or the initial state
     * @return the state after it, of the same types and shapes
     */
    List<Tensor> apply(Tensor round, List<Tensor> state);
  }

  private Loop() {}

  /**
   * The state after so many rounds; after none, the initial one.
   *
   * @param times INT64, a scalar or one element
   * @param initial at least one tensor
   * @throws IllegalArgumentException if the body gives other types or shapes than it takes
   */
  public static List<Tensor> repeat(Tensor times, List<Tensor> initial, Body body) {
    Shape.require(
        times.type() == ElementType.INT64 && times.shape().elements() == 1,
        "the number of rounds must be one INT64: was " + times);
    Shape.require(!initial.isEmpty(), "a loop needs a state: there was none");
    Tensor goOn = times.graph().truth();
    List<Tensor> in = new ArrayList<>(List.of(times, goOn));
    in.addAll(initial);
    Tensor[] inputs = in.toArray(new Tensor[0]);
    Graph inner = times.graph().body("loop", inputs);
    write(inner, initial, body);
    return times.graph().node("Loop", initial, Map.of("body", inner), inputs);
  }

  /**
   * A body takes the number of the round, whether to go on, and the state; it gives the last two.
   */
  private static void write(Graph inner, List<Tensor> initial, Body body) {
    Tensor round = inner.input(inner.name() + "/round", ElementType.INT64, Shape.of());
    Tensor goOn = inner.input(inner.name() + "/go_on", ElementType.BOOL, Shape.of());
    List<Tensor> state = new ArrayList<>();
    for (Tensor tensor : initial) {
      String name = inner.name() + "/state_" + state.size();
      state.add(inner.input(name, tensor.type(), tensor.shape()));
    }
    List<Tensor> next = body.apply(round, List.copyOf(state));
    Shape.require(
        next.size() == initial.size(),
        "the body must give " + initial.size() + " tensors, as many as it takes: gave " + next);
    inner.output(inner.name() + "/goes_on", goOn);
    for (int i = 0; i < next.size(); i++) {
      Tensor made = next.get(i);
      Shape.require(
          made.type() == initial.get(i).type() && made.shape().equals(initial.get(i).shape()),
          "tensor " + i + " of the state must stay " + initial.get(i) + ": became " + made);
      inner.output(inner.name() + "/next_" + i, made);
    }
    inner.close();
  }
}
