/**
 * New images and sounds, drawn from what a bundle has learned, and how far they are from those that
 * it was trained on.
 */
package io.stillwater.train.sample;
