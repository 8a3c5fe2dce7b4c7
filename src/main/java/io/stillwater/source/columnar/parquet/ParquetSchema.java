package io.stillwater.source.columnar.parquet;

import io.stillwater.source.table.ColumnType;
import io.stillwater.source.table.TypedColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;

/**
 * The columns of a Parquet file. Its schema is a tree, written from the root on, children behind
 * their parent; leaves are columns, and those right below the root are read.
 *
 * @param leaves (columns), how they are stored
 * @param columns that are read
 * @param leftOut a sentence for each that is not
 */
record ParquetSchema(List<ParquetLeaf> leaves, List<TypedColumn> columns, List<String> leftOut) {

  static ParquetSchema of(List<SchemaElement> elements) {
    List<ParquetLeaf> leaves = new ArrayList<>();
    List<TypedColumn> columns = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    int chunk = 0;
    for (int at = 1; at < elements.size(); ) {
      SchemaElement element = elements.get(at);
      int end = end(elements, at);
      ParquetLeaf leaf = end == at + 1 ? leaf(chunk, element) : null;
      if (leaf == null) {
        leftOut.add("column " + element.getName() + " " + holds(element));
      } else {
        columns.add(new TypedColumn(element.getName(), leaf.type(), leaves.size()));
        leaves.add(leaf);
      }
      for (; at < end; at++) {
        chunk += elements.get(at).isSetType() ? 1 : 0;
      }
    }
    return new ParquetSchema(leaves, columns, leftOut);
  }

  /** The place behind an element and all below it. */
  private static int end(List<SchemaElement> elements, int at) {
    int end = at + 1;
    for (long open = children(elements.get(at)); open > 0; open--) {
      open += children(elements.get(end));
      end++;
    }
    return end;
  }

  private static int children(SchemaElement element) {
    return element.isSetNum_children() ? element.getNum_children() : 0;
  }

  private static String holds(SchemaElement element) {
    boolean list =
        element.getRepetition_type() == FieldRepetitionType.REPEATED
            || element.getConverted_type() == ConvertedType.LIST
            || (element.isSetLogicalType() && element.getLogicalType().isSetLIST());
    return list
        ? "holds lists and is left out; give each value a column or a row of its own"
        : children(element) > 0
            ? "holds records of several fields and is left out; give each field a column of its own"
            : "holds bytes that are neither numbers nor text and is left out";
  }

  /** How a leaf is stored; null where it cannot be read. */
  private static ParquetLeaf leaf(int chunk, SchemaElement element) {
    if (!element.isSetType() || element.getRepetition_type() == FieldRepetitionType.REPEATED) {
      return null;
    }
    LogicalType logical = element.isSetLogicalType() ? element.getLogicalType() : new LogicalType();
    ParquetLeaf.Form form =
        switch (element.getType()) {
          case BOOLEAN -> ParquetLeaf.Form.BIT;
          case INT32 -> ParquetLeaf.Form.INT;
          case INT64 -> ParquetLeaf.Form.LONG;
          case INT96 -> ParquetLeaf.Form.JULIAN;
          case FLOAT -> ParquetLeaf.Form.FLOAT;
          case DOUBLE -> ParquetLeaf.Form.DOUBLE;
          case BYTE_ARRAY ->
              decimal(element, logical) ? ParquetLeaf.Form.UNSCALED : ParquetLeaf.Form.TEXT;
          case FIXED_LEN_BYTE_ARRAY ->
              decimal(element, logical)
                  ? ParquetLeaf.Form.UNSCALED
                  : logical.isSetFLOAT16() ? ParquetLeaf.Form.HALF : null;
        };
    return form == null ? null : ParquetLeaf.of(chunk, element, type(element, logical, form), form);
  }

  private static ColumnType type(
      SchemaElement element, LogicalType logical, ParquetLeaf.Form form) {
    return switch (form) {
      case BIT -> ColumnType.FLAG;
      case FLOAT, DOUBLE, HALF -> ColumnType.NUMBER;
      case JULIAN -> ColumnType.time(9, false);
      case TEXT -> ColumnType.TEXT;
      case UNSCALED -> ColumnType.decimal(scale(element, logical));
      case INT, LONG ->
          decimal(element, logical)
              ? ColumnType.decimal(scale(element, logical))
              : logical.getSetField() == null ? converted(element) : logical(logical);
    };
  }

  private static ColumnType logical(LogicalType logical) {
    if (logical.isSetTIMESTAMP()) {
      return ColumnType.time(
          digits(logical.getTIMESTAMP().getUnit()), logical.getTIMESTAMP().isIsAdjustedToUTC());
    }
    if (logical.isSetTIME()) {
      return ColumnType.clock(digits(logical.getTIME().getUnit()));
    }
    if (logical.isSetDATE()) {
      return ColumnType.DATE;
    }
    return logical.isSetINTEGER() && !logical.getINTEGER().isIsSigned()
        ? ColumnType.UNSIGNED
        : ColumnType.NUMBER;
  }

  private static int digits(TimeUnit unit) {
    return unit.isSetMILLIS() ? 3 : unit.isSetMICROS() ? 6 : 9;
  }

  /** As older files say it. */
  private static ColumnType converted(SchemaElement element) {
    if (!element.isSetConverted_type()) {
      return ColumnType.NUMBER;
    }
    return switch (element.getConverted_type()) {
      case TIMESTAMP_MILLIS -> ColumnType.time(3, true);
      case TIMESTAMP_MICROS -> ColumnType.time(6, true);
      case TIME_MILLIS -> ColumnType.clock(3);
      case TIME_MICROS -> ColumnType.clock(6);
      case DATE -> ColumnType.DATE;
      case UINT_8, UINT_16, UINT_32, UINT_64 -> ColumnType.UNSIGNED;
      default -> ColumnType.NUMBER;
    };
  }

  private static boolean decimal(SchemaElement element, LogicalType logical) {
    return logical.isSetDECIMAL() || element.getConverted_type() == ConvertedType.DECIMAL;
  }

  private static int scale(SchemaElement element, LogicalType logical) {
    return logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : element.getScale();
  }
}
