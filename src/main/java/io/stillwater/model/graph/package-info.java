/**
 * Scoring graphs: normalisation, denoisers at all their levels, errors and sums, written with
 * {@code onnx}. Runs nothing. May import {@code model.manifest} and what that may.
 */
package io.stillwater.model.graph;
