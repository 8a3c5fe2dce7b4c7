package io.stillwater.source.table;

import java.util.List;

/** A file that says itself which columns it has and of which types. Immutable. */
public interface TypedTable {
  /** What kind of file it is, in a word or two. */
  String format();

  /** The columns that can be read, those of an index first. */
  List<TypedColumn> columns();

  /** A sentence for each column that cannot be read. */
  List<String> leftOut();

  /**
   * Opens it.
   *
   * @param wanted columns; the others are empty
   */
  TableRows rows(Wanted wanted);

  /** The texts of all columns. */
  default TableRows rows() {
    List<Integer> all = java.util.stream.IntStream.range(0, columns().size()).boxed().toList();
    return rows(new Wanted(all, List.of()));
  }

  /**
   * Which columns somebody asks for.
   *
   * @param texts whose fields are wanted as text
   * @param numbers whose fields are wanted as numbers; as text where they have no such type
   */
  record Wanted(List<Integer> texts, List<Integer> numbers) {}
}
