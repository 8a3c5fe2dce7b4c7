/**
 * Sound is brought to one rate and becomes log-mel spectrograms, which are cut into tiles as images
 * are.
 *
 * <p>A room of its own because its numbers have closed forms to be held against, whatever detector
 * stands behind them. May import {@code event} and {@code window.tile}.
 */
package io.stillwater.window.sound;
