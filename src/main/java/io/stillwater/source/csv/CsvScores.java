package io.stillwater.source.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

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
public final class CsvScores implements Closeable {
  private final Path file;
  private final CsvWriter writer;
  private final boolean timed;
  private long rows;
  private long unscored;
  private long alarms;

  private CsvScores(Path file, CsvWriter writer, boolean timed) {
    this.file = file;
    this.writer = writer;
    this.timed = timed;
    writer.writeRecord("time", "key", "score", "p_value", "p_recent", "alarm");
  }

  /**
   * Starts a file; one that is there is written over.
   *
   * @param timed whether the times of the readings are times, or row numbers
   * @throws SourceException if the file cannot be written
   */
  public static CsvScores create(Path file, boolean timed) {
    try {
      OutputStream out = Files.newOutputStream(file);
      OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
      return new CsvScores(file, builder().build(packed), timed);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Writes to an open writer, such as standard output. */
  public static CsvScores to(Writer out, boolean timed) {
    return new CsvScores(Path.of("-"), builder().build(out), timed);
  }

  /** A row whose window was judged. */
  public void scored(Reading row, double score, double pValue, boolean alarm) {
    line(row, Double.toString(score), Double.toString(pValue), "", alarm);
  }

  /** A row whose window was judged. */
  public void scored(Reading row, Verdict verdict, boolean alarm) {
    line(
        row,
        Double.toString(verdict.score()),
        Double.toString(verdict.pValue().value()),
        Double.isNaN(verdict.recent()) ? "" : Double.toString(verdict.recent()),
        alarm);
  }

  /** A row without a full window. */
  public void unscored(Reading row) {
    unscored++;
    line(row, "", "", "", false);
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Of these, rows without a score. */
  public long unscored() {
    return unscored;
  }

  /** Of these, rows with an alarm. */
  public long alarms() {
    return alarms;
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void line(Reading row, String score, String pValue, String recent, boolean alarm) {
    rows++;
    alarms += alarm ? 1 : 0;
    String time = timed ? Instant.ofEpochMilli(row.time()).toString() : Long.toString(row.time());
    writer.writeRecord(time, row.key(), score, pValue, recent, alarm ? "1" : "0");
  }

  private static CsvWriter.CsvWriterBuilder builder() {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
  }

  private static SourceException unwritable(Path file, IOException e) {
    return new SourceException(
        file + " cannot be written: " + e + "; expected a file in a folder that exists", e);
  }
}
