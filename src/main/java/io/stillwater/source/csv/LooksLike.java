package io.stillwater.source.csv;

import io.stillwater.source.csv.field.CsvFields;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses what a column is from its name and first values. */
final class LooksLike {
  private static final Set<String> LABELS =
      Set.of(
          "label",
          "labels",
          "anomaly",
          "anomalies",
          "anomalous",
          "outlier",
          "isanomaly",
          "isoutlier",
          "changepoint",
          "target",
          "class",
          "fault",
          "attack",
          "groundtruth",
          "y");

  private static final Set<String> COUNTERS =
      Set.of("step", "row", "rows", "index", "idx", "id", "no", "nr", "number", "n", "unnamed", "");

  /** Or a digit: without them a name such as # says nothing. */
  private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}]");

  private LooksLike() {}

  /** Named like a label, with nothing but 0 and 1. */
  static boolean label(String name, List<String> values) {
    return LABELS.contains(plain(name))
        && values.stream()
            .allMatch(
                v ->
                    CsvFields.numeric(v) && (CsvFields.number(v) == 0 || CsvFields.number(v) == 1));
  }

  /**
   * Named like a counter or not at all, and growing by one from row to row; the first column, if it
   * has no name, may have holes, as where rows of an index were left out.
   */
  static boolean rowNumber(String name, List<String> values, boolean index) {
    String plain = plain(name);
    boolean counter =
        COUNTERS.contains(plain) && (!plain.isEmpty() || !LETTER.matcher(name).find());
    if (values.size() < 3 || !(index || counter || name.equals("c0"))) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!whole(values.get(i)) || (i > 0 && !follows(values.get(i - 1), values.get(i), index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean whole(String field) {
    return !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean follows(String before, String field, boolean index) {
    double step = CsvFields.number(field) - CsvFields.number(before);
    return index ? step > 0 : step == 1;
  }

  /** Small letters only. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
