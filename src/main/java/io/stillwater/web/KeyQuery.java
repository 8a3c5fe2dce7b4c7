package io.stillwater.web;

import io.stillwater.stream.KeyStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys are asked for, and in which order.
 *
 * @param key exactly this one; null for any
 * @param search part of the name, whatever the case; null for any
 * @param state in this state; null for any
 * @param byName by name, as a person counts (pump-9 before pump-10); otherwise alerting keys first,
 *     then the strangest
 */
record KeyQuery(String key, String search, KeyStatus.State state, boolean byName) {
  static KeyQuery of(String key, String search, String state, String sort) {
    String lower = search == null || search.isEmpty() ? null : search.toLowerCase(Locale.ROOT);
    return new KeyQuery(key, lower, state(state), byName(sort));
  }

  private static KeyStatus.State state(String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    return Stream.of(KeyStatus.State.values())
        .filter(state -> KeyView.word(state).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "state is '" + word + "', which no key can be in.",
                    "Use one of "
                        + Stream.of(KeyStatus.State.values())
                            .map(KeyView::word)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static boolean byName(String sort) {
    if (sort == null || sort.isEmpty() || sort.equals("strangest")) {
      return false;
    }
    if (sort.equals("name")) {
      return true;
    }
    throw ProblemException.badRequest(
        "sort is '" + sort + "'.", "Use strangest (the default) or name.");
  }

  List<KeyStatus> of(Collection<KeyStatus> keys) {
    return keys.stream().filter(this::fits).sorted(order()).toList();
  }

  private boolean fits(KeyStatus status) {
    return (key == null || status.key().equals(key))
        && (state == null || status.state() == state)
        && (search == null || status.key().toLowerCase(Locale.ROOT).contains(search));
  }

  private Comparator<KeyStatus> order() {
    Comparator<KeyStatus> names =
        Comparator.comparing(KeyStatus::key, KeyQuery::compareNames)
            .thenComparingInt(KeyStatus::partition);
    if (byName) {
      return names;
    }
    return Comparator.comparing((KeyStatus status) -> status.state() != KeyStatus.State.ALERTING)
        .thenComparingDouble(status -> Double.isNaN(status.score()) ? 0 : -status.score())
        .thenComparing(names);
  }

  /** Runs of digits compare as numbers: pump-9, pump-10. */
  static int compareNames(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = runEnd(a, i);
      int endB = runEnd(b, j);
      String runA = a.substring(i, endA);
      String runB = b.substring(j, endB);
      int compared = compareRuns(runA, runB);
      if (compared != 0) {
        return compared;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int compareRuns(String a, String b) {
    if (!digit(a.charAt(0)) || !digit(b.charAt(0))) {
      return a.compareTo(b);
    }
    String numberA = a.replaceFirst("^0+(?=.)", "");
    String numberB = b.replaceFirst("^0+(?=.)", "");
    int length = Integer.compare(numberA.length(), numberB.length());
    return length != 0 ? length : numberA.compareTo(numberB);
  }

  private static int runEnd(String name, int from) {
    int end = from + 1;
    while (end < name.length() && digit(name.charAt(end)) == digit(name.charAt(from))) {
      end++;
    }
    return end;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
