package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.ScoreLines;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Scores rows or files that were given, and writes a line for each. */
@FunctionalInterface
public interface Scoring {
  /**
   * Opens what is needed, scores everything and closes it.
   *
   * @throws BundleException where the bundle does not run, or is none for what was given
   */
  Tally score(Progress progress) throws BundleException, IOException;

  /** Opens the rows that were given. */
  @FunctionalInterface
  interface Rows {
    /**
     * Opens them; the caller's to close.
     *
     * @param channels that are wanted; null for all
     * @param grid on which measurements of single channels are put; {@link Grid#NONE} to find it
     *     out
     */
    Readings open(List<String> channels, Grid grid) throws IOException;
  }

  /**
   * What was written.
   *
   * @param items the word for them
   * @param all how many
   * @param unscored of these, without a score
   * @param why they have none, in words
   * @param alarms of these
   * @param seen those that the bundle was trained on; empty where it does not know that
   * @param said sentences on what lies wrong in time
   */
  record Tally(
      String items,
      long all,
      long unscored,
      String why,
      long alarms,
      Optional<Seen> seen,
      List<String> said) {
    static Tally of(String items, ScoreLines lines, String why, Optional<Seen> seen) {
      return new Tally(items, lines.rows(), lines.unscored(), why, lines.alarms(), seen, List.of());
    }

    /** The same with sentences. */
    Tally saying(List<String> sentences) {
      return new Tally(items, all, unscored, why, alarms, seen, sentences);
    }
  }

  /**
   * What was trained on.
   *
   * @param heldOut that have the score they had while held out
   * @param remembered that were never held out
   */
  record Seen(long heldOut, long remembered) {}
}
