package io.stillwater.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that lie behind each other, both ends included.
 *
 * @param first row, from 0
 * @param last row, not before the first
 */
public record Range(int first, int last) {
  public Range {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a range must go from a row of at least 0 to one that is not before it: was "
              + first
              + " to "
              + last);
    }
  }

  /** The longest runs of true, in order: {@code 0 1 1 0 1} gives 1 to 2 and 4 to 4. */
  public static List<Range> runs(boolean[] rows) {
    List<Range> runs = new ArrayList<>();
    for (int i = 0; i < rows.length; ) {
      int next = i + 1;
      while (next < rows.length && rows[next] == rows[i]) {
        next++;
      }
      if (rows[i]) {
        runs.add(new Range(i, next - 1));
      }
      i = next;
    }
    return List.copyOf(runs);
  }

  /** How many rows. */
  public int rows() {
    return last - first + 1;
  }
}
