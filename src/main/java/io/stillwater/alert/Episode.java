package io.stillwater.alert;

/**
 * An open episode: everything the policy has to remember of it, so that a restart goes on where the
 * last commit was.
 *
 * @param id stable name: a hash of detector, input topic, partition, key and the offset that opened
 *     it
 * @param key the sensor key
 * @param sequence how many alerts it has sent
 * @param severity of its strangest window so far
 * @param openedAt event time of the window that opened it
 * @param lastTime event time of its newest window
 * @param alertedAt event time of the newest alert
 * @param seenAt the highest record timestamp of the partition when the key was last seen: the clock
 *     of silence
 * @param windows windows since it opened
 * @param anomalous windows beyond the threshold since it opened
 * @param quiet windows within the threshold since the last one beyond it
 * @param peak its strangest window
 */
public record Episode(
    String id,
    String key,
    int sequence,
    Severity severity,
    long openedAt,
    long lastTime,
    long alertedAt,
    long seenAt,
    int windows,
    int anomalous,
    int quiet,
    Peak peak) {}
