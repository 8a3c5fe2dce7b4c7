package io.stillwater.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model whose single-precision matrix products are taken in half precision: factors are rounded
 * to 11 bits before them and what comes out is single precision again, as in mixed-precision
 * training (Micikevicius et al. 2018, section 3.3); a GPU sums such products in single precision.
 * All else stays as it is: sums, normalisation, softmax, what is in double precision, and products
 * whose type the file does not tell without running it.
 */
public final class HalfProducts {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_CONSTANT = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_INT = 3;
  private static final int ATTRIBUTE_TYPE = 20;
  private static final int TYPE_INT = 2;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int VALUE_TYPE = 2;
  private static final long FLOAT = 1;
  private static final long HALF = 10;

  /** Operators that give the type of their first operand. */
  private static final Set<String> KEEPING =
      Set.of(
          ("Abs Add Clip Concat Div Erf Exp Expand Gather Gelu Gemm Identity LayerNormalization Log"
                  + " MatMul Max Min Mul Neg Pad Pow Reciprocal ReduceMax ReduceMean ReduceMin"
                  + " ReduceSum Relu Reshape Sigmoid Slice Softmax Split Sqrt Squeeze Sub Tanh"
                  + " Transpose Unsqueeze")
              .split(" "));

  private final Map<String, Long> types = new HashMap<>();
  private final Set<String> halved = new HashSet<>();
  private final List<ProtoMessage> nodes = new ArrayList<>();

  private HalfProducts() {}

  /**
   * The model so changed.
   *
   * @throws IOException where the bytes are not an ONNX file
   */
  public static byte[] of(byte[] model) throws IOException {
    try {
      ProtoMessage whole = ProtoMessage.of(model);
      return whole
          .with(MODEL_GRAPH, List.of(new HalfProducts().graph(whole.message(MODEL_GRAPH))))
          .toBytes();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ProtoMessage graph(ProtoMessage graph) {
    for (ProtoMessage constant : graph.messages(GRAPH_CONSTANT)) {
      types.put(constant.text(TENSOR_NAME), constant.number(TENSOR_TYPE, 0));
    }
    for (ProtoMessage input : graph.messages(ForeignNodes.GRAPH_INPUT)) {
      long type = input.message(VALUE_TYPE).message(1).number(1, 0);
      types.put(input.text(ForeignNodes.VALUE_NAME), type);
    }
    for (ProtoMessage node : graph.messages(GRAPH_NODE)) {
      add(node);
    }
    return graph.with(GRAPH_NODE, nodes);
  }

  private void add(ProtoMessage node) {
    List<String> inputs = node.texts(NODE_INPUT);
    String operator = node.text(NODE_OPERATOR);
    long type = type(node, operator, inputs);
    node.texts(NODE_OUTPUT).forEach(output -> types.put(output, type));
    if (operator.equals("MatMul") && inputs.stream().allMatch(in -> of(in) == FLOAT)) {
      product(node, inputs);
    } else {
      nodes.add(node);
    }
  }

  private void product(ProtoMessage node, List<String> inputs) {
    String output = node.text(NODE_OUTPUT);
    String inHalf = half(output);
    List<String> factors = new ArrayList<>();
    for (String input : inputs) {
      if (halved.add(input)) {
        nodes.add(cast(input, half(input), HALF));
      }
      factors.add(half(input));
    }
    nodes.add(
        node.withTexts(NODE_INPUT, factors).withTexts(NODE_OUTPUT, List.of(inHalf + "_product")));
    nodes.add(cast(inHalf + "_product", output, FLOAT));
  }

  private static String half(String name) {
    return name + "_half";
  }

  private static ProtoMessage cast(String from, String to, long type) {
    ProtoMessage attribute =
        ProtoMessage.empty()
            .withTexts(ATTRIBUTE_NAME, List.of("to"))
            .withNumber(ATTRIBUTE_INT, type)
            .withNumber(ATTRIBUTE_TYPE, TYPE_INT);
    return ProtoMessage.empty()
        .withTexts(NODE_INPUT, List.of(from))
        .withTexts(NODE_OUTPUT, List.of(to))
        .withTexts(NODE_OPERATOR, List.of("Cast"))
        .with(NODE_ATTRIBUTE, List.of(attribute));
  }

  /** The number of the type that a node gives, 0 where it is not known. */
  private long type(ProtoMessage node, String operator, List<String> inputs) {
    if (operator.equals("Cast")) {
      return node.messages(NODE_ATTRIBUTE).stream()
          .filter(attribute -> attribute.text(ATTRIBUTE_NAME).equals("to"))
          .mapToLong(attribute -> attribute.number(ATTRIBUTE_INT, 0))
          .findFirst()
          .orElse(0);
    }
    if (operator.equals("Where")) {
      return of(inputs.get(1));
    }
    return KEEPING.contains(operator) && !inputs.isEmpty() ? of(inputs.get(0)) : 0;
  }

  private long of(String tensor) {
    return types.getOrDefault(tensor, 0L);
  }
}
