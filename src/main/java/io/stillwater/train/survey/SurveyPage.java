package io.stillwater.train.survey;

import io.stillwater.html.Axis;
import io.stillwater.html.Chart;
import io.stillwater.html.Html;
import io.stillwater.train.CrossFit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A page that shows what is strange: the stretches as a table, each key's scores and channels with
 * the stretches marked, and each stretch beside what was expected. HTML without scripts.
 *
 * @param name of what was looked at, as it came
 * @param fit its scores
 * @param survey what is reported
 * @param told what explains the strangest of it
 */
public record SurveyPage(String name, CrossFit fit, Survey survey, List<Stretch.Told> told) {
  private static final int KEYS = 8;
  private static final int CHANNELS = 24;
  private static final int PIECES = 200;
  private static final int CLOSE = 12;
  private static final int PARTS = 2;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  public SurveyPage {
    told = List.copyOf(told);
  }

  /** The page. */
  public String html() {
    StringBuilder body = new StringBuilder(table());
    for (Judged key : shown()) {
      body.append(key(key));
    }
    if (!told.isEmpty()) {
      body.append(close());
    }
    return Html.page("What is strange", Html.brief(name, 120), lead(), body.toString());
  }

  private String lead() {
    String found =
        survey.stretches().isEmpty()
            ? "Nothing stands out"
            : Html.text(
                "%,d of %,d rows in %,d %s stand out",
                survey.strange(),
                survey.scored(),
                survey.stretches().size(),
                survey.stretches().size() == 1 ? "stretch" : "stretches");
    return found
        + ". Each row was judged by models that had not seen its part of the data. No labels were"
        + " used: what is most of the data counts as normal.";
  }

  private String table() {
    if (told.isEmpty()) {
      return "";
    }
    StringBuilder rows =
        new StringBuilder(
            "<div class=\"wide\"><table>\n<thead><tr><th>key</th><th>from</th><th>to</th>"
                + "<th>how unusual</th><th>channels</th><th>what</th></tr></thead>\n<tbody>\n");
    for (Stretch.Told one : told) {
      Stretch stretch = one.stretch();
      rows.append("<tr>");
      for (String cell :
          List.of(
              stretch.key(),
              Saying.at(stretch.from(), fit.timed()),
              Saying.at(stretch.to(), fit.timed()),
              stretch.words() + Html.text(" (p %.1e)", stretch.pValue()),
              Saying.channels(one.parts()),
              Saying.sentence(one))) {
        rows.append("<td>").append(Html.brief(cell, 160)).append("</td>");
      }
      rows.append("</tr>\n");
    }
    int more = survey.stretches().size() - told.size();
    return Html.section(
        "Strange stretches",
        "The strangest first." + (more > 0 ? " And " + more + " more." : ""),
        rows.append("</tbody></table></div>\n").toString());
  }

  /** The keys with the strangest stretches; where there are none, the first. */
  private List<Judged> shown() {
    List<Judged> strange =
        survey.stretches().stream().map(Stretch::judged).distinct().limit(KEYS).toList();
    return strange.isEmpty() ? survey.keys().subList(0, 1) : strange;
  }

  private String key(Judged key) {
    int rows = key.standings().length;
    int pieces = Math.min(PIECES, rows);
    StringBuilder charts = new StringBuilder("<div class=\"charts\">\n");
    double[][] score = new double[1][2 * pieces];
    Arrays.fill(score[0], Double.NEGATIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      int piece = (int) ((long) row * pieces / rows);
      double standing = Math.max(-3, Math.min(20, key.standings()[row]));
      for (int i = 2 * piece; i < 2 * piece + 2 && !Double.isNaN(standing); i++) {
        score[0][i] = Math.max(score[0][i], standing);
      }
    }
    charts.append(
        Html.figure("How far each row stands out", chart(key, score[0], "standing", true)));
    double[][] curves = fit.curves(key.rows(), pieces);
    for (int c = 0; c < Math.min(CHANNELS, curves.length); c++) {
      String channel = fit.channels().get(c);
      charts.append(Html.figure(Html.brief(channel, 80), chart(key, curves[c], "value", false)));
    }
    String more =
        curves.length > CHANNELS
            ? " Of " + curves.length + " channels " + CHANNELS + " are drawn."
            : "";
    String title = key.rows().key().isEmpty() ? "The readings" : Html.brief(key.rows().key(), 80);
    return Html.section(
        title, "Strange stretches are shaded." + more, charts.append("</div>\n").toString());
  }

  private String chart(Judged key, double[] curve, String label, boolean limited) {
    double[] finite = Arrays.stream(curve).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return "<p>No value was read.</p>\n";
    }
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(1);
    double margin = Math.max(1e-9, Math.max(1e-3 * Math.abs(high), 0.06 * (high - low)));
    int rows = key.standings().length;
    double end = Math.max(place(key, lastTimed(key)), place(key, firstTimed(key)) + 1e-3);
    String unit =
        fit.timed() ? "hours since " + Saying.at(key.rows().times()[firstTimed(key)], true) : "row";
    Axis x = new Axis(place(key, firstTimed(key)), end, false, unit);
    Chart chart = new Chart(x, new Axis(low - margin, high + margin, false, label));
    survey.stretches().stream()
        .filter(stretch -> stretch.judged().rows().key().equals(key.rows().key()))
        .forEach(s -> chart.shade(place(key, s.first()), place(key, s.last())));
    int pieces = curve.length / 2;
    double[] xs = new double[curve.length];
    // A piece has two values, the lowest and the highest, both drawn at its middle.
    Arrays.setAll(xs, i -> x(key, (int) ((2L * (i >> 1) + 1) * rows / (2L * pieces))));
    chart.line("held", xs, curve);
    if (limited && survey.limit() > 0) {
      chart.horizontal(Math.min(20, survey.standing()), "limit");
    }
    return chart.svg(label + " over the rows of " + key.rows().key());
  }

  /** The place of a row on the axis, or of the nearest before that has a time. */
  private double x(Judged key, int row) {
    int at = Math.min(row, key.standings().length - 1);
    while (at > 0 && key.rows().times()[at] == Long.MIN_VALUE) {
      at--;
    }
    return place(key, Math.max(at, firstTimed(key)));
  }

  private double place(Judged key, int row) {
    long[] times = key.rows().times();
    return fit.timed()
        ? (times[row] - times[firstTimed(key)]) / MILLIS_PER_HOUR
        : (double) times[row];
  }

  private static int firstTimed(Judged key) {
    return IntStream.range(0, key.standings().length)
        .filter(row -> !Double.isNaN(key.standings()[row]))
        .findFirst()
        .orElse(0);
  }

  private static int lastTimed(Judged key) {
    int last = key.standings().length - 1;
    while (last > 0 && Double.isNaN(key.standings()[last])) {
      last--;
    }
    return last;
  }

  private String close() {
    StringBuilder charts = new StringBuilder("<div class=\"charts\">\n");
    for (Stretch.Told one : told.subList(0, Math.min(CLOSE, told.size()))) {
      for (Stretch.Part part : one.parts().subList(0, Math.min(PARTS, one.parts().size()))) {
        String where =
            (one.stretch().key() + " " + Saying.at(one.stretch().from(), fit.timed())).strip();
        charts.append(
            Html.figure(
                Html.brief(where + ": " + part.channel(), 100)
                    + Html.text(", %.0f %%", 100 * part.share()),
                part(one, part)));
      }
    }
    return Html.section(
        "Read and expected",
        "The strangest window of each stretch: <span class=\"key\">what was read</span>, <span"
            + " class=\"key drawn\">what it would have looked like</span>.",
        charts.append("</div>\n").toString());
  }

  private static String part(Stretch.Told told, Stretch.Part part) {
    double[] all =
        IntStream.range(0, 2 * part.observed().length)
            .mapToDouble(i -> i % 2 == 0 ? part.observed()[i / 2] : part.expected()[i / 2])
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double margin = Math.max(1e-9, Math.max(1e-3 * Math.abs(high), 0.06 * (high - low)));
    double[] xs = new double[part.observed().length];
    Arrays.setAll(xs, i -> i);
    Chart chart =
        new Chart(
            new Axis(0, Math.max(1, xs.length - 1), false, "row of the window"),
            new Axis(low - margin, high + margin, false, "value"));
    int from = Math.max(0, told.stretch().first() - told.windowFirst());
    int to = Math.min(xs.length - 1, told.stretch().last() - told.windowFirst());
    return chart
        .shade(from, Math.max(from, to))
        .line("held", xs, part.observed())
        .line("drawn", xs, part.expected())
        .svg(part.channel() + " as read and as expected");
  }
}
