package io.stillwater.train.report;

import io.stillwater.html.Html;
import io.stillwater.html.Panel;

/** What the denoiser says of normal windows. */
final class DenoisedSection {
  private DenoisedSection() {}

  static String of(Report report) {
    Report.Denoised denoised = report.denoised();
    if (denoised.real().isEmpty()) {
      return "";
    }
    StringBuilder figures = new StringBuilder("<div class=\"multiples\">\n");
    for (int c = 0; c < report.shown(); c++) {
      figures.append(figure(report, c));
    }
    String seen =
        report.networks().isEmpty() ? "" : " These windows were held out from the network.";
    return Html.section(
        "What the denoiser expects",
        "Normal windows <span class=\"key real\">as they were</span> and <span class=\"key"
            + " drawn\">as the denoiser says they should have been</span>, at the noise level σ "
            + Html.number(denoised.sigma())
            + ", in the units of the data. On normal windows the two should agree in form; fine noise"
            + " is not expected to come back."
            + seen
            + Page.of(report.manifest().channels().size()),
        figures.append("</div>\n").toString());
  }

  private static String figure(Report report, int channel) {
    Report.Denoised denoised = report.denoised();
    int channels = report.manifest().channels().size();
    int count = denoised.real().size();
    double[][] all = new double[2 * count][];
    for (int w = 0; w < count; w++) {
      all[2 * w] = Report.channel(denoised.real().get(w), channel, channels);
      all[2 * w + 1] = Report.channel(denoised.clean().get(w), channel, channels);
    }
    Panel panel = Panel.around(all);
    StringBuilder panels = new StringBuilder("<div class=\"row\">\n");
    for (int w = 0; w < count; w++) {
      panels.append(
          panel.svg(
              "window " + (w + 1),
              "Normal window " + (w + 1) + " and what the denoiser expects",
              panel.line("real", all[2 * w], 0, 2) + panel.line("drawn", all[2 * w + 1], 1, 2)));
    }
    return Html.figure(
        Html.brief(report.channel(channel), 60), panels.append("</div>\n").toString());
  }
}
