package io.stillwater.source.score;

import io.stillwater.source.csv.CsvScores;
import io.stillwater.source.media.FileScores;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Where scores go.
 *
 * @param path of the file; {@code -} for standard output
 * @param standard output
 */
public record ScoreFile(Path path, Writer standard) {
  /** Whether that is standard output. */
  public boolean toStandard() {
    return path.toString().equals("-");
  }

  /**
   * Starts the scores of rows.
   *
   * @param timed whether rows have times
   */
  public CsvScores rows(boolean timed) {
    return toStandard() ? CsvScores.to(standard, timed) : CsvScores.create(path, timed);
  }

  /** Starts the scores of files. */
  public FileScores files() {
    return toStandard() ? new FileScores(standard) : new FileScores(path);
  }
}
