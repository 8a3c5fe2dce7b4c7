package io.stillwater.evaluate.report;

import io.stillwater.evaluate.Ranking;
import io.stillwater.html.Axis;
import io.stillwater.html.Chart;
import io.stillwater.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** ROC and precision-recall curves over the rows of all cases, one line for each method. */
final class RankingCurveSection {
  private static final int POINTS = 200;

  private RankingCurveSection() {}

  private record Curve(String method, Ranking ranking, double[][] points) {
    static Curve of(String method, List<Scored> all) {
      List<Scored> own = all.stream().filter(s -> s.method().equals(method)).toList();
      double[] scores =
          own.stream()
              .flatMapToDouble(s -> IntStream.range(0, s.rows()).mapToDouble(s::ranked))
              .toArray();
      boolean[] labels = new boolean[scores.length];
      int at = 0;
      for (Scored s : own) {
        System.arraycopy(s.labels(), 0, labels, at, s.rows());
        at += s.rows();
      }
      Ranking ranking = new Ranking(scores, labels);
      return new Curve(method, ranking, ranking.curve(POINTS));
    }

    double[] column(int place) {
      double[] column = new double[points.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = points[i][place];
      }
      return column;
    }
  }

  static String of(EvaluationReport report) {
    List<Curve> curves = new ArrayList<>();
    for (String method : report.scored().stream().map(Scored::method).distinct().toList()) {
      curves.add(Curve.of(method, report.scored()));
    }
    if (Double.isNaN(curves.get(0).ranking.auroc())) {
      return ""; // rows of one kind only
    }
    Chart roc = chart("false alarms", "found");
    Chart precision = chart("found", "precision");
    for (int c = curves.size() - 1; c >= 0; c--) {
      String style = c == 0 ? "held" : "other";
      roc.line(style, curves.get(c).column(0), curves.get(c).column(1));
      precision.line(style, curves.get(c).column(1), curves.get(c).column(2));
    }
    String own = Html.escape(report.method());
    return Html.section(
        "Curves",
        "The rows of all cases together, each row counting once. <span class=\"key held\">"
            + (own + "</span> <span class=\"key train\">the others</span>"),
        "<div class=\"charts\">\n"
            + Html.figure(
                "Share of anomalous rows found, by the share of normal rows flagged: "
                    + areas(curves, true),
                roc.svg("ROC curves"))
            + Html.figure(
                "Share of flagged rows that are anomalous, by the share found: "
                    + areas(curves, false),
                precision.svg("Precision-recall curves"))
            + "</div>\n");
  }

  private static String areas(List<Curve> curves, boolean roc) {
    List<String> words = new ArrayList<>();
    for (Curve curve : curves) {
      double area = roc ? curve.ranking.auroc() : curve.ranking.aupr();
      words.add(Html.escape(curve.method) + " " + Html.text("%.3f", area));
    }
    return String.join(", ", words);
  }

  private static Chart chart(String x, String y) {
    return new Chart(new Axis(0, 1, false, x), new Axis(0, 1.02, false, y));
  }
}
