/**
 * What shows normal pictures, learned of normal images.
 *
 * <p>A room of its own because it needs no labels, no scores and no calibration. Computes, writes
 * no files.
 */
package io.stillwater.train.picture;
