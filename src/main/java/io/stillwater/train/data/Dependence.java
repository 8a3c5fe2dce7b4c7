package io.stillwater.train.data;

import io.stillwater.diffusion.Normal;
import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether rows without times follow each other, as readings of a sensor do, or are things for
 * themselves in any order.
 *
 * <p>By channel the ranks r of each key's values are compared with those of the row before, by von
 * Neumann's ratio V = Σ(rᵢ₊₁ − rᵢ)² / Σ(rᵢ − r̄)² (Bartels 1982, "The Rank Version of von Neumann's
 * Ratio Test for Randomness"). Where rows are independent it is 2 in the mean, with a variance of
 * about 4/n, so 1 − V/2 is the correlation of a row with the next. Rows follow each other where
 * that of one channel is significant at {@value #LEVEL}, divided by the channels, and {@value
 * #LEAST} or more on either side of 0: in a table whose rows came in some order, by batch, by day
 * or by their makers, correlations are significant and small. A channel that has one value in more
 * than {@value #DOMINANT} of the rows is not asked.
 *
 * <table>
 * <caption>ranks of one channel</caption>
 * <tr><th>ranks</th><th>V</th><th>correlation</th></tr>
 * <tr><td>1, 2, 3, 4</td><td>3/5</td><td>0.7</td></tr>
 * <tr><td>2, 4, 1, 3</td><td>17/5</td><td>-0.7</td></tr>
 * </table>
 *
 * @param correlation of a row with the next, in the channel where it is farthest from 0
 * @param channel its place
 * @param rows that were looked at
 * @param channels that were asked, at least 1
 */
public record Dependence(double correlation, int channel, int rows, int channels) {
  static final double LEVEL = 0.001;
  static final double LEAST = 0.5;
  private static final double DOMINANT = 0.9;

  /**
   * Asks the channels.
   *
   * @param rows in their order
   * @param channels how many channels they have
   * @return empty where no channel can be asked
   */
  static Optional<Dependence> of(List<Reading> rows, int channels) {
    Map<String, List<double[]>> keys = new LinkedHashMap<>();
    for (Reading row : rows) {
      keys.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row.values());
    }
    double farthest = 0;
    int at = 0;
    int asked = 0;
    for (int c = 0; c < channels; c++) {
      double correlation = correlation(keys.values(), c);
      if (!Double.isNaN(correlation)) {
        asked++;
        at = Math.abs(correlation) > Math.abs(farthest) ? c : at;
        farthest = Math.abs(correlation) > Math.abs(farthest) ? correlation : farthest;
      }
    }
    return asked == 0
        ? Optional.empty()
        : Optional.of(new Dependence(farthest, at, rows.size(), asked));
  }

  /** Not a number where the channel says nothing. */
  private static double correlation(Iterable<List<double[]>> keys, int channel) {
    double steps = 0;
    double squares = 0;
    int all = 0;
    int most = 0; // rows of the most frequent value of each key
    for (List<double[]> key : keys) {
      double[] values =
          key.stream().mapToDouble(row -> row[channel]).filter(Double::isFinite).toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      most += mostFrequent(sorted);
      all += values.length;
      double mean = (values.length + 1) / 2.0;
      double before = Double.NaN;
      for (double value : values) {
        double rank = rank(sorted, value);
        squares += (rank - mean) * (rank - mean);
        steps += Double.isNaN(before) ? 0 : (rank - before) * (rank - before);
        before = rank;
      }
    }
    return most > DOMINANT * all || squares == 0 ? Double.NaN : 1 - steps / squares / 2;
  }

  private static int mostFrequent(double[] sorted) {
    int most = 0;
    int first = 0;
    for (int i = 0; i < sorted.length; i++) {
      first = sorted[i] == sorted[first] ? first : i;
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  /** From 1; the mean of the places of equal values. */
  private static double rank(double[] sorted, double value) {
    int below = Arrays.binarySearch(sorted, value);
    int above = below;
    while (below > 0 && sorted[below - 1] == value) {
      below--;
    }
    while (above + 1 < sorted.length && sorted[above + 1] == value) {
      above++;
    }
    return (below + above) / 2.0 + 1;
  }

  /** What it means where they do not. */
  String text(String name) {
    return String.format(
        Locale.ROOT,
        "a row says little of the next (correlation of ranks %.2f at most, in %s), so the rows are"
            + " taken as a table, as by --window 1. If they are a series, give --window %d.",
        correlation,
        name,
        WindowPlan.LENGTH);
  }

  /** Whether rows follow each other. */
  boolean holds() {
    double deviations = Math.abs(correlation) * Math.sqrt(rows);
    boolean significant = deviations > Normal.quantile(1 - LEVEL / 2 / channels);
    return significant && Math.abs(correlation) >= LEAST;
  }
}
