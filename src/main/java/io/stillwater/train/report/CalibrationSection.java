package io.stillwater.train.report;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Plain;
import io.stillwater.detect.PoissonInterval;
import io.stillwater.detect.Threshold;
import io.stillwater.html.Axis;
import io.stillwater.html.Chart;
import io.stillwater.html.Html;
import java.util.Arrays;

/** What normal windows score, and where an anomaly begins. */
final class CalibrationSection {
  private static final int BARS = 40;
  private static final int POINTS = 160;
  private static final double LEAST = 1e-9;

  private CalibrationSection() {}

  static String of(Report report) {
    double[] scores = report.scores().clone();
    Arrays.sort(scores);
    Threshold threshold = report.manifest().threshold();
    return Html.section(
        "What normal scores",
        Html.text(
            "An anomaly begins above a score of %s (p-value %s). Promised: %s. %s %s",
            Html.number(threshold.score()),
            Html.number(threshold.pValue()),
            Html.escape(threshold.promise()),
            expected(threshold),
            realised(report.alarms())),
        "<div class=\"charts\">\n"
            + histogram(scores, threshold)
            + pValues(scores, report.manifest().calibration(), threshold)
            + "</div>\n");
  }

  private static String expected(Threshold threshold) {
    return threshold.expected().isEmpty()
        ? "How far off the rate may be is not known."
        : "Resampled held-out data (90 % intervals) have "
            + Html.escape(threshold.expected())
            + (threshold.outlook().boundsTime() ? "; " + threshold.decision() : "")
            + ".";
  }

  /** What came of the promise on the windows that the threshold was found on. */
  private static String realised(Report.Alarms alarms) {
    if (alarms.windows() == 0) {
      return "";
    }
    PoissonInterval all = PoissonInterval.of(alarms.episodes());
    boolean timed = alarms.keyDays() > 0;
    double exposure = timed ? alarms.keyDays() : alarms.windows() / 1000.0;
    PoissonInterval interval = all.per(exposure);
    return Html.text(
        "On the held-out normal windows themselves: %,d false-alarm episodes, %s %s (%s to %s), and"
            + " %s of the windows in alarm.",
        alarms.episodes(),
        Plain.number(alarms.episodes() / exposure),
        timed ? "a day for each key" : "in 1,000 windows",
        Plain.number(interval.low()),
        Plain.number(interval.high()),
        Plain.percent((double) alarms.inAlarm() / alarms.windows()));
  }

  /** Room for the threshold and all but the wildest thousandth. */
  private static double highest(double[] sorted, Threshold threshold) {
    double most = Math.max(threshold.score(), sorted[(int) (0.999 * (sorted.length - 1))]);
    return most + Math.max(1e-3, 0.12 * (most - sorted[0]));
  }

  private static String histogram(double[] sorted, Threshold threshold) {
    double low = Math.min(sorted[0], threshold.score());
    double high = highest(sorted, threshold);
    int[] counts = new int[BARS];
    int beyond = 0;
    int above = 0;
    for (double score : sorted) {
      int bar = (int) ((score - low) / (high - low) * BARS);
      counts[Math.min(BARS - 1, bar)] += score <= high ? 1 : 0;
      above += score > high ? 1 : 0;
      beyond += score > threshold.score() ? 1 : 0;
    }
    int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    Axis x = new Axis(low, high, false, "score");
    Chart chart = new Chart(x, new Axis(0, 1.12 * most, false, "windows"));
    for (int b = 0; b < BARS; b++) {
      if (counts[b] > 0) {
        double width = (high - low) / BARS;
        chart.bar(low + b * width, low + (b + 1) * width, counts[b]);
      }
    }
    chart.vertical(threshold.score(), "threshold");
    String told =
        Html.text("%,d of %,d held-out windows lie beyond the threshold.", beyond, sorted.length);
    String hidden = above == 0 ? "" : Html.text(" %,d score higher than is drawn.", above);
    return Html.figure(
        "Scores of held-out normal windows. " + told + hidden,
        chart.svg("Histogram of the scores of held-out normal windows. " + told));
  }

  private static String pValues(
      double[] sorted, FittedCalibration calibration, Threshold threshold) {
    double low = Math.min(sorted[0], threshold.score());
    double high = highest(sorted, threshold);
    double least = Math.max(LEAST, Math.min(threshold.pValue(), calibration.pValue(high).value()));
    Axis x = new Axis(low, high, false, "score");
    Chart chart = new Chart(x, new Axis(least / 2, 1, true, "p-value"));
    double seen = Math.min(high, sorted[sorted.length - 1]);
    line(chart, "held", calibration, low, seen);
    if (high > seen) {
      line(chart, "beyond", calibration, Math.nextUp(seen), high);
    }
    boolean share = Double.isNaN(threshold.budget()) && threshold.low() > 0;
    if (share) {
      chart.interval(threshold.score(), threshold.low(), threshold.high());
    }
    chart.vertical(threshold.score(), "threshold");
    return Html.figure(
        "The p-value of a score: how often a normal window scores as high. <span class=\"key"
            + " held\">counted</span> <span class=\"key beyond\">beyond the highest, by the fitted"
            + " tail</span>"
            + (share ? " <span class=\"key interval\">90 % interval of the rate</span>" : ""),
        chart.svg(
            "P-value by score on a logarithmic axis. At the threshold it is "
                + Html.number(threshold.pValue())
                + "."));
  }

  private static void line(
      Chart chart, String style, FittedCalibration calibration, double from, double to) {
    double[] xs = new double[POINTS];
    double[] ys = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      xs[i] = i == POINTS - 1 ? to : from + (to - from) * i / (POINTS - 1);
      ys[i] = calibration.pValue(xs[i]).value();
    }
    chart.line(style, xs, ys);
  }
}
