/**
 * The scores of an image's cells become a picture of the image with its strange parts in red, and a
 * list of the regions beyond the limit.
 *
 * <p>A room of its own because it only draws what was judged. Computes, writes no files. May import
 * {@code event}, {@code window} and the rest of {@code detect}.
 */
package io.stillwater.detect.heat;
