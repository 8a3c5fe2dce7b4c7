package io.stillwater.train.survey;

import io.stillwater.event.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what was said of a row, where the rows are read once more in their order. Rows that came
 * late were not taken the first time, and are passed over. Not thread-safe.
 */
public final class Verdicts {
  private final Map<String, Judged> keys = new HashMap<>();
  private final Map<String, Integer> next = new HashMap<>(); // place of the key's next row

  /**
   * What was said.
   *
   * @param standing how many scales of the normal rows it lies above their centre
   * @param pValue how often normal rows stand as high
   * @param strange whether it belongs to a stretch that is reported
   */
  public record Row(double standing, double pValue, boolean strange) {}

  public Verdicts(List<Judged> judged) {
    judged.forEach(key -> keys.put(key.rows().key(), key));
  }

  /** Of the next row; null where nothing was said. */
  public Row next(Reading reading) {
    Judged key = keys.get(reading.key());
    if (key == null) {
      return null;
    }
    int row = next.getOrDefault(reading.key(), 0);
    // Rows without a score have no time: whether they are this one, the next with a time tells.
    int timed = row;
    while (timed < key.standings().length && Double.isNaN(key.standings()[timed])) {
      timed++;
    }
    if (timed == key.standings().length || key.rows().times()[timed] > reading.time()) {
      return null;
    }
    if (key.rows().times()[timed] < reading.time()) {
      throw new IllegalStateException(
          "the rows changed while they were read: " + reading.key() + " at " + reading.time());
    }
    next.put(reading.key(), timed + 1);
    return new Row(key.standings()[timed], key.pValue(timed), key.strange()[timed]);
  }
}
