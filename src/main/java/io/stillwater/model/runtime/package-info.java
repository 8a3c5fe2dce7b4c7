/**
 * Sessions of ONNX Runtime: providers, threads, batches, the scorer. What is opened here is closed
 * by who opened it. May import {@code model.graph}, {@code model.manifest} and ONNX Runtime.
 */
package io.stillwater.model.runtime;
