package io.stillwater.source;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A CSV file with a line for each thing that was scored, or could not be, as they come. A name that
 * ends in {@code .gz} is packed. Not thread-safe.
 */
public abstract class ScoreLines implements Closeable {
  private final Path file;
  private final CsvWriter writer;
  private long rows;
  private long unscored;
  private long alarms;

  /**
   * Starts a file; one that is there is written over.
   *
   * @throws SourceException if it cannot be written
   */
  protected ScoreLines(Path file, String... head) {
    try {
      OutputStream out = Files.newOutputStream(file);
      OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
      this.file = file;
      this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(packed);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    writer.writeRecord(head);
  }

  /** Writes to an open writer, such as standard output. */
  protected ScoreLines(Writer out, String... head) {
    this.file = Path.of("-");
    this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    writer.writeRecord(head);
  }

  /** Writes a line of something that was scored; whether it is an alarm comes last. */
  protected final void line(boolean alarm, String... values) {
    rows++;
    alarms += alarm ? 1 : 0;
    String[] all = new String[values.length + 1];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = alarm ? "1" : "0";
    writer.writeRecord(all);
  }

  /** Writes a line of something that has no score. */
  protected final void blank(String... values) {
    unscored++;
    line(false, values);
  }

  /** Lines so far. */
  public final long rows() {
    return rows;
  }

  /** Of these, those without a score. */
  public final long unscored() {
    return unscored;
  }

  /** Of these, those with an alarm. */
  public final long alarms() {
    return alarms;
  }

  @Override
  public final void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static SourceException unwritable(Path file, IOException e) {
    return new SourceException(
        file + " cannot be written: " + e + "; expected a file in a folder that exists", e);
  }
}
