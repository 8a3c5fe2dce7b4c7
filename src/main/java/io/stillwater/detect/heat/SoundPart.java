package io.stillwater.detect.heat;

/**
 * A part of a sound that is beyond the limit.
 *
 * @param fromSeconds where it begins
 * @param toSeconds where it ends
 * @param lowHz the lower end of the bands that stand out
 * @param highHz the upper end of them
 * @param score of its strangest window, on the scale of the files' scores
 */
public record SoundPart(
    double fromSeconds, double toSeconds, double lowHz, double highHz, double score) {}
