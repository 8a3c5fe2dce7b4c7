/**
 * Bundles for images and sounds at work on a stream: a file is one window of one reading, judged as
 * a whole by the scores of its pieces, and drawn where it is strange.
 */
package io.stillwater.model.media;
