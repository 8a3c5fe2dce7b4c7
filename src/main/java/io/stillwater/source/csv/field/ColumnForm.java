package io.stillwater.source.csv.field;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the fields of a column are: numbers, or one of two words that say a state, which are 1 and
 * 0.
 *
 * <pre>
 * true  on   open    yes  running  active    enabled   high    1
 * false off  closed  no   stopped  inactive  disabled  low     0
 *
 * wahr    ein  an   auf  ja    1
 * falsch  aus  aus  zu   nein  0
 * </pre>
 *
 * @param numbers how numbers are written
 * @param state the words of 1 and of 0; none for numbers
 */
public record ColumnForm(Numbers numbers, List<String> state) {
  /** Of all values of a column of numbers, words may be so many; they count as missing. */
  public static final double WORDS = 0.2;

  /** True and false, where a file has a type for them. */
  public static final ColumnForm FLAG = new ColumnForm(Numbers.POINT, List.of("true", "false"));

  private static final List<List<String>> STATES =
      List.of(
          List.of("true", "false"),
          List.of("on", "off"),
          List.of("open", "closed"),
          List.of("open", "close"),
          List.of("opened", "closed"),
          List.of("yes", "no"),
          List.of("running", "stopped"),
          List.of("run", "stop"),
          List.of("started", "stopped"),
          List.of("start", "stop"),
          List.of("active", "inactive"),
          List.of("enabled", "disabled"),
          List.of("high", "low"),
          List.of("wahr", "falsch"),
          List.of("ein", "aus"),
          List.of("an", "aus"),
          List.of("auf", "zu"),
          List.of("ja", "nein"));

  /** Whether a field is a word of a state. */
  public static boolean state(String field) {
    return STATES.stream().anyMatch(pair -> pair.contains(field.toLowerCase(Locale.ROOT)));
  }

  /** What the first fields of a column tell; empty for text, and where none has a value. */
  public static Optional<ColumnForm> of(List<String> fields, Numbers numbers) {
    Set<String> words = new HashSet<>();
    int values = 0;
    int odd = 0;
    for (String field : fields) {
      if (!CsvFields.missing(field)) {
        values++;
        odd += numbers.numeric(field) ? 0 : 1;
        words.add(field.toLowerCase(Locale.ROOT));
      }
    }
    if (values > odd && odd <= WORDS * values) {
      return Optional.of(new ColumnForm(numbers, List.of()));
    }
    return STATES.stream()
        .filter(pair -> !words.isEmpty() && pair.containsAll(words))
        .findFirst()
        .map(pair -> new ColumnForm(numbers, pair));
  }

  /**
   * The value of a field, NaN where it is missing.
   *
   * @throws NumberFormatException if it is a word that says nothing
   */
  public double value(String field) {
    if (state.isEmpty() || CsvFields.missing(field)) {
      return numbers.number(field);
    }
    int place = state.indexOf(field.toLowerCase(Locale.ROOT));
    if (place < 0) {
      throw new NumberFormatException(field);
    }
    return 1 - place;
  }
}
