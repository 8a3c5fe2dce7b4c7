package io.stillwater.evaluate.report;

import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.html.Html;
import java.util.List;

/**
 * What an evaluation has to show.
 *
 * @param name of what was evaluated
 * @param lead how, in a sentence or two
 * @param columns figures of the tables
 * @param whole outcomes of several cases together
 * @param cases outcomes of single cases
 * @param scored what methods said, the one that it is about first; at least one
 */
public record EvaluationReport(
    String name,
    String lead,
    List<Figure> columns,
    List<Outcome> whole,
    List<Outcome> cases,
    List<Scored> scored) {
  public EvaluationReport {
    columns = List.copyOf(columns);
    whole = List.copyOf(whole);
    cases = List.copyOf(cases);
    scored = List.copyOf(scored);
    if (scored.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to show: no case was scored");
    }
  }

  /** The method that the page is about. */
  String method() {
    return scored.get(0).method();
  }

  /** What that method said. */
  List<Scored> own() {
    return scored.stream().filter(s -> s.method().equals(method())).toList();
  }

  /** The page: HTML that is well-formed XML. */
  public String html() {
    return Html.page(
        "Evaluation",
        Html.brief(name, 80),
        Html.escape(lead),
        TableSection.of("Together", whole, columns)
            + RankingCurveSection.of(this)
            + SeriesSection.of(this)
            + EventSection.of(this)
            + TableSection.of("Each case", cases, columns));
  }
}
