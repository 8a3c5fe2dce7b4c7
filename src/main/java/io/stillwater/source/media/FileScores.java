package io.stillwater.source.media;

import io.stillwater.source.ScoreLines;
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
public final class FileScores extends ScoreLines {
  private static final String[] HEAD = {"file", "score", "p_value", "alarm"};

  /** Starts a file; one that is there is written over. */
  public FileScores(Path file) {
    super(file, HEAD);
  }

  /** Writes to an open writer, such as standard output. */
  public FileScores(Writer out) {
    super(out, HEAD);
  }

  /** A file that was judged. */
  public void scored(String name, double score, double pValue, boolean alarm) {
    line(alarm, name, Double.toString(score), Double.toString(pValue));
  }

  /** A file that could not be read. */
  public void unscored(String name) {
    blank(name, "", "");
  }
}
