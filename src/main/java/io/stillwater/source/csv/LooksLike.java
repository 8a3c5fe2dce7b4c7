package io.stillwater.source.csv;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  private LooksLike() {}

  /** Named like a label, with nothing but 0 and 1. */
  static boolean label(String name, List<String> values) {
    return LABELS.contains(plain(name))
        && values.stream()
            .allMatch(
                v ->
                    CsvFields.numeric(v) && (CsvFields.number(v) == 0 || CsvFields.number(v) == 1));
  }

  /** Named like a counter or not at all, and growing by one from row to row. */
  static boolean rowNumber(String name, List<String> values) {
    String plain = plain(name);
    if (values.size() < 3 || !(COUNTERS.contains(plain) || name.equals("c0"))) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!CsvFields.numeric(values.get(i))
          || CsvFields.number(values.get(i)) != CsvFields.number(values.get(0)) + i) {
        return false;
      }
    }
    return true;
  }

  /** Small letters only. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
