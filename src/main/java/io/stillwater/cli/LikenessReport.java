package io.stillwater.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.train.report.Likeness;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A likeness in words and as JSON, beside that of the data to themselves.
 *
 * @param names of the channels
 * @param drawn of what was drawn to the data
 * @param halves of one half of the data to the other
 */
record LikenessReport(List<String> names, Likeness drawn, Likeness halves) {
  private static final int SHOWN = 12;

  void print(PrintWriter out) {
    int wide = Math.max(10, names.stream().mapToInt(String::length).max().orElse(0));
    String titles = String.format(Locale.ROOT, "  %8s %8s %10s", "W1", "KS", "spectrum");
    out.printf(Locale.ROOT, "%-" + wide + "s  %-28s    %s%n", "", "drawn, data", "data, data");
    out.printf(Locale.ROOT, "%-" + wide + "s%s  %s%n", "channel", titles, titles);
    int[] shown = shown();
    for (int c : shown) {
      line(out, wide, names.get(c), figures(drawn, c), figures(halves, c));
    }
    if (names.size() > 1) {
      String name = "mean of " + names.size();
      line(out, wide, name, means(drawn), means(halves));
    }
    out.println();
    gap(out, "correlation of channels", drawn.channels(), halves.channels());
    gap(out, "correlation over lags", drawn.lags(), halves.lags());
    out.println();
    out.println(
        """
        W1: mean distance between the values, in deviations (Wasserstein-1). KS: largest difference
        of their distribution functions (Kolmogorov-Smirnov). spectrum: log spectral distance, dB.
        On the right, the same between two halves of the data.""");
    if (shown.length < names.size()) {
      out.println(
          "Shown are the " + shown.length + " channels with the largest W1; --json has all.");
    }
  }

  /** All channels in their order, or the most different ones. */
  private int[] shown() {
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> names.size() > SHOWN ? -drawn.wasserstein()[c] : c))
        .limit(SHOWN)
        .mapToInt(c -> c)
        .toArray();
  }

  private static double[] figures(Likeness likeness, int c) {
    return new double[] {
      likeness.wasserstein()[c], likeness.kolmogorov()[c], likeness.spectrum()[c]
    };
  }

  private static double[] means(Likeness likeness) {
    return new double[] {
      mean(likeness.wasserstein()), mean(likeness.kolmogorov()), mean(likeness.spectrum())
    };
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static void line(
      PrintWriter out, int wide, String name, double[] drawn, double[] halves) {
    out.printf(
        Locale.ROOT,
        "%-" + wide + "s  %8.3f %8.3f %10.2f    %8.3f %8.3f %10.2f%n",
        name,
        drawn[0],
        drawn[1],
        drawn[2],
        halves[0],
        halves[1],
        halves[2]);
  }

  private static void gap(PrintWriter out, String name, Likeness.Gap drawn, Likeness.Gap halves) {
    out.printf(
        Locale.ROOT,
        "%-24s differs by %.3f at most, %.3f in the mean (data: %.3f, %.3f)%n",
        name,
        drawn.largest(),
        drawn.mean(),
        halves.largest(),
        halves.mean());
  }

  /** Adds {@code drawn} and {@code halves}. */
  ObjectNode addTo(ObjectNode object) {
    add(object.putObject("drawn"), drawn);
    add(object.putObject("halves"), halves);
    return object;
  }

  private void add(ObjectNode object, Likeness likeness) {
    ObjectNode channels = object.putObject("channels");
    for (int c = 0; c < names.size(); c++) {
      ObjectNode channel = channels.putObject(names.get(c));
      channel.put("wasserstein", likeness.wasserstein()[c]);
      channel.put("kolmogorov", likeness.kolmogorov()[c]);
      channel.put("spectrum_db", likeness.spectrum()[c]);
    }
    add(object.putObject("correlation_of_channels"), likeness.channels());
    add(object.putObject("correlation_over_lags"), likeness.lags());
  }

  private static void add(ObjectNode object, Likeness.Gap gap) {
    object.put("largest", gap.largest());
    object.put("mean", gap.mean());
  }
}
