package io.stillwater.source.columnar.arrow;

import io.stillwater.source.table.ColumnType;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Type;

/**
 * A column of a file, and where it is in a batch.
 *
 * @param name as the file has it
 * @param values how its values are stored; those of its dictionary, if it has one
 * @param places how places in its dictionary are stored; null where it has none
 * @param dictionary its number
 * @param before what of a batch belongs to the columns before it
 */
record ArrowColumn(
    String name, ArrowField values, ArrowField places, long dictionary, ArrowLayout before) {

  /** The column of a field; null where it cannot be read. */
  static ArrowColumn of(Field field, ArrowLayout before) {
    ArrowField values = ArrowField.of(field);
    if (values == null) {
      return null;
    }
    DictionaryEncoding dictionary = field.dictionary();
    if (dictionary == null) {
      return new ArrowColumn(name(field), values, null, -1, before);
    }
    Int index = dictionary.indexType();
    ArrowField places =
        index == null
            ? new ArrowField(ArrowField.Form.WHOLE, 4, ColumnType.NUMBER)
            : ArrowField.whole(index);
    return new ArrowColumn(name(field), values, places, dictionary.id(), before);
  }

  static String name(Field field) {
    return field.name() == null ? "" : field.name();
  }

  /** Why a field cannot be read. */
  static String holds(Field field) {
    return switch (field.typeType()) {
      case Type.List, Type.LargeList, Type.FixedSizeList, Type.ListView, Type.LargeListView ->
          "holds lists and is left out; give each value a column or a row of its own";
      case Type.Struct_, Type.Map, Type.Union ->
          "holds records of several fields and is left out; give each field a column of its own";
      case Type.RunEndEncoded ->
          "is written as runs of one value and is left out; write it without";
      default -> "holds bytes that are neither numbers nor text and is left out";
    };
  }
}
