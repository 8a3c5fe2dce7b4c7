/**
 * Records of a topic become frames and clips: plain bytes, CloudEvents in both modes, and claim
 * checks that point to an object elsewhere.
 *
 * <p>A room of its own because here alone decoding may reach out of the process, to files and hosts
 * that the operator allows. May import {@code event}, {@code event.envelope}, {@code event.image}
 * and {@code event.sound}.
 */
package io.stillwater.event.media;
