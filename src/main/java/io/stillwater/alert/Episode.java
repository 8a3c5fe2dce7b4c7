package io.stillwater.alert;

import io.stillwater.detect.Verdict;

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
    Peak peak) {
  /** The same with another peak. */
  public Episode withPeak(Peak other) {
    return new Episode(
        id, key, sequence, severity, openedAt, lastTime, alertedAt, seenAt, windows, anomalous,
        quiet, other);
  }

  Episode after(Verdict verdict, Severity now, long seen) {
    boolean beyond = verdict.beyond();
    return new Episode(
        id,
        key,
        sequence,
        now,
        openedAt,
        verdict.window().endTime(),
        alertedAt,
        seen,
        windows + 1,
        anomalous + (beyond ? 1 : 0),
        beyond ? 0 : quiet + 1,
        peak);
  }

  Episode alerted() {
    return new Episode(
        id,
        key,
        sequence + 1,
        severity,
        openedAt,
        lastTime,
        lastTime,
        seenAt,
        windows,
        anomalous,
        quiet,
        peak);
  }
}
