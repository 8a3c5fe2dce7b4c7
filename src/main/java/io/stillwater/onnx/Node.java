package io.stillwater.onnx;

import java.util.List;
import java.util.Map;

/**
 * One operation of the graph.
 *
 * @param operator the name in the ONNX operator set
 * @param inputs what it reads
 * @param output the one tensor it makes
 * @param attributes integers, or lists of integers as {@code long[]}; in the order of writing
 */
record Node(String operator, List<Tensor> inputs, Tensor output, Map<String, Object> attributes) {}
