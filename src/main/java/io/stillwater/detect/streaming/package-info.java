/**
 * Judging a stream that has no training: from its first row on, by its own past only.
 *
 * <p>Every row is judged by the rows before it and then learnt. Nothing here knows of bundles or
 * windows that are cut; a row goes in, a score comes out. May import what {@code detect} may.
 */
package io.stillwater.detect.streaming;
