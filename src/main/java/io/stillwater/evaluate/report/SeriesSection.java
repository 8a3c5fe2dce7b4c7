package io.stillwater.evaluate.report;

import io.stillwater.html.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The score over the rows of cases: all of few, the best and the worst of many. */
final class SeriesSection {
  private static final int SHOWN = 8;

  private SeriesSection() {}

  static String of(EvaluationReport report) {
    List<Scored> chosen = chosen(report.own());
    StringBuilder figures = new StringBuilder("<div class=\"charts\">\n");
    for (Scored scored : chosen) {
      double auroc = scored.auroc();
      String found =
          Double.isNaN(auroc) ? "rows of one kind only" : "AUROC " + Html.text("%.3f", auroc);
      figures.append(
          Html.figure(
              Html.brief(scored.name(), 80) + ": " + found + ScoreChart.alarms(scored),
              ScoreChart.of(
                  scored, 0, scored.rows() - 1, "Score over the rows of " + scored.name())));
    }
    String which =
        chosen.size() == report.own().size()
            ? ""
            : " The " + SHOWN / 2 + " cases with the highest and the lowest AUROC are drawn.";
    return Html.section(
        "Scores",
        "Of "
            + (Html.escape(report.method())
                + "; labelled ranges are shaded. The highest scores are")
            + (" cut off." + which),
        figures.append("</div>\n").toString());
  }

  private static List<Scored> chosen(List<Scored> own) {
    if (own.size() <= SHOWN) {
      return own;
    }
    List<Scored> ranked =
        own.stream()
            .filter(s -> !Double.isNaN(s.auroc()))
            .sorted(Comparator.comparingDouble(Scored::auroc).reversed())
            .toList();
    if (ranked.size() <= SHOWN) {
      return ranked;
    }
    List<Scored> chosen = new ArrayList<>(ranked.subList(0, SHOWN / 2));
    chosen.addAll(ranked.subList(ranked.size() - SHOWN / 2, ranked.size()));
    return chosen;
  }
}
