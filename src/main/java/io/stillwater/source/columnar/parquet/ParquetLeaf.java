package io.stillwater.source.columnar.parquet;

import io.stillwater.source.table.ColumnType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * How a flat column is stored.
 *
 * @param chunk its place among the columns of a row group
 * @param type what its values are
 * @param form how they are stored
 * @param descriptor as the library wants it
 */
record ParquetLeaf(int chunk, ColumnType type, Form form, ColumnDescriptor descriptor) {
  /** What is stored, and what is to be done with it. */
  enum Form {
    BIT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    HALF,
    JULIAN, // nanoseconds of the day, and the day
    TEXT,
    UNSCALED // of a decimal, the highest byte first
  }

  static ParquetLeaf of(int chunk, SchemaElement element, ColumnType type, Form form) {
    boolean optional = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
    PrimitiveTypeName stored =
        switch (element.getType()) {
          case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
          case INT32 -> PrimitiveTypeName.INT32;
          case INT64 -> PrimitiveTypeName.INT64;
          case INT96 -> PrimitiveTypeName.INT96;
          case FLOAT -> PrimitiveTypeName.FLOAT;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
    PrimitiveType primitive =
        new PrimitiveType(
            optional ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED,
            stored,
            element.isSetType_length() ? element.getType_length() : 0,
            element.getName());
    String[] path = {element.getName()};
    return new ParquetLeaf(
        chunk, type, form, new ColumnDescriptor(path, primitive, 0, optional ? 1 : 0));
  }
}
