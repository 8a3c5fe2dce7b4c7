package io.stillwater.source.table;

/** One row of a file. Immutable. */
public interface TableRow {
  /** Its line in the file, or its number where a file has no lines; from 1. */
  long line();

  /** How many fields it has. */
  int fields();

  /** A field as text; empty where there is no value. */
  String field(int column);

  /** Whether it is a comment between the rows. */
  default boolean comment() {
    return false;
  }

  /** Whether a field has the type of a number, so that {@link #number} answers. */
  default boolean numeric(int column) {
    return false;
  }

  /** The number of a field that has that type; NaN where there is none, or it is infinite. */
  default double number(int column) {
    throw new IllegalStateException("column " + column + " is text: expected a typed number");
  }
}
