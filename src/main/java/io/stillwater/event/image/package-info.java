/**
 * Image files become pixels: PNG, JPEG, BMP and TIFF.
 *
 * <p>A room of its own because image files are the most hostile input there is: each format's
 * header is read by a few lines of ours first, and only what passes these gates reaches the JDK's
 * decoders. May import {@code event}.
 */
package io.stillwater.event.image;
