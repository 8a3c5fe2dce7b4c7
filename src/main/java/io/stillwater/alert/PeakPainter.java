package io.stillwater.alert;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Explains a verdict: which channels, what was observed, what the clean window would have looked
 * like.
 */
public final class PeakPainter {
  /**
   * Channels with values in an alert; those with smaller shares are named with their share alone.
   */
  public static final int DRAWN_CHANNELS = 16;

  private static final double[] NOTHING = {};

  private final Detector detector;
  private final List<String> channels;

  /**
   * @param detector gives the clean window
   * @param channels names, in the order of the readings' values
   */
  public PeakPainter(Detector detector, List<String> channels) {
    this.detector = detector;
    this.channels = List.copyOf(channels);
  }

  /** The explanation of one verdict. */
  public Peak paint(Verdict verdict) {
    return Peak.of(
        verdict,
        contributions(verdict, DRAWN_CHANNELS),
        verdict.window().carriedChannels().stream().mapToObj(channels::get).toList());
  }

  /**
   * What each channel has to do with a verdict, the largest share first.
   *
   * @param drawnChannels how many get their observed and expected values
   */
  public List<Contribution> contributions(Verdict verdict, int drawnChannels) {
    Window window = verdict.window();
    double[] observed = new double[window.length() * channels.size()];
    window.copyTo(observed, 0, new float[observed.length], 0);
    double[] expected = detector.expected(window);
    double[] errors = verdict.error().channels();
    double total = 0;
    for (double error : errors) {
      total += error;
    }
    List<Contribution> contributions = new ArrayList<>();
    List<Integer> largestFirst =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -errors[c]))
            .toList();
    for (int c : largestFirst) {
      boolean drawn = contributions.size() < drawnChannels;
      contributions.add(
          new Contribution(
              channels.get(c),
              total > 0 ? errors[c] / total : 1.0 / errors.length,
              drawn ? column(observed, c) : NOTHING,
              drawn ? column(expected, c) : NOTHING));
    }
    return contributions;
  }

  private double[] column(double[] rows, int channel) {
    double[] column = new double[rows.length / channels.size()];
    for (int r = 0; r < column.length; r++) {
      column[r] = rows[r * channels.size() + channel];
    }
    return column;
  }
}
