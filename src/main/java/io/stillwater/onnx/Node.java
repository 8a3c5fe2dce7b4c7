package io.stillwater.onnx;

import java.util.List;
import java.util.Map;

/**
 * One operation of the graph.
 *
 * @param operator the name in the ONNX operator set
 * @param inputs names of tensors
 * @param output name of the one tensor it makes
 * @param attributes integers, or lists of integers as {@code long[]}; in the order of writing
 */
record Node(String operator, List<String> inputs, String output, Map<String, Object> attributes) {}
