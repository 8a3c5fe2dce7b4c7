package io.stillwater.train.report;

import io.stillwater.html.Html;
import io.stillwater.model.manifest.Manifest;
import java.util.List;

/** The page as a whole. */
final class Page {
  /** Channels that are drawn at most. */
  static final int CHANNELS = 8;

  private static final int WARNINGS = 20;
  private static final int WARNING = 800;

  private Page() {}

  static String of(Report report) {
    Manifest manifest = report.manifest();
    String name = Html.brief(manifest.name(), 80);
    return Html.page(
        "Training report",
        name,
        lead(report),
        warnings(report.warnings())
            + DataSection.of(report)
            + LearningCurveSection.of(report)
            + CalibrationSection.of(report)
            + DenoisedSection.of(report)
            + DrawnSection.of(report));
  }

  private static String lead(Report report) {
    return "It learnt what is normal from "
        + Html.count(report.manifest().training().readings())
        + " readings, and was measured on "
        + Html.count(report.manifest().training().heldOut())
        + " windows that it had not seen. It promises: "
        + Html.escape(report.manifest().threshold().promise())
        + ".";
  }

  private static String warnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<section class=\"warnings\"><h2>Warnings</h2>\n<ul>\n");
    warnings.stream()
        .limit(WARNINGS)
        .forEach(w -> list.append("<li>").append(Html.brief(w, WARNING)).append("</li>\n"));
    return list.append("</ul></section>\n").toString();
  }

  /** A sentence where there are more channels than are drawn; otherwise nothing. */
  static String of(int channels) {
    return channels > CHANNELS
        ? " The first " + CHANNELS + " of " + channels + " channels are drawn."
        : "";
  }
}
