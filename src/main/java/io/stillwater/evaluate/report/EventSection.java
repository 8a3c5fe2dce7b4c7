package io.stillwater.evaluate.report;

import io.stillwater.evaluate.metric.Range;
import io.stillwater.html.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Labelled ranges that were found most clearly, and those that were missed by most. */
final class EventSection {
  private static final int SHOWN = 6;
  private static final int LEAST = 30; // rows to see before and after

  private EventSection() {}

  /** How far its highest score lies above the limit; above 0 where there is none. */
  private record Event(Scored in, Range rows, double excess) {
    static Event of(Scored in, Range rows) {
      double highest = in.highest(rows.first(), rows.last());
      return new Event(in, rows, highest - (in.limited() ? in.limit() : 0));
    }

    String figure() {
      int around = Math.max(LEAST, rows.rows());
      int first = Math.max(0, rows.first() - around);
      int last = Math.min(in.rows() - 1, rows.last() + around);
      String where =
          Html.text("%s, rows %d to %d", Html.brief(in.name(), 60), rows.first(), rows.last());
      double highest = in.highest(rows.first(), rows.last());
      String score =
          highest == Double.NEGATIVE_INFINITY
              ? "no score"
              : "highest score " + Html.number(highest);
      return Html.figure(
          where + ": " + score,
          ScoreChart.of(in, first, last, "Score around rows " + rows.first() + " of " + in.name()));
    }
  }

  static String of(EvaluationReport report) {
    List<Event> events = new ArrayList<>();
    for (Scored scored : report.own()) {
      Range.runs(scored.labels()).forEach(range -> events.add(Event.of(scored, range)));
    }
    if (events.isEmpty()) {
      return "";
    }
    events.sort(Comparator.comparingDouble(Event::excess).reversed());
    int best = Math.min(SHOWN, (events.size() + 1) / 2);
    int worst = Math.min(SHOWN, events.size() - best);
    return section("Found most clearly", events.subList(0, best), events.size())
        + (worst == 0
            ? ""
            : section(
                "Found least",
                events.subList(events.size() - worst, events.size()),
                events.size()));
  }

  private static String section(String title, List<Event> events, int all) {
    StringBuilder figures = new StringBuilder("<div class=\"charts\">\n");
    events.forEach(event -> figures.append(event.figure()));
    return Html.section(
        title,
        Html.text(
            "%d of %,d labelled ranges, by their highest score above the threshold.",
            events.size(), all),
        figures.append("</div>\n").toString());
  }
}
