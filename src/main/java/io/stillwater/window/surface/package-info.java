/**
 * What a small cell of an image looks like, at several scales and against its surroundings, and how
 * unlike normal ones a learned network finds it.
 *
 * <p>A room of its own because the same numbers are made in training and in serving. May import
 * {@code window.tile}.
 */
package io.stillwater.window.surface;
