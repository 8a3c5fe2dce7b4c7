package io.stillwater.alert;

/**
 * Normal has moved for a key, or is back where it was in training.
 *
 * @param source where its readings come from
 * @param key the sensor key
 * @param began whether it moved; otherwise it is back
 * @param since event time from which on it has been so
 * @param time event time of the window that told it
 * @param offset of that window's newest reading
 * @param peak that window beside what would have been expected: which channels, how far
 */
public record KeyMove(
    Alert.Source source, String key, boolean began, long since, long time, long offset, Peak peak)
    implements Message {}
