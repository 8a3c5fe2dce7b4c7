package io.stillwater.model;

/**
 * What a scoring graph is made for.
 *
 * @param length readings in a window
 * @param channels channels of a reading
 * @param levels noise levels
 */
public record ScoringShape(int length, int channels, int levels) {}
