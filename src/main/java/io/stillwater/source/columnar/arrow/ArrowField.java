package io.stillwater.source.columnar.arrow;

import io.stillwater.source.table.ColumnType;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

/**
 * How a flat column is stored.
 *
 * @param form of its values
 * @param width of a value or an offset in bytes
 * @param type what the values are
 */
record ArrowField(Form form, int width, ColumnType type) {
  /** What is stored. */
  enum Form {
    NOTHING,
    BIT,
    WHOLE,
    DAYS, // in milliseconds
    REAL,
    UNSCALED, // of a decimal, the lowest byte first
    TEXT, // between offsets
    VIEW // text of up to 12 bytes in its place, longer in another buffer
  }

  /**
   * How the values of a column are stored, without its dictionary; null where it cannot be read.
   */
  static ArrowField of(Field field) {
    return switch (field.typeType()) {
      case Type.Null -> new ArrowField(Form.NOTHING, 0, ColumnType.NUMBER);
      case Type.Bool -> new ArrowField(Form.BIT, 0, ColumnType.FLAG);
      case Type.Int -> whole((Int) field.type(new Int()));
      case Type.FloatingPoint -> real((FloatingPoint) field.type(new FloatingPoint()));
      case Type.Decimal -> decimal((Decimal) field.type(new Decimal()));
      case Type.Date ->
          ((Date) field.type(new Date())).unit() == DateUnit.DAY
              ? new ArrowField(Form.WHOLE, 4, ColumnType.DATE)
              : new ArrowField(Form.DAYS, 8, ColumnType.DATE);
      case Type.Time -> clock((Time) field.type(new Time()));
      case Type.Timestamp -> time((Timestamp) field.type(new Timestamp()));
      case Type.Duration -> new ArrowField(Form.WHOLE, 8, ColumnType.NUMBER);
      case Type.Utf8, Type.Binary -> new ArrowField(Form.TEXT, 4, ColumnType.TEXT);
      case Type.LargeUtf8, Type.LargeBinary -> new ArrowField(Form.TEXT, 8, ColumnType.TEXT);
      case Type.Utf8View, Type.BinaryView -> new ArrowField(Form.VIEW, 16, ColumnType.TEXT);
      default -> null;
    };
  }

  /** How places in a dictionary are stored. */
  static ArrowField whole(Int type) {
    return new ArrowField(
        Form.WHOLE, type.bitWidth() / 8, type.isSigned() ? ColumnType.NUMBER : ColumnType.UNSIGNED);
  }

  private static ArrowField real(FloatingPoint type) {
    int width =
        type.precision() == Precision.HALF ? 2 : type.precision() == Precision.SINGLE ? 4 : 8;
    return new ArrowField(Form.REAL, width, ColumnType.NUMBER);
  }

  private static ArrowField decimal(Decimal type) {
    return new ArrowField(Form.UNSCALED, type.bitWidth() / 8, ColumnType.decimal(type.scale()));
  }

  private static ArrowField clock(Time type) {
    return new ArrowField(Form.WHOLE, type.bitWidth() / 8, ColumnType.clock(3 * type.unit()));
  }

  private static ArrowField time(Timestamp type) {
    boolean utc = type.timezone() != null && !type.timezone().isEmpty();
    return new ArrowField(Form.WHOLE, 8, ColumnType.time(3 * type.unit(), utc));
  }
}
