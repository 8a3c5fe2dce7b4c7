package io.stillwater.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name and the unit in brackets behind it.
 *
 * <pre>
 * Flow [m³/h]    Flow, m³/h
 * Temp (°C)      Temp, °C
 * Temp (inlet)   no unit
 * </pre>
 *
 * @param name without the unit
 * @param unit without the brackets
 */
public record NamedUnit(String name, String unit) {
  private static final Pattern SQUARE = Pattern.compile("(.*\\S)\\s*\\[([^\\[\\]]{1,16})\\]");
  private static final Pattern ROUND = Pattern.compile("(.*\\S)\\s*\\(([^()]{1,12})\\)");

  /** Units that are told in round brackets, too, without exponents and what they are divided by. */
  private static final Pattern UNIT =
      Pattern.compile(
          "(°|deg ?)?[CFK]|%|‰|ppm|[mkµunM]?(bar|Pa|psi|atm)[ag]?|[mkMGµ]?(m|g|s|A|V|W|Wh|Hz|N|J|l|L|VA|var)"
              + "([²³23]|\\^[23])?(/(h|s|min|d|kg|m[²³23]?|l))?|h|min|d|rpm|1/min|min-1|mm/s|t/h|kWh/d|dB(\\(A\\))?|pH");

  /** The two parts of a name as written; null where it has no unit. */
  public static NamedUnit of(String written) {
    if (!written.endsWith("]") && !written.endsWith(")")) {
      return null;
    }
    Matcher square = SQUARE.matcher(written);
    if (square.matches()) {
      return new NamedUnit(square.group(1), square.group(2).strip());
    }
    Matcher round = ROUND.matcher(written);
    return round.matches() && isUnit(round.group(2).strip())
        ? new NamedUnit(round.group(1), round.group(2).strip())
        : null;
  }

  /** Whether a word is a unit that people write. */
  public static boolean isUnit(String word) {
    return UNIT.matcher(word).matches();
  }
}
