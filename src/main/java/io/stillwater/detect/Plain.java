package io.stillwater.detect;

import java.util.Locale;

/**
 * Rates and shares as people say them.
 *
 * <table>
 * <caption>false alarms a day, and how often that is</caption>
 * <tr><th>a day</th><td>50</td><td>5</td><td>1</td><td>1/3</td><td>1/14</td><td>1/90</td></tr>
 * <tr><th>told</th><td>2 an hour</td><td>5 a day</td><td>one a day</td><td>one in 3 days</td>
 * <td>one in 2 weeks</td><td>one in 3 months</td></tr>
 * </table>
 */
public final class Plain {
  private static final double WEEK = 7;
  private static final double MONTH = 30.4;
  private static final double YEAR = 365.25;
  private static final double LONGEST = 10 * YEAR;

  private Plain() {}

  /** How often that is. */
  public static String often(double aDay) {
    if (aDay >= 2 * 24 * 60) {
      return number(aDay / (24 * 60)) + " a minute";
    }
    if (aDay >= 2 * 24) {
      return number(aDay / 24) + " an hour";
    }
    if (aDay >= 1.5) {
      return number(aDay) + " a day";
    }
    return aDay > 0.75 ? "one a day" : period(1 / aDay);
  }

  private static String period(double days) {
    if (!(days < LONGEST)) {
      return "less than one in 10 years";
    }
    if (days < 1.5 * WEEK) {
      return "one in " + count(days, "day");
    }
    if (days < 2 * MONTH) {
      return "one in " + count(days / WEEK, "week");
    }
    return days < 1.75 * YEAR
        ? "one in " + count(days / MONTH, "month")
        : "one in " + count(days / YEAR, "year");
  }

  private static String count(double value, String unit) {
    double told = value < 1.75 ? Math.round(2 * value) / 2.0 : Math.round(value);
    return told == 1 ? "a " + unit : number(told) + " " + unit + "s";
  }

  /** About how often, and between what: an interval from more to less often. */
  public static String often(Estimate aDay) {
    String about = "about " + alarms(often(aDay.value()));
    String most = often(aDay.high());
    String least = often(aDay.low());
    if (Double.isNaN(aDay.low()) || Double.isNaN(aDay.high()) || most.equals(least)) {
      return about;
    }
    return about + "; between " + most + " and " + least;
  }

  /** {@code one a day} as {@code one false alarm a day}. */
  static String alarms(String often) {
    int end = often.indexOf(often.startsWith("less than one") ? " in" : " ");
    String many = often.substring(0, end);
    boolean one = many.endsWith("one");
    return many + (one ? " false alarm" : " false alarms") + often.substring(end);
  }

  /** A share as a percentage. */
  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** About how much of the time, and between what. */
  public static String percent(Estimate share) {
    String about = "about " + percent(share.value());
    String low = number(100 * share.low());
    String high = percent(share.high());
    return Double.isNaN(share.low()) || Double.isNaN(share.high()) || high.equals(low + " %")
        ? about
        : about + ", between " + low + " and " + high;
  }

  /** A small share as one in so many. */
  public static String oneIn(double share) {
    return String.format(Locale.ROOT, "1 in %,d", Math.round(round(1 / share)));
  }

  /** With two digits that count, and without an exponent. */
  public static String number(double value) {
    double rounded = round(value);
    if (rounded == Math.rint(rounded)) {
      return String.format(Locale.ROOT, "%,.0f", rounded);
    }
    int digits = Math.max(1, 1 - (int) Math.floor(Math.log10(Math.abs(rounded))));
    String text = String.format(Locale.ROOT, "%." + Math.min(9, digits) + "f", rounded);
    return text.replaceFirst("0+$", "");
  }

  private static double round(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
    return Math.round(value / unit) * unit;
  }
}
