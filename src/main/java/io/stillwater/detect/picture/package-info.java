/**
 * What a picture would have looked like normally: its strange regions are filled in from normal
 * tiles, the rest stays as it was observed.
 *
 * <p>A room of its own because it shows what was judged, and judges nothing. Computes, writes no
 * files. May import {@code diffusion}, {@code window} and the rest of {@code detect}.
 */
package io.stillwater.detect.picture;
