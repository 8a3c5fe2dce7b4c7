package io.stillwater.train.report;

import io.stillwater.html.Html;
import io.stillwater.html.Panel;
import java.util.List;

/** New windows beside real ones. */
final class DrawnSection {
  private DrawnSection() {}

  static String of(Report report) {
    Report.Drawn drawn = report.drawn();
    if (drawn.made().isEmpty()) {
      return "";
    }
    StringBuilder figures = new StringBuilder("<div class=\"multiples\">\n");
    for (int c = 0; c < report.shown(); c++) {
      figures.append(figure(report, c));
    }
    figures.append("</div>\n").append(likeness(drawn.likeness()));
    boolean steps = report.manifest().normalisation().how().difference();
    return Html.section(
        "New windows, drawn from it",
        "What has learnt normal operation can draw new windows of it, out of noise. Each panel shows "
            + drawn.made().size()
            + " windows as the denoiser sees them, in deviations of the data"
            + (steps ? ", as steps from reading to reading" : "")
            + ": <span class=\"key real\">real</span> and <span class=\"key drawn\">drawn</span>."
            + " They need not be equal, but should look of one kind."
            + (report.networks().isEmpty()
                ? " A memory draws little but the windows that it remembers."
                : "")
            + Page.of(report.manifest().channels().size()),
        figures.toString());
  }

  private static String figure(Report report, int channel) {
    double[][] real = channel(report, report.drawn().real(), channel);
    double[][] made = channel(report, report.drawn().made(), channel);
    double[][] all = new double[real.length + made.length][];
    System.arraycopy(real, 0, all, 0, real.length);
    System.arraycopy(made, 0, all, real.length, made.length);
    Panel panel = Panel.around(all);
    String name = report.channel(channel);
    return Html.figure(
        Html.brief(name, 60),
        "<div class=\"row\">\n"
            + panel.svg("real", "Real windows", lines(panel, "real", real))
            + panel.svg("drawn", "Drawn windows", lines(panel, "drawn", made))
            + "</div>\n");
  }

  private static String lines(Panel panel, String style, double[][] windows) {
    StringBuilder lines = new StringBuilder();
    for (int w = 0; w < windows.length; w++) {
      lines.append(panel.line(style, windows[w], w, windows.length));
    }
    return lines.toString();
  }

  private static double[][] channel(Report report, List<float[]> windows, int channel) {
    int channels = report.manifest().channels().size();
    return windows.stream()
        .map(window -> Report.channel(Report.wide(window), channel, channels))
        .toArray(double[][]::new);
  }

  private static String likeness(List<Report.Likeness> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder table =
        new StringBuilder(
            "<table><caption>How like they are. 0 would be the same; the right column says how far"
                + " two halves of the data are from each other. More by <code>stillwater"
                + " sample</code>.</caption>\n<thead><tr><th scope=\"col\">Distance</th><th"
                + " scope=\"col\">drawn</th><th scope=\"col\">halves of the data</th></tr></thead>\n"
                + "<tbody>\n");
    for (Report.Likeness row : rows) {
      table.append(
          Html.text(
              "<tr><th scope=\"row\">%s</th><td>%.2f</td><td>%.2f</td></tr>\n",
              Html.escape(row.what()), row.drawn(), row.halves()));
    }
    return table.append("</tbody></table>\n").toString();
  }
}
