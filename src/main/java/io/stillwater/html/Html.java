package io.stillwater.html;

import java.util.Locale;

/** Text for pages. */
public final class Html {
  private static final int REPLACEMENT = 0xFFFD;

  private Html() {}

  /** The text as it may stand between tags and in attributes; what XML cannot hold is replaced. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : REPLACEMENT);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int c) {
    boolean space = c == '\t' || c == '\n' || c == '\r';
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return space || (c >= ' ' && !surrogate && c != 0xFFFE && c != 0xFFFF);
  }

  /** The beginning of a long text, escaped. */
  public static String brief(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? escape(text)
        : escape(text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…");
  }

  /** To three digits, without an exponent where that is short. */
  public static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    double size = Math.abs(value);
    if (size < 1e-3 || size >= 1e6) {
      return text("%.2e", value).replaceAll("\\.?0*e\\+?(-?)0*", "e$1");
    }
    int whole = (int) Math.floor(Math.log10(size));
    String digits = text("%." + Math.max(0, 2 - whole) + "f", value);
    return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
  }

  public static String count(long value) {
    return text("%,d", value);
  }

  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A part of a page with a heading and a paragraph. */
  public static String section(String title, String text, String body) {
    return text("<section><h2>%s</h2>\n<p>%s</p>\n%s</section>\n", title, text, body);
  }

  /** Something to look at, with words below it. */
  public static String figure(String caption, String body) {
    return text("<figure>\n%s<figcaption>%s</figcaption>\n</figure>\n", body, caption);
  }

  /**
   * A whole page: HTML that is well-formed XML. All arguments are escaped already.
   *
   * @param kind what sort of page it is
   * @param name what it is about
   * @param lead the first paragraph
   */
  public static String page(String kind, String name, String lead, String body) {
    return "<!DOCTYPE html>\n"
        + "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
        + "<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        + ("<title>" + name + ": " + kind.toLowerCase(Locale.ROOT) + "</title>\n")
        + ("<style>\n" + Style.CSS + "</style>\n</head>\n<body>\n<main>\n")
        + ("<header><p class=\"kind\">" + kind + "</p>\n<h1>" + name + "</h1>\n")
        + ("<p class=\"lead\">" + lead + "</p></header>\n")
        + body
        + "</main>\n</body>\n</html>\n";
  }
}
