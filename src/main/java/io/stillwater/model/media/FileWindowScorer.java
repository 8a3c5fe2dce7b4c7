package io.stillwater.model.media;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.event.Reading;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores files: a window is one reading that holds a whole file, its one level the mean of its
 * highest pieces ({@link FileScore}). Safe for use by several threads.
 */
final class FileWindowScorer implements WindowScorer {
  private static final int BATCH = 1024;

  private final Detector pieces;
  private final OpenMedia media;
  private final int channels;
  private final WindowSpec spec;

  /**
   * @param pieces judges the windows of the bundle; closed with this
   * @param media from files to readings, and from pieces to the file; closed with this
   * @param spec how pieces are cut
   */
  FileWindowScorer(Detector pieces, OpenMedia media, WindowSpec spec) {
    this.pieces = pieces;
    this.media = media;
    this.channels = media.cut().channels().size();
    this.spec = spec;
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
      errors.add(error(judged(window.last())));
    }
    return errors;
  }

  /** The verdicts of a file's pieces, in order. */
  List<Verdict> judged(Reading file) {
    List<Window> windows = FilePieces.windows(file, channels, spec);
    List<Verdict> verdicts = new ArrayList<>(windows.size());
    for (int from = 0; from < windows.size(); from += BATCH) {
      verdicts.addAll(pieces.judge(windows.subList(from, Math.min(windows.size(), from + BATCH))));
    }
    return verdicts;
  }

  private WindowError error(List<Verdict> verdicts) {
    double[] shares = new double[channels];
    for (Verdict verdict : verdicts) {
      double[] errors = verdict.error().channels();
      for (int c = 0; c < channels; c++) {
        shares[c] += errors[c];
      }
    }
    return new WindowError(new double[] {media.files().level(scores(verdicts))}, shares);
  }

  static double[] scores(List<Verdict> verdicts) {
    return verdicts.stream().mapToDouble(Verdict::score).toArray();
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
