package io.stillwater.source.csv;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.source.ScoreLines;
import io.stillwater.source.SourceException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The scores of a file's rows: one line for each row, in the order of the rows.
 *
 * <pre>
 * time,key,score,p_value,p_recent,alarm
 * 2020-03-09T10:34:33Z,valve1/0,,,,0
 * 2020-03-09T10:34:34Z,valve1/0,1.25,0.09,0.12,0
 * </pre>
 *
 * <p>Times are in UTC, or row numbers. A row whose window is not full, or has too much missing, has
 * neither score nor p-value, and no alarm. {@code p_recent} is the p-value among the key's own
 * scores of the last days, empty where that is not known. A name that ends in {@code .gz} is
 * packed. Not thread-safe.
 */
public final class CsvScores extends ScoreLines {
  private static final String[] HEAD = {"time", "key", "score", "p_value", "p_recent", "alarm"};

  private final boolean timed;

  private CsvScores(Path file, boolean timed) {
    super(file, HEAD);
    this.timed = timed;
  }

  private CsvScores(Writer out, boolean timed) {
    super(out, HEAD);
    this.timed = timed;
  }

  /**
   * Starts a file; one that is there is written over.
   *
   * @param timed whether the times of the readings are times, or row numbers
   * @throws SourceException if the file cannot be written
   */
  public static CsvScores create(Path file, boolean timed) {
    return new CsvScores(file, timed);
  }

  /** Writes to an open writer, such as standard output. */
  public static CsvScores to(Writer out, boolean timed) {
    return new CsvScores(out, timed);
  }

  /** A row whose window was judged. */
  public void scored(Reading row, double score, double pValue, boolean alarm) {
    line(alarm, time(row), row.key(), Double.toString(score), Double.toString(pValue), "");
  }

  /** A row whose window was judged. */
  public void scored(Reading row, Verdict verdict, boolean alarm) {
    line(
        alarm,
        time(row),
        row.key(),
        Double.toString(verdict.score()),
        Double.toString(verdict.pValue().value()),
        Double.isNaN(verdict.recent()) ? "" : Double.toString(verdict.recent()));
  }

  /** A row without a full window. */
  public void unscored(Reading row) {
    blank(time(row), row.key(), "", "", "");
  }

  private String time(Reading row) {
    return timed ? Instant.ofEpochMilli(row.time()).toString() : Long.toString(row.time());
  }
}
