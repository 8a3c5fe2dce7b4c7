/**
 * Envelopes around events: CloudEvents in both modes, whatever is inside.
 *
 * <p>A room of its own because images, sounds and readings come in them alike. May import {@code
 * event}.
 */
package io.stillwater.event.envelope;
