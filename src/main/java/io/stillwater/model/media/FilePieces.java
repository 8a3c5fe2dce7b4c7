package io.stillwater.model.media;

import io.stillwater.event.Reading;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file as one reading, whose values are those of its pieces' readings one after another; and the
 * way back to the pieces' windows, which are those that {@link io.stillwater.window.Windower} cuts.
 */
final class FilePieces {
  private FilePieces() {}

  /**
   * The readings of a file in one row.
   *
   * @param whole whether what is said of the file as a whole comes last
   */
  static double[] flat(MediaCut.Pieces file, int channels, boolean whole) {
    double[] flat = new double[file.readings().size() * channels + (whole ? 1 : 0)];
    int at = 0;
    for (double[] reading : file.readings()) {
      System.arraycopy(reading, 0, flat, at, channels);
      at += channels;
    }
    if (whole) {
      flat[at] = file.whole();
    }
    return flat;
  }

  /** The windows of a file, in order; at least one, since a cut gives readings enough for it. */
  static List<Window> windows(Reading file, int channels, boolean whole, WindowSpec spec) {
    Reading[] rows = new Reading[(file.values().length - (whole ? 1 : 0)) / channels];
    for (int r = 0; r < rows.length; r++) {
      double[] values = Arrays.copyOfRange(file.values(), r * channels, (r + 1) * channels);
      rows[r] = Reading.ofRow(file.key(), r, values, r);
    }
    return windows(rows, spec);
  }

  /** The same of readings that are not yet in one row. */
  static List<Window> windows(String key, List<double[]> readings, WindowSpec spec) {
    Reading[] rows = new Reading[readings.size()];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Reading.ofRow(key, r, readings.get(r), r);
    }
    return windows(rows, spec);
  }

  private static List<Window> windows(Reading[] rows, WindowSpec spec) {
    int stride = rowsOf(spec.stride());
    List<Window> windows = new ArrayList<>(rows.length / stride + 1);
    for (int start = 0; start + spec.length() <= rows.length; start += stride) {
      windows.add(new Window(Arrays.copyOfRange(rows, start, start + spec.length()), 0));
    }
    return windows;
  }

  /** How many windows so many values of a file make, see {@link #flat}. */
  static int count(int values, int channels, boolean whole, WindowSpec spec) {
    int rows = (values - (whole ? 1 : 0)) / channels;
    return rows < spec.length() ? 0 : (rows - spec.length()) / rowsOf(spec.stride()) + 1;
  }

  static int rowsOf(Stride stride) {
    if (stride.timed()) {
      throw new IllegalArgumentException("the pieces of a file have no times: stride " + stride);
    }
    return Math.toIntExact(stride.amount());
  }
}
