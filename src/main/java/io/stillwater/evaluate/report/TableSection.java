package io.stillwater.evaluate.report;

import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.html.Html;
import java.util.List;

/** Figures in rows. */
final class TableSection {
  private TableSection() {}

  static String of(String title, List<Outcome> outcomes, List<Figure> columns) {
    if (outcomes.isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    table.append("<th scope=\"col\">case</th><th scope=\"col\">method</th>");
    for (Figure figure : columns) {
      table.append("<th scope=\"col\">").append(Html.escape(figure.label())).append("</th>");
    }
    table.append("</tr></thead>\n<tbody>\n");
    for (Outcome outcome : outcomes) {
      table
          .append("<tr><th scope=\"row\">")
          .append(Html.brief(outcome.on(), 60))
          .append("</th><td>")
          .append(Html.brief(outcome.method(), 40))
          .append("</td>");
      for (Figure figure : columns) {
        table.append("<td>").append(figure.text(outcome.get(figure))).append("</td>");
      }
      table.append("</tr>\n");
    }
    table.append("</tbody></table></div>\n");
    return Html.section(
        title,
        "Limits come from training rows only, but for the best threshold of NAB, which is chosen with the"
            + " labels at hand.",
        table.toString());
  }
}
