package io.stillwater.event.json;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Locale;
import java.util.Set;

/** QuotedNumbers written as text, as programs send them that quote everything. */
final class QuotedNumbers {
  private static final int LONGEST = 64;
  private static final Set<String> MISSING =
      Set.of("", "null", "none", "nil", "nan", "na", "n/a", "-");

  private QuotedNumbers() {}

  /**
   * The number that a text is, in the spelling of JSON but that zeros and a plus may lead; NaN for
   * everything else, NaN and infinities included.
   */
  static double plain(String text) {
    int n = text.length();
    if (n == 0 || n > LONGEST) {
      return Double.NaN;
    }
    int digits = 0;
    boolean good = true;
    for (int i = 0; i < n && good; i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      digits += digit ? 1 : 0;
      good = digit || c == '.' || c == '-' || c == '+' || (digits > 0 && (c | 0x20) == 'e');
    }
    if (!good || digits == 0) {
      return Double.NaN;
    }
    try {
      String unsigned = text.charAt(0) == '+' ? text.substring(1) : text;
      double number = NumberInput.parseDouble(unsigned, true);
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether the text is a way to say that there is no finite number. */
  static boolean missing(String text) {
    if (text.length() > 12) {
      return false;
    }
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (MISSING.contains(word)) {
      return true;
    }
    String bare = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    return bare.equals("nan") || bare.equals("inf") || bare.equals("infinity");
  }
}
