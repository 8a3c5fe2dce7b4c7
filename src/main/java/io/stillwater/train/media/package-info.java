/**
 * From a folder of normal images or sounds to a bundle: the product's one configuration for such
 * files, and simpler ones to compare with. May import what {@code train} may.
 */
package io.stillwater.train.media;
