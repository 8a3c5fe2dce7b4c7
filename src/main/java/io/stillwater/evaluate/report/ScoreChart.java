package io.stillwater.evaluate.report;

import io.stillwater.evaluate.metric.Range;
import io.stillwater.html.Axis;
import io.stillwater.html.Chart;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The score over rows, labelled ranges shaded. */
final class ScoreChart {
  private static final int POINTS = 300;

  private ScoreChart() {}

  /**
   * Draws the rows from one to another, both included; of many rows the highest of each few.
   *
   * @param description for those who do not see it
   */
  static String of(Scored scored, int first, int last, String description) {
    double[] seen =
        IntStream.rangeClosed(first, last)
            .mapToDouble(i -> scored.scores()[i])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (seen.length == 0) {
      return "<p>No row of it has a score.</p>\n";
    }
    Axis y = axis(seen, scored);
    Chart chart = new Chart(new Axis(first, Math.max(first + 1, last), false, "row"), y);
    for (Range range : Range.runs(scored.labels())) {
      if (range.last() >= first && range.first() <= last) {
        chart.shade(Math.max(first, range.first()), Math.min(last, range.last() + 1));
      }
    }
    int points = Math.min(POINTS, last - first + 1);
    double[] xs = new double[points];
    double[] ys = new double[points];
    for (int p = 0; p < points; p++) {
      int from = first + (int) ((long) p * (last - first + 1) / points);
      int to = first + (int) ((long) (p + 1) * (last - first + 1) / points) - 1;
      xs[p] = (from + to) / 2.0;
      ys[p] = Math.min(y.high(), Math.max(y.low(), scored.highest(from, to)));
      ys[p] = scored.highest(from, to) == Double.NEGATIVE_INFINITY ? Double.NaN : ys[p];
    }
    chart.line("held", xs, ys);
    if (scored.limited()) {
      chart.horizontal(scored.limit(), "threshold");
    }
    return chart.svg(description);
  }

  /** Room for the limit and for all but the wildest hundredth, which is cut off. */
  private static Axis axis(double[] sorted, Scored scored) {
    double high = sorted[(int) (0.99 * (sorted.length - 1))];
    high = Math.min(sorted[sorted.length - 1], high + (high - sorted[0]));
    double low = sorted[0];
    if (scored.limited()) {
      high = Math.max(high, scored.limit());
      low = Math.min(low, scored.limit());
    }
    double margin = Math.max(1e-6, 0.08 * (high - low));
    return new Axis(low - margin, high + margin, false, "score");
  }

  /** How much of the labels lies beyond the limit, in words; empty without a limit. */
  static String alarms(Scored scored) {
    if (!scored.limited()) {
      return "";
    }
    long beyond = Arrays.stream(scored.scores()).filter(s -> s > scored.limit()).count();
    return String.format(
        Locale.ROOT, ", %,d of %,d rows beyond the threshold", beyond, scored.rows());
  }
}
