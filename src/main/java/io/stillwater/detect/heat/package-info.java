/**
 * The scores of an image's cells, or of a sound's windows, become a picture of the image or the
 * spectrogram with its strange parts in red, and a list of what is beyond the limit: regions of an
 * image, seconds and pitches of a sound.
 *
 * <p>A room of its own because it only draws what was judged. Computes, writes no files. May import
 * {@code event}, {@code window} and the rest of {@code detect}.
 */
package io.stillwater.detect.heat;
