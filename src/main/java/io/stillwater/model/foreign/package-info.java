/**
 * Denoisers that were trained elsewhere: an ONNX graph and the schedule it was trained on become
 * D(x; σ).
 *
 * <p>A room of its own because it alone knows how other programs count noise and lay out windows.
 */
package io.stillwater.model.foreign;
