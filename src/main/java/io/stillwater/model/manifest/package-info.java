/**
 * What a bundle says of itself, as values: channels, denoisers and what they see of a window,
 * shapes, provenance; and how it is refused. May import {@code window}, {@code detect} and Jackson.
 */
package io.stillwater.model.manifest;
