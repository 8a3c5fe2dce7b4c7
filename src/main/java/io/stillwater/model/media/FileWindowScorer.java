package io.stillwater.model.media;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores files: a window is one reading that holds a whole file, its one level the mean of its
 * highest pieces ({@link FileScore}). Safe for use by several threads.
 */
final class FileWindowScorer implements WindowScorer {
  private final Detector pieces;
  private final OpenMedia media;
  private final FileJudge judge;
  private final int channels;

  /**
   * @param pieces judges the windows of the bundle; closed with this
   * @param media from files to readings, and from pieces to the file; closed with this
   * @param judge of files by these
   */
  FileWindowScorer(Detector pieces, OpenMedia media, FileJudge judge) {
    this.pieces = pieces;
    this.media = media;
    this.judge = judge;
    this.channels = media.cut().channels().size();
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public List<WindowError> errors(List<Window> windows) {
    List<WindowError> errors = new ArrayList<>(windows.size());
    for (Window window : windows) {
      errors.add(error(judge.judge(window.last())));
    }
    return errors;
  }

  private WindowError error(JudgedFile file) {
    double[] shares = new double[channels];
    for (Verdict verdict : file.pieces()) {
      double[] errors = verdict.error().channels();
      for (int c = 0; c < channels; c++) {
        shares[c] += errors[c];
      }
    }
    return new WindowError(new double[] {media.files().level(file.known())}, shares);
  }

  /** Not told of files as a whole: {@link MediaModel#view} shows what was expected of them. */
  @Override
  public double[] expected(Window window) {
    throw new UnsupportedOperationException("what is expected of a file is shown by its view");
  }

  @Override
  public void close() {
    pieces.close();
    media.close();
  }
}
