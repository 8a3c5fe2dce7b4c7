package io.stillwater.html;

import java.util.Arrays;

/**
 * A small chart of one channel, without axes: only its lowest and highest value are written.
 *
 * @param low value at the bottom
 * @param high value at the top, above {@code low}
 */
public record Panel(double low, double high) {
  private static final int WIDTH = 170;
  private static final int HEIGHT = 100;
  private static final int LEFT = 36;
  private static final int MARGIN = 6;
  private static final int TOP = 18;
  private static final int POINTS = 64;

  /** That holds all those values. */
  public static Panel around(double[]... series) {
    double low = Arrays.stream(series).flatMapToDouble(Arrays::stream).min().orElse(0);
    double high = Arrays.stream(series).flatMapToDouble(Arrays::stream).max().orElse(0);
    double middle = (low + high) / 2;
    double least = Math.max(1e-9, 1e-3 * Math.abs(middle)); // what is still is drawn so
    double half = Math.max(least, (high - low) / 2);
    return new Panel(middle - half, middle + half);
  }

  /**
   * Windows over each other.
   *
   * @param title above
   * @param description for those who do not see it
   * @param lines what {@link #line} gave
   */
  public String svg(String title, String description, String lines) {
    return Html.text(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, HEIGHT, Html.escape(description))
        + Html.text(
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            LEFT, TOP - 4, WIDTH - LEFT - 1, HEIGHT - TOP + 3)
        + text(LEFT, 10, "start", title)
        + text(LEFT - 3, TOP + 6, "end", Html.number(high))
        + text(LEFT - 3, HEIGHT - 3, "end", Html.number(low))
        + lines
        + "</svg>\n";
  }

  private static String text(int x, int y, String anchor, String words) {
    return Html.text(
        "<text class=\"small\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
        x, y, anchor, Html.escape(words));
  }

  /**
   * One window. Of a long one {@value #POINTS} readings are drawn; one of a single reading is a
   * dot.
   *
   * @param index which of them
   * @param count of how many
   */
  public String line(String style, double[] values, int index, int count) {
    if (values.length == 1) {
      double place = (index + 0.5) / count;
      return Html.text(
          "<circle class=\"%s dot\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>\n",
          style, Chart.pixel(x(place)), Chart.pixel(y(values[0])));
    }
    int points = Math.min(POINTS, values.length);
    StringBuilder line = new StringBuilder();
    for (int p = 0; p < points; p++) {
      int at = p * (values.length - 1) / (points - 1);
      line.append(Chart.pixel(x((double) at / (values.length - 1))))
          .append(',')
          .append(Chart.pixel(y(values[at])))
          .append(' ');
    }
    return Html.text("<polyline class=\"%s\" points=\"%s\"/>\n", style, line.toString().strip());
  }

  private static double x(double share) {
    return LEFT + MARGIN / 2.0 + share * (WIDTH - LEFT - MARGIN - 1);
  }

  private double y(double value) {
    return HEIGHT - MARGIN - (value - low) / (high - low) * (HEIGHT - MARGIN - TOP);
  }
}
