/**
 * Writes ONNX graphs: tensors with static shapes, nodes, constants.
 *
 * <p>A room of its own because it knows the file format and nothing else: what a graph computes is
 * said elsewhere, and what runs it too. May import protobuf's coded streams only.
 */
package io.stillwater.onnx;
