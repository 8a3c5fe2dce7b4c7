/**
 * Sound files become waveforms.
 *
 * <p>A room of its own so that the only reader of WAV stands apart from readings. May import {@code
 * event}.
 */
package io.stillwater.event.sound;
