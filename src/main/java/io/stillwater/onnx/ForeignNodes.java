package io.stillwater.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The operations of a foreign graph, made fit for {@link Graph#OPERATOR_SET} where they are older.
 *
 * <p>What changed between 13 and 18 and must be rewritten: reductions other than ReduceSum took
 * their axes as an attribute, and take them as an input; Split into equal parts was told so by the
 * number of its outputs, and is told so by an attribute.
 *
 * @param nodes in their order
 * @param constants those of the graph, and the axes of reductions
 */
record ForeignNodes(List<ProtoMessage> nodes, List<ProtoMessage> constants) {
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;
  static final int VALUE_NAME = 1;

  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_CONSTANT = 5;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int GRAPH_SPARSE_CONSTANT = 15;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_INT = 3;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_INTS = 8;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int ATTRIBUTE_TYPE = 20;
  private static final int TYPE_INT = 2;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_INT64 = 7;
  private static final int TENSOR_NAME = 8;

  private static final Set<String> RANDOM =
      Set.of(
          "Bernoulli",
          "Multinomial",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike");

  private static final Set<String> AXES_AS_ATTRIBUTE =
      Set.of(
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSumSquare");

  /**
   * Reads the operations of a graph.
   *
   * @param set the operator set that it was written for
   * @throws IOException where one cannot be taken over
   */
  static ForeignNodes read(ProtoMessage graph, int set) throws IOException {
    List<ProtoMessage> constants = new ArrayList<>(graph.messages(GRAPH_CONSTANT));
    List<ProtoMessage> nodes = modern(graph, set, constants);
    return new ForeignNodes(List.copyOf(nodes), List.copyOf(constants));
  }

  /** The operations of a graph, with the bodies inside; axes go to the constants outside of all. */
  private static List<ProtoMessage> modern(
      ProtoMessage graph, int set, List<ProtoMessage> constants) throws IOException {
    ForeignGraph.require(
        !graph.has(GRAPH_SPARSE_CONSTANT), "has sparse constants", "dense ones. Export it so.");
    List<ProtoMessage> nodes = new ArrayList<>();
    for (ProtoMessage node : graph.messages(GRAPH_NODE)) {
      String operator = node.text(NODE_OPERATOR);
      ForeignGraph.require(
          !RANDOM.contains(operator),
          "draws at random (" + operator + ")",
          "one that gives the same for the same. Export it in its evaluation mode.");
      ForeignGraph.require(
          !operator.equals("RoiAlign") || set >= 16,
          "uses RoiAlign as it was before operator set 16",
          "a later one. Export it with opset_version=18.");
      List<ProtoMessage> attributes = new ArrayList<>();
      for (ProtoMessage attribute : node.messages(NODE_ATTRIBUTE)) {
        attributes.add(modernBodies(attribute, set, constants));
      }
      ProtoMessage whole = node.with(NODE_ATTRIBUTE, attributes);
      nodes.add(set < Graph.OPERATOR_SET ? modern(whole, constants) : whole);
    }
    return nodes;
  }

  private static ProtoMessage modernBodies(
      ProtoMessage attribute, int set, List<ProtoMessage> constants) throws IOException {
    ProtoMessage changed = attribute;
    for (int field : new int[] {ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS}) {
      List<ProtoMessage> bodies = new ArrayList<>();
      for (ProtoMessage body : attribute.messages(field)) {
        bodies.add(body.with(GRAPH_NODE, modern(body, set, constants)));
      }
      changed = changed.with(field, bodies);
    }
    return changed;
  }

  private static ProtoMessage modern(ProtoMessage node, List<ProtoMessage> constants) {
    String operator = node.text(NODE_OPERATOR);
    if (AXES_AS_ATTRIBUTE.contains(operator)) {
      return axesAsInput(node, constants);
    }
    List<String> inputs = node.texts(NODE_INPUT);
    if (operator.equals("Split") && (inputs.size() < 2 || inputs.get(1).isEmpty())) {
      List<ProtoMessage> attributes = new ArrayList<>(node.messages(NODE_ATTRIBUTE));
      attributes.add(
          ProtoMessage.empty()
              .withTexts(ATTRIBUTE_NAME, List.of("num_outputs"))
              .withNumber(ATTRIBUTE_INT, node.texts(NODE_OUTPUT).size())
              .withNumber(ATTRIBUTE_TYPE, TYPE_INT));
      return node.with(NODE_ATTRIBUTE, attributes);
    }
    return node;
  }

  private static ProtoMessage axesAsInput(ProtoMessage node, List<ProtoMessage> constants) {
    List<ProtoMessage> others = new ArrayList<>();
    ProtoMessage changed = node;
    for (ProtoMessage attribute : node.messages(NODE_ATTRIBUTE)) {
      if (attribute.text(ATTRIBUTE_NAME).equals("axes")) {
        List<Long> axes = attribute.numbers(ATTRIBUTE_INTS);
        String name = "axes of " + node.text(NODE_OUTPUT);
        constants.add(
            ProtoMessage.empty()
                .withNumber(TENSOR_DIMS, axes.size())
                .withNumber(TENSOR_TYPE, ElementType.INT64.code())
                .withNumbers(TENSOR_INT64, axes)
                .withTexts(TENSOR_NAME, List.of(name)));
        changed = node.withTexts(NODE_INPUT, List.of(node.text(NODE_INPUT), name));
      } else {
        others.add(attribute);
      }
    }
    return changed.with(NODE_ATTRIBUTE, others);
  }

  /** Whether one of the operations makes that. */
  boolean make(String output) {
    return nodes.stream().anyMatch(node -> node.texts(NODE_OUTPUT).contains(output));
  }

  static String tensorName(ProtoMessage tensor) {
    return tensor.text(TENSOR_NAME);
  }

  static ProtoMessage renamedTensor(ProtoMessage tensor, UnaryOperator<String> renaming) {
    return tensor.withTexts(TENSOR_NAME, List.of(renaming.apply(tensorName(tensor))));
  }

  /** An operation that reads and makes the same under other names, in its bodies too. */
  static ProtoMessage renamed(ProtoMessage node, UnaryOperator<String> renaming) {
    List<String> outputs = renamed(node.texts(NODE_OUTPUT), renaming);
    return node.withTexts(NODE_INPUT, renamed(node.texts(NODE_INPUT), renaming))
        .withTexts(NODE_OUTPUT, outputs)
        .withTexts(NODE_NAME, outputs.subList(0, Math.min(1, outputs.size())))
        .with(
            NODE_ATTRIBUTE,
            node.messages(NODE_ATTRIBUTE).stream().map(a -> renamedBodies(a, renaming)).toList());
  }

  private static List<String> renamed(List<String> names, UnaryOperator<String> renaming) {
    return names.stream().map(renaming).toList();
  }

  private static ProtoMessage renamedBodies(
      ProtoMessage attribute, UnaryOperator<String> renaming) {
    ProtoMessage changed = attribute;
    for (int field : new int[] {ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS}) {
      changed =
          changed.with(
              field,
              attribute.messages(field).stream().map(b -> renamedGraph(b, renaming)).toList());
    }
    return changed;
  }

  private static ProtoMessage renamedGraph(ProtoMessage graph, UnaryOperator<String> renaming) {
    return graph
        .without(GRAPH_VALUE_INFO)
        .with(
            GRAPH_NODE, graph.messages(GRAPH_NODE).stream().map(n -> renamed(n, renaming)).toList())
        .with(
            GRAPH_CONSTANT,
            graph.messages(GRAPH_CONSTANT).stream().map(t -> renamedTensor(t, renaming)).toList())
        .with(GRAPH_INPUT, renamedValues(graph, GRAPH_INPUT, renaming))
        .with(GRAPH_OUTPUT, renamedValues(graph, GRAPH_OUTPUT, renaming));
  }

  private static List<ProtoMessage> renamedValues(
      ProtoMessage graph, int field, UnaryOperator<String> renaming) {
    return graph.messages(field).stream()
        .map(v -> v.withTexts(VALUE_NAME, List.of(renaming.apply(v.text(VALUE_NAME)))))
        .toList();
  }
}
