/**
 * Folders of images and sounds: which files, their readings, their scores, and pictures of what is
 * strange in them. May import what {@code source} may.
 */
package io.stillwater.source.media;
