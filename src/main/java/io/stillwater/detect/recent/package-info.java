/**
 * What a key's own recent scores say: a second limit that follows them, and whether normal has
 * moved for good.
 *
 * <p>States are small, one for each key, and a function of the key's verdicts alone: no clock, no
 * randomness. May import what {@code detect} may.
 */
package io.stillwater.detect.recent;
