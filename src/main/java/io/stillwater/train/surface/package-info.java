/**
 * Learns what normal surfaces look like from the user's own normal images, by telling their cells
 * from those of the same images with made-up defects.
 *
 * <p>A room of its own because its network is small, fixed and trained without a graph. May import
 * {@code window.surface}, {@code window.tile} and {@code train}.
 */
package io.stillwater.train.surface;
