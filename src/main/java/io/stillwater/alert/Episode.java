package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import java.util.List;

/**
 * An open episode: everything the policy has to remember of it, so that a restart goes on where the
 * last commit was. It is remembered a while longer when it is over: until no window holds its
 * readings any more.
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
 * @param quiet quiet windows since the last one that was not
 * @param peak its strangest window
 * @param present its newest window
 * @param told what its alerts have told
 * @param mark offset up to which readings belong to it, see {@link Verdict#trails}; {@link
 *     Verdict#UNMARKED} if nothing judges the newest readings
 * @param over whether it has resolved
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
    Peak peak,
    Present present,
    Told told,
    long mark,
    boolean over) {
  /** An open one of which nothing else is known. */
  public Episode(
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
    this(
        id,
        key,
        sequence,
        severity,
        openedAt,
        lastTime,
        alertedAt,
        seenAt,
        windows,
        anomalous,
        quiet,
        peak,
        Present.of(peak),
        Told.NOTHING,
        Verdict.UNMARKED,
        false);
  }

  /** The one that a window opens, with its first alert counted and no peak yet. */
  static Episode first(
      String id, Verdict verdict, Severity severity, long seen, Present present, long mark) {
    long time = verdict.window().endTime();
    Told told = new Told(1, present.names(), false);
    return new Episode(
        id,
        verdict.window().key(),
        1,
        severity,
        time,
        time,
        time,
        seen,
        1,
        1,
        0,
        null,
        present,
        told,
        mark,
        false);
  }

  /** The same with another peak. */
  public Episode withPeak(Peak other) {
    return new Episode(
        id, key, sequence, severity, openedAt, lastTime, alertedAt, seenAt, windows, anomalous,
        quiet, other, present, told, mark, over);
  }

  Episode after(Verdict verdict, Severity now, long seen, Present shown) {
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
        anomalous + (verdict.beyond() ? 1 : 0),
        shown.quiet() ? quiet + 1 : 0,
        peak,
        shown,
        told,
        verdict.mark(mark),
        over);
  }

  Episode with(Told other) {
    return new Episode(
        id, key, sequence, severity, openedAt, lastTime, alertedAt, seenAt, windows, anomalous,
        quiet, peak, present, other, mark, over);
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
        peak,
        present,
        told.at(windows),
        mark,
        over);
  }

  /** What is remembered of it when it is over: up to where its readings are. */
  public Episode ended() {
    Peak bare =
        new Peak(
            peak.score(),
            peak.pValue(),
            peak.recent(),
            peak.extrapolated(),
            peak.windowStart(),
            peak.windowEnd(),
            peak.firstOffset(),
            peak.lastOffset(),
            List.of(),
            List.of());
    return new Episode(
        id,
        key,
        sequence,
        severity,
        openedAt,
        lastTime,
        alertedAt,
        seenAt,
        windows,
        anomalous,
        quiet,
        bare,
        present,
        Told.NOTHING,
        mark,
        true);
  }
}
