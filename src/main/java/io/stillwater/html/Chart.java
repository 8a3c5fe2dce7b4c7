package io.stillwater.html;

/** A chart with two axes, as inline SVG. What is drawn first lies below. Not thread-safe. */
public final class Chart {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 250;
  private static final double LEFT = 52;
  private static final double RIGHT = 12;
  private static final double TOP = 16;
  private static final double BOTTOM = 40;

  private final Axis x;
  private final Axis y;
  private final StringBuilder marks = new StringBuilder();

  public Chart(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** A line through the points that are finite and inside. */
  public Chart line(String style, double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      double share = y.at(ys[i]);
      if (Double.isFinite(share) && share >= -1e-9 && share <= 1 + 1e-9) {
        points.append(pixel(px(xs[i]))).append(',').append(pixel(py(ys[i]))).append(' ');
      }
    }
    marks.append(
        Html.text("<polyline class=\"%s\" points=\"%s\"/>\n", style, points.toString().strip()));
    return this;
  }

  /** A bar from the lower axis up. */
  public Chart bar(double from, double to, double value) {
    double top = py(value);
    marks.append(
        Html.text(
            "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
            pixel(px(from)),
            pixel(top),
            pixel(Math.max(0.5, px(to) - px(from) - 0.5)),
            pixel(HEIGHT - BOTTOM - top)));
    return this;
  }

  /** A line across at that place, with a word beside it. */
  public Chart vertical(double value, String word) {
    double place = px(value);
    boolean left = place > (LEFT + WIDTH - RIGHT) / 2;
    stroke("mark", place, TOP, place, HEIGHT - BOTTOM);
    text("word", left ? place - 4 : place + 4, TOP + 10, left ? "end" : "start", word);
    return this;
  }

  /** A line along at that value, with a word above it. */
  public Chart horizontal(double value, String word) {
    double place = py(value);
    stroke("mark", LEFT, place, WIDTH - RIGHT, place);
    text("word", WIDTH - RIGHT - 2, place < TOP + 14 ? place + 12 : place - 4, "end", word);
    return this;
  }

  /** What lies between two values, shaded over the whole height. */
  public Chart shade(double from, double to) {
    double left = px(from);
    marks.append(
        Html.text(
            "<rect class=\"shade\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
            pixel(left),
            pixel(TOP),
            pixel(Math.max(1, px(to) - left)),
            pixel(HEIGHT - BOTTOM - TOP)));
    return this;
  }

  /** A bar along the line of {@link #vertical}, from one value of the other axis to another. */
  public Chart interval(double value, double from, double to) {
    double low = Math.min(HEIGHT - BOTTOM, py(from));
    double high = Math.max(TOP, py(to));
    stroke("interval", px(value), low, px(value), high);
    return this;
  }

  /**
   * The whole.
   *
   * @param description for those who do not see it
   */
  public String svg(String description) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        Html.text(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, HEIGHT, Html.escape(description)));
    String data = marks.toString();
    marks.setLength(0);
    axes();
    return svg.append(marks).append(data).append("</svg>\n").toString();
  }

  private void axes() {
    for (double tick : x.ticks()) {
      stroke("grid", px(tick), TOP, px(tick), HEIGHT - BOTTOM);
      text("tick", px(tick), HEIGHT - BOTTOM + 14, "middle", Html.number(tick));
    }
    for (double tick : y.ticks()) {
      stroke("grid", LEFT, py(tick), WIDTH - RIGHT, py(tick));
      text("tick", LEFT - 5, py(tick) + 4, "end", Html.number(tick));
    }
    text("label", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", x.label());
    text("label", 2, TOP - 5, "start", y.label());
  }

  private void stroke(String style, double x1, double y1, double x2, double y2) {
    marks.append(
        Html.text(
            "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n",
            style, pixel(x1), pixel(y1), pixel(x2), pixel(y2)));
  }

  private void text(String style, double left, double bottom, String anchor, String words) {
    marks.append(
        Html.text(
            "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n",
            style, pixel(left), pixel(bottom), anchor, Html.escape(words)));
  }

  private double px(double value) {
    return LEFT + x.at(value) * (WIDTH - RIGHT - LEFT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - BOTTOM - TOP);
  }

  /** To a tenth. */
  static String pixel(double value) {
    double tenth = Math.round(value * 10) / 10.0;
    return tenth == Math.rint(tenth) ? String.valueOf((long) tenth) : String.valueOf(tenth);
  }
}
