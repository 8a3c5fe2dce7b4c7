package io.stillwater.detect.heat;

/**
 * A part of a sound that is beyond the limit: when, and at what pitch.
 *
 * @param fromSeconds from the sound's beginning
 * @param toSeconds from the sound's beginning, after {@code fromSeconds}
 * @param lowHertz the lower end of its lowest band
 * @param highHertz the upper end of its highest band
 * @param score of its strangest window
 */
public record SoundPart(
    double fromSeconds, double toSeconds, double lowHertz, double highHertz, double score) {}
