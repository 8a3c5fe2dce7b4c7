package io.stillwater.onnx;

import java.util.List;
import java.util.Map;

/**
 * One operation of the graph.
 *
 * @param operator the name in the ONNX operator set
 * @param inputs what it reads
 * @param outputs what it makes, at least one
 * @param attributes whole numbers, lists of them as {@code long[]}, or texts; in the order of
 *     writing
 */
record Node(
    String operator, List<Tensor> inputs, List<Tensor> outputs, Map<String, Object> attributes) {
  Tensor output() {
    return outputs.get(0);
  }
}
