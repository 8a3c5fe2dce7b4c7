package io.stillwater.train.report;

import java.util.Locale;

/** Text for the page. */
final class Html {
  private static final int REPLACEMENT = 0xFFFD;

  private Html() {}

  /** The text as it may stand between tags and in attributes; what XML cannot hold is replaced. */
  static String escape(String text) {
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
  static String brief(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? escape(text)
        : escape(text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…");
  }

  /** To three digits, without an exponent where that is short. */
  static String number(double value) {
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

  static String count(long value) {
    return text("%,d", value);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
