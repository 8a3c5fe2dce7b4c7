package io.stillwater.source.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column of a file with types.
 *
 * @param name as the file has it
 * @param type of its values
 * @param place among all columns of the file
 */
public record TypedColumn(String name, ColumnType type, int place) {
  /** What pandas calls the columns of an index without a name. */
  private static final Pattern INDEX = Pattern.compile("__index_level_\\d+__");

  /** Whether it is an index without a name, as pandas writes it. */
  public static boolean index(String name) {
    return INDEX.matcher(name).matches();
  }

  /** The same columns, those of an index first: pandas writes them last. */
  public static List<TypedColumn> ordered(List<TypedColumn> columns) {
    List<TypedColumn> ordered = new ArrayList<>(columns);
    ordered.sort((a, b) -> Boolean.compare(index(b.name()), index(a.name())));
    return List.copyOf(ordered);
  }
}
