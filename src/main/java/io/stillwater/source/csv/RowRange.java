package io.stillwater.source.csv;

/**
 * Which rows of each file are read, counted from 0 without the header.
 *
 * <pre>
 * first(400)   rows 0 … 399
 * from(400)    rows 400 … to the end
 * </pre>
 *
 * @param from the first row
 * @param to the row after the last
 */
public record RowRange(long from, long to) {
  /** Every row. */
  public static final RowRange ALL = new RowRange(0, Long.MAX_VALUE);

  public RowRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "rows must be from 0 or later to no earlier than that: was " + from + " to " + to);
    }
  }

  /** The first {@code count} rows. */
  public static RowRange first(long count) {
    return new RowRange(0, count);
  }

  /** All but the first {@code count} rows; the rows keep their numbers. */
  public static RowRange from(long count) {
    return new RowRange(count, Long.MAX_VALUE);
  }
}
