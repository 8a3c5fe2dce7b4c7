package io.stillwater.model.media;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.Verdict;
import java.util.List;

/**
 * A file whose pieces were judged.
 *
 * @param pieces the verdicts of its windows, in order, at least one
 * @param whole how unusual the file is as a whole; NaN where nothing is said of that
 */
public record JudgedFile(List<Verdict> pieces, double whole) {
  public JudgedFile {
    pieces = List.copyOf(pieces);
  }

  /** (pieces) their scores. */
  public double[] scores() {
    return pieces.stream().mapToDouble(Verdict::score).toArray();
  }

  /** What the file's score is told from. */
  public FileScore.Known known() {
    return new FileScore.Known(scores(), whole);
  }
}
