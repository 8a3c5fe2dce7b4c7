/**
 * Sound is brought to one rate; what its log-mel spectrograms are made of, which {@code
 * model.graph} computes; and the way back from them.
 *
 * <p>A room of its own because its numbers have closed forms to be held against, whatever detector
 * stands behind them. May import {@code event} and {@code window.tile}.
 */
package io.stillwater.window.sound;
