/**
 * Planes (images, spectrograms) become overlapping tiles, and maps of tiles become one map again.
 *
 * <p>A room of its own because training and serving must cut alike, images and sounds too. May
 * import {@code event}.
 */
package io.stillwater.window.tile;
