/**
 * Bundles at work: what differs between sensors, images and sounds, behind one interface. Nobody
 * above asks for the kind of a bundle to judge a record. May import all other rooms of {@code
 * model} and what these may.
 */
package io.stillwater.model.work;
