package io.stillwater.source.media;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * The scores of files: one line for each, as they come.
 *
 * <pre>
 * file,score,p_value,alarm
 * line3/0815.png,1.25,0.09,0
 * line3/broken.png,,,0
 * </pre>
 *
 * <p>A file that could not be read has neither score nor p-value, and no alarm. Not thread-safe.
 */
public final class FileScores implements Closeable {
  private final Path file;
  private final CsvWriter writer;
  private long files;
  private long refused;
  private long alarms;

  private FileScores(Path file, CsvWriter writer) {
    this.file = file;
    this.writer = writer;
    writer.writeRecord("file", "score", "p_value", "alarm");
  }

  /**
   * Starts a file; one that is there is written over.
   *
   * @throws SourceException if it cannot be written
   */
  public static FileScores create(Path file) {
    try {
      return new FileScores(file, CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Writes to an open writer, such as standard output. */
  public static FileScores to(Writer out) {
    return new FileScores(
        Path.of("-"), CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out));
  }

  /** A file that was judged. */
  public void scored(String name, double score, double pValue, boolean alarm) {
    files++;
    alarms += alarm ? 1 : 0;
    writer.writeRecord(name, Double.toString(score), Double.toString(pValue), alarm ? "1" : "0");
  }

  /** A file that could not be read. */
  public void unscored(String name) {
    files++;
    refused++;
    writer.writeRecord(name, "", "", "0");
  }

  /** Files so far. */
  public long files() {
    return files;
  }

  /** Of these, those that could not be read. */
  public long refused() {
    return refused;
  }

  /** Of these, those with an alarm. */
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

  private static SourceException unwritable(Path file, IOException e) {
    return new SourceException(
        file + " cannot be written: " + e + "; expected a file in a folder that exists", e);
  }
}
