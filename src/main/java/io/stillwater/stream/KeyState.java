package io.stillwater.stream;

/**
 * What is remembered of a key beyond its windows, as it is stored.
 *
 * @param key the sensor key
 * @param offset of the reading that changed it last
 * @param touchedAt record time of that reading
 * @param state the bytes of it ({@link io.stillwater.detect.recent.RecentBytes})
 */
public record KeyState(String key, long offset, long touchedAt, byte[] state) {}
