package io.stillwater.train.survey;

import io.stillwater.html.Html;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A stretch in words that somebody who runs a machine would use. */
public final class Saying {
  /** Channels that are named. */
  private static final int NAMED = 3;

  /** Channels with smaller shares are not named beside larger ones. */
  private static final double LEAST = 0.1;

  private static final double STILL = 1e-6;
  private static final double RESTLESS = 3;

  private Saying() {}

  /** A time or a row number. */
  public static String at(long time, boolean timed) {
    return timed ? Instant.ofEpochMilli(time).toString() : "row " + time;
  }

  /** The channels that explain most, such as {@code flow 57 %, pressure 31 %}. */
  public static String channels(List<Stretch.Part> parts) {
    return parts.stream()
        .limit(NAMED)
        .filter(part -> part.equals(parts.get(0)) || part.share() >= LEAST)
        .map(part -> part.channel() + " " + Math.round(100 * part.share()) + " %")
        .collect(Collectors.joining(", "));
  }

  /** One plain sentence, without the key and the time. */
  public static String sentence(Stretch.Told told) {
    Stretch.Part part = told.parts().get(0);
    int from = Math.max(0, told.stretch().first() - told.windowFirst());
    int to = Math.min(part.observed().length, told.stretch().last() + 1 - told.windowFirst());
    double[] seen = finite(part.observed(), from, to);
    double[] usual = finite(part.expected(), from, to);
    String rows =
        Html.count(told.stretch().rows()) + (told.stretch().rows() == 1 ? " row" : " rows");
    String what = seen.length == 0 ? "is missing" : what(seen, usual);
    return part.channel() + " " + what + " (" + rows + ").";
  }

  private static String what(double[] seen, double[] usual) {
    double mean = mean(seen);
    double expected = mean(usual);
    double spread = spread(seen);
    double usualSpread = spread(usual);
    if (seen.length > 2
        && spread <= STILL * Math.abs(mean)
        && usualSpread > 100 * STILL * Math.abs(mean)) {
      return "stands still at "
          + Html.number(mean)
          + ", expected were values around "
          + Html.number(expected);
    }
    int far = farthest(seen, usual);
    double off = Math.abs(seen[far] - usual[far]);
    if (off > RESTLESS * Math.abs(mean - expected) && off > RESTLESS * spread) {
      return "jumps to "
          + Html.number(seen[far])
          + ", expected was about "
          + Html.number(usual[far]);
    }
    if (spread > RESTLESS * usualSpread && spread > Math.abs(mean - expected)) {
      return "is restless: it varies by "
          + Html.number(spread)
          + ", expected was "
          + Html.number(usualSpread);
    }
    return "is about " + Html.number(mean) + ", expected was about " + Html.number(expected);
  }

  private static double[] finite(double[] values, int from, int to) {
    return Arrays.stream(values, from, Math.max(from, to)).filter(Double::isFinite).toArray();
  }

  private static int farthest(double[] seen, double[] usual) {
    int far = 0;
    for (int i = 0; i < Math.min(seen.length, usual.length); i++) {
      far = Math.abs(seen[i] - usual[i]) > Math.abs(seen[far] - usual[far]) ? i : far;
    }
    return far;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** The standard deviation. */
  private static double spread(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }
}
