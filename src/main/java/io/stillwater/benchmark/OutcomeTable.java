package io.stillwater.benchmark;

import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines of figures for people, below headings that come with the first. */
public final class OutcomeTable {
  private static final int WIDEST = 34;

  private final PrintWriter out;
  private final List<Figure> figures;
  private boolean begun;

  /**
   * @param figures that have a column
   */
  public OutcomeTable(PrintWriter out, List<Figure> figures) {
    this.out = out;
    this.figures = List.copyOf(figures);
  }

  private void head() {
    if (begun) {
      return;
    }
    begun = true;
    StringBuilder line = new StringBuilder(names("case", "method"));
    figures.forEach(figure -> line.append(cell(figure.label())));
    out.println(line.append(cell("seconds")));
  }

  /** One line. */
  public void line(Outcome outcome) {
    head();
    String on = outcome.seed() == 0 ? outcome.on() : outcome.on() + " #" + outcome.seed();
    out.println(
        line(on, outcome.method(), outcome.figures())
            + cell(String.format(Locale.ROOT, "%.1f", outcome.seconds())));
  }

  /** One line without a time. */
  void line(String on, String method, Map<Figure, Double> values, String seconds) {
    head();
    out.println(line(on, method, values) + cell(seconds));
  }

  private String line(String on, String method, Map<Figure, Double> values) {
    StringBuilder line = new StringBuilder(names(on, method));
    for (Figure figure : figures) {
      line.append(cell(figure.text(values.getOrDefault(figure, Double.NaN))));
    }
    return line.toString();
  }

  /** The end of a name tells more than its beginning. */
  private static String names(String on, String method) {
    String brief = on.length() <= WIDEST ? on : "…" + on.substring(on.length() - WIDEST + 1);
    return String.format(Locale.ROOT, "%-" + WIDEST + "s %-18s", brief, method);
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, " %8s", text);
  }
}
