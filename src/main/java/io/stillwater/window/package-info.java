/**
 * Streams of readings become equal pieces: per-key windows, their missing values, and what makes
 * their numbers comparable.
 *
 * <p>A room of its own because training and serving must cut alike: both come here, and nothing
 * here knows which of the two it works for. May import {@code event}.
 */
package io.stillwater.window;
