/**
 * Networks that were trained elsewhere and say what the cells of images look like: their form, what
 * they want of images, their sessions, and what is normal at each place of what they say.
 *
 * <p>May import what {@code model} may, but for the cuts, which are made of these.
 */
package io.stillwater.model.feature;
