package io.stillwater.source.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file that has one measurement in a row: the name of the channel in one column, its value in
 * another.
 *
 * <pre>
 * time,tag,value,quality
 * 2026-10-01T00:00:00Z,P1.flow,10.2,Good
 * 2026-10-01T00:00:04Z,P1.temp,41.0,192
 * </pre>
 *
 * @param tagColumn the place of the names
 * @param valueColumn the place of the values
 * @param qualityColumn the place of the quality; -1 for none
 * @param tags (channels), the names
 * @param places by name, in {@code tags}
 */
record LongForm(
    int tagColumn,
    int valueColumn,
    int qualityColumn,
    List<String> tags,
    Map<String, Integer> places) {
  /** From here on a quality of OPC is good: the two highest of its eight bits. */
  private static final int GOOD = 192;

  static LongForm of(int tagColumn, int valueColumn, int qualityColumn, List<String> tags) {
    Map<String, Integer> places = new HashMap<>();
    for (String tag : tags) {
      places.put(tag, places.size());
    }
    return new LongForm(tagColumn, valueColumn, qualityColumn, tags, places);
  }

  /**
   * Whether a value may be used: its quality is good, as OPC says it in words or numbers, or says
   * nothing.
   */
  static boolean good(String quality) {
    if (quality.isEmpty()) {
      return true;
    }
    if (quality.matches("\\d{1,9}")) {
      int number = Integer.parseInt(quality) & 0xFF;
      return number >= GOOD || quality.equals("1");
    }
    String word = quality.toLowerCase(Locale.ROOT);
    return word.startsWith("good") || word.equals("ok") || word.equals("true");
  }
}
