package io.stillwater.source.table;

/**
 * A row of a table with types. The arrays belong to the row and are not written to any more.
 *
 * @param line its number in the file, from 1
 * @param texts (columns), null where a column was not asked for as text
 * @param numbers (columns), NaN where there is no value, or the column was not asked for
 * @param numeric (columns), which were asked for as numbers; shared by all rows
 */
public record TypedRow(long line, String[] texts, double[] numbers, boolean[] numeric)
    implements TableRow {
  @Override
  public int fields() {
    return texts.length;
  }

  @Override
  public String field(int column) {
    return texts[column] == null ? "" : texts[column];
  }

  @Override
  public boolean numeric(int column) {
    return numeric[column];
  }

  @Override
  public double number(int column) {
    return numbers[column];
  }
}
