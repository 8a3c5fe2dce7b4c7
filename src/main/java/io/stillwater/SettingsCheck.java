package io.stillwater;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds settings that nobody reads: most often a slip of the pen. */
final class SettingsCheck {
  private static final String PREFIX = "stillwater.";

  /**
   * What launcher and tests tell the process, as properties or variables, beside the configuration.
   */
  private static final Set<String> LAUNCHER =
      Set.of("home", "terminal", "java.opts", "require.programs");

  private static final String MEDIA = ".media.";

  private SettingsCheck() {}

  /** A sentence about the first setting that nobody reads. */
  static Optional<String> unknown(Iterable<String> names) {
    Set<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return sorted.stream()
        .filter(name -> name.startsWith(PREFIX))
        .flatMap(name -> unknown(name).stream())
        .findFirst();
  }

  private static Optional<String> unknown(String name) {
    String rest = name.substring(PREFIX.length());
    if (rest.startsWith("kafka.") || LAUNCHER.contains(rest)) {
      return Optional.empty();
    }
    if (rest.startsWith("detectors.")) {
      int media = rest.lastIndexOf(MEDIA);
      if (media >= 0) {
        // Lists may be written item by item: claim-folders[0].
        String setting = rest.substring(media + MEDIA.length()).replaceAll("\\[\\d+]$", "");
        return unknown(name, setting, settings(StillwaterConfig.MediaConfig.class));
      }
      String setting = rest.substring(rest.lastIndexOf('.') + 1);
      return unknown(name, setting, settings(StillwaterConfig.DetectorConfig.class));
    }
    if (rest.startsWith("onnx.")) {
      return unknown(name, rest.substring(5), settings(StillwaterConfig.OnnxConfig.class));
    }
    return unknown(name, rest, settings(StillwaterConfig.class));
  }

  private static Optional<String> unknown(String name, String setting, List<String> known) {
    if (known.contains(setting)) {
      return Optional.empty();
    }
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> distance(k, setting))).orElseThrow();
    String advice =
        distance(nearest, setting) <= 3
            ? "did you mean '" + nearest + "'?"
            : "the settings here are " + String.join(", ", known) + ".";
    return Optional.of("There is no setting " + name + ": " + advice);
  }

  /** The settings of a part of the configuration, as they are written in a file. */
  static List<String> settings(Class<?> part) {
    return Stream.of(part.getMethods())
        .map(Method::getName)
        .map(SettingsCheck::kebab)
        .sorted()
        .toList();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance: insertions, deletions and replacements between two words. */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[b.length()];
  }
}
