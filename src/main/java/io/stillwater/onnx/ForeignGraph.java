package io.stillwater.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A graph that another program wrote, to be used as a part of one of ours. Only ONNX's own
 * operators, complete in one file, of the operator sets {@value #OLDEST} to {@value #NEWEST}, with
 * one output (or several, where that is asked for), and nothing that draws at random. Field numbers
 * are those of {@code onnx.proto}. Immutable.
 */
public final class ForeignGraph {
  static final int OLDEST = 13;

  /** The newest that the runtime knows. */
  static final int NEWEST = 23;

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_OPERATOR_SET = 8;
  private static final int SET_DOMAIN = 1;
  private static final int SET_VERSION = 2;

  private final List<Port> inputs;
  private final List<Port> outputs;
  private final List<ProtoMessage> nodes;
  private final List<ProtoMessage> constants;
  private final int operatorSet;

  private ForeignGraph(
      List<Port> inputs,
      List<Port> outputs,
      List<ProtoMessage> nodes,
      List<ProtoMessage> constants,
      int set) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.nodes = nodes;
    this.constants = constants;
    this.operatorSet = set;
  }

  /**
   * Reads a graph.
   *
   * @throws IOException where the bytes are not an ONNX file, or one that cannot be used
   */
  public static ForeignGraph read(byte[] model) throws IOException {
    ForeignGraph graph = readMany(model);
    List<Port> outputs = graph.outputs;
    require(outputs.size() == 1, "has the outputs " + outputs, "one. Export what is needed only.");
    return graph;
  }

  /**
   * Reads a graph that may have several outputs.
   *
   * @throws IOException where the bytes are not an ONNX file, or one that cannot be used
   */
  public static ForeignGraph readMany(byte[] model) throws IOException {
    try {
      ProtoMessage file = ProtoMessage.of(model);
      String foreign = ModelScan.foreign(model);
      require(
          foreign.isEmpty(),
          "uses " + foreign,
          "ONNX's own operators, and everything in one file. Export it as docs/import.md shows.");
      require(file.has(MODEL_GRAPH), "has no graph", "an ONNX model. Give what the export wrote.");
      long set = operatorSet(file);
      require(
          set >= OLDEST && set <= NEWEST,
          "is of the operator set " + set,
          OLDEST + " to " + NEWEST + ". Export it with opset_version=18.");
      return of(file.message(MODEL_GRAPH), (int) set);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long operatorSet(ProtoMessage file) {
    for (ProtoMessage set : file.messages(MODEL_OPERATOR_SET)) {
      if (set.text(SET_DOMAIN).isEmpty() || set.text(SET_DOMAIN).equals("ai.onnx")) {
        return set.number(SET_VERSION, 0);
      }
    }
    return 0;
  }

  private static ForeignGraph of(ProtoMessage graph, int set) throws IOException {
    ForeignNodes nodes = ForeignNodes.read(graph, set);
    Set<String> known =
        nodes.constants().stream().map(ForeignNodes::tensorName).collect(Collectors.toSet());
    List<Port> inputs = new ArrayList<>();
    for (ProtoMessage input : graph.messages(ForeignNodes.GRAPH_INPUT)) {
      if (!known.contains(input.text(ForeignNodes.VALUE_NAME))) { // older files list both
        inputs.add(Port.of(input));
      }
    }
    List<Port> outputs = graph.messages(ForeignNodes.GRAPH_OUTPUT).stream().map(Port::of).toList();
    require(!outputs.isEmpty(), "has no output", "one at least. Check the export.");
    for (Port output : outputs) {
      require(
          nodes.make(output.name()),
          "makes no " + output.name() + ", its output",
          "an operation that does. Check the export.");
    }
    return new ForeignGraph(List.copyOf(inputs), outputs, nodes.nodes(), nodes.constants(), set);
  }

  static void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException("the model " + seen + ": expected " + expected);
    }
  }

  /** The operator set that it was written for. */
  public int operatorSet() {
    return operatorSet;
  }

  /** What the caller fills in. */
  public List<Port> inputs() {
    return inputs;
  }

  /** What the caller gets first, or alone. */
  public Port output() {
    return outputs.get(0);
  }

  /** All that the caller gets. */
  public List<Port> outputs() {
    return outputs;
  }

  /**
   * Adds the operations to a graph, on those inputs. The constants are added by the first call.
   *
   * @param graph where the inputs are
   * @param name that all names of it begin with, new in the graph but for other calls
   * @param call tells calls apart
   * @param from for each input a tensor of its type, and of its shape where that is known
   * @param type of the output
   * @param shape of the output
   */
  public Tensor splice(
      Graph graph, String name, int call, Map<String, Tensor> from, ElementType type, Shape shape) {
    Set<String> known =
        constants.stream().map(ForeignNodes::tensorName).collect(Collectors.toSet());
    UnaryOperator<String> renaming =
        old -> {
          if (old.isEmpty()) {
            return old;
          }
          if (known.contains(old)) {
            return name + "/" + old;
          }
          Tensor given = from.get(old);
          return given == null ? name + "/" + call + "/" + old : given.name();
        };
    for (ProtoMessage constant : constants) {
      ProtoMessage renamed = ForeignNodes.renamedTensor(constant, renaming);
      graph.foreign(ForeignNodes.tensorName(renamed), renamed.toBytes());
    }
    List<byte[]> written =
        nodes.stream().map(node -> ForeignNodes.renamed(node, renaming).toBytes()).toList();
    List<Tensor> in = List.copyOf(from.values());
    String result = renaming.apply(output().name());
    return graph.foreign(in, result, type, shape, written, operatorSet);
  }
}
