package io.stillwater.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One operation of the graph.
 *
 * @param operator the name in the ONNX operator set
 * @param inputs what it reads
 * @param outputs what it makes, at least one
 * @param attributes whole numbers, lists of them as {@code long[]}, texts, or the graph of a body;
 *     in the order of writing
 * @param written what stands in the file in its place, for operations taken over from another file;
 *     otherwise empty
 */
record Node(
    String operator,
    List<Tensor> inputs,
    List<Tensor> outputs,
    Map<String, Object> attributes,
    List<byte[]> written) {
  Node(String operator, List<Tensor> inputs, List<Tensor> outputs, Map<String, Object> attributes) {
    this(operator, inputs, outputs, attributes, List.of());
  }

  /** The first of the outputs, for most operators the only one. */
  Tensor output() {
    return outputs.get(0);
  }

  /** Everything it depends on: the inputs, and what its body reads from outside. */
  Stream<Tensor> reads() {
    Stream<Tensor> inside =
        attributes.values().stream()
            .filter(Graph.class::isInstance)
            .flatMap(body -> ((Graph) body).captured().stream());
    return Stream.concat(inputs.stream(), inside);
  }
}
