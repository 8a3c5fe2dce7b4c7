package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Explains a verdict on the newest reading of a key: which channels, what they were, and what this
 * reading would have been. Those before it are shown as they were.
 *
 * <p>Channels of other keys are left out. What comes out does not depend on the order of the
 * channels.
 */
public final class RowPainter {
  private static final double[] NOTHING = {};

  private final List<String> channels;

  /**
   * @param channels names, in the order of the readings' values; may grow at its end
   */
  public RowPainter(List<String> channels) {
    this.channels = channels;
  }

  /** The explanation of one verdict. */
  public Peak paint(Verdict verdict) {
    return Peak.of(verdict, contributions(verdict), List.of());
  }

  private List<Contribution> contributions(Verdict verdict) {
    Window window = verdict.window();
    int width = window.channels();
    double[] observed = new double[window.length() * width];
    window.copyTo(observed, 0, new float[observed.length], 0);
    double[] errors = verdict.error().channels();
    List<Integer> seen = new ArrayList<>();
    double total = 0;
    for (int c = 0; c < width; c++) {
      if (!Double.isNaN(observed[observed.length - width + c])) {
        seen.add(c);
        total += errors[c];
      }
    }
    seen.sort(Comparator.comparingDouble((Integer c) -> -errors[c]).thenComparing(channels::get));
    List<Contribution> contributions = new ArrayList<>();
    for (int c : seen) {
      boolean drawn = contributions.size() < PeakPainter.DRAWN_CHANNELS;
      double[] values = drawn ? column(observed, width, c) : NOTHING;
      contributions.add(
          new Contribution(
              channels.get(c),
              total > 0 ? errors[c] / total : 1.0 / seen.size(),
              values,
              drawn ? expected(values, verdict.error().expected(), c) : NOTHING));
    }
    return contributions;
  }

  /** What came before the first value is that value. */
  private static double[] column(double[] rows, int width, int channel) {
    double[] column = new double[rows.length / width];
    for (int r = column.length - 1; r >= 0; r--) {
      double value = rows[r * width + channel];
      column[r] = Double.isNaN(value) ? column[r + 1] : value;
    }
    return column;
  }

  private static double[] expected(double[] observed, double[] newest, int channel) {
    double[] expected = observed.clone();
    if (newest != null && !Double.isNaN(newest[channel])) {
      expected[expected.length - 1] = newest[channel];
    }
    return expected;
  }
}
