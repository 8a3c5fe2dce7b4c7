package io.stillwater.source.columnar.arrow;

import io.stillwater.source.table.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The values of one column in one batch, by row. */
final class ArrowVector {
  private static final int SHORT = 12; // bytes of a text in its view
  private static final long DAY = 86_400_000;

  private final ArrowField field;
  private final int rows;
  private final ByteBuffer there; // a bit for each row that has a value; null where all have
  private final ByteBuffer[] data;

  /**
   * @param data the values; or offsets and text; or views and the buffers of longer texts
   */
  ArrowVector(ArrowField field, int rows, ByteBuffer there, ByteBuffer[] data) throws IOException {
    this.field = field;
    this.rows = rows;
    this.there = there == null || there.limit() == 0 ? null : there;
    this.data = data;
    long least =
        switch (field.form()) {
          case NOTHING -> 0;
          case BIT -> (rows + 7L) / 8;
          case TEXT -> rows == 0 ? 0 : (rows + 1L) * field.width();
          default -> (long) rows * field.width();
        };
    if (least > 0 && data[0].limit() < least) {
      throw new IOException(
          "a column has " + data[0].limit() + " bytes for " + rows + " rows: expected " + least);
    }
    if (this.there != null && this.there.limit() < (rows + 7) / 8) {
      throw new IOException("the bits of a column's missing values end before " + rows + " rows");
    }
  }

  /** No value in any row. */
  static ArrowVector nothing(int rows) throws IOException {
    ArrowField none = new ArrowField(ArrowField.Form.NOTHING, 0, ColumnType.NUMBER);
    return new ArrowVector(none, rows, null, new ByteBuffer[0]);
  }

  int rows() {
    return rows;
  }

  boolean missing(int row) {
    return field.form() == ArrowField.Form.NOTHING || (there != null && !bit(there, row));
  }

  /** The number in a row; NaN where there is none, or it is infinite. */
  double number(int row) {
    if (missing(row)) {
      return Double.NaN;
    }
    double number =
        switch (field.form()) {
          case REAL -> real(row);
          case UNSCALED -> unscaled(row).doubleValue();
          case TEXT, VIEW -> throw new IllegalStateException("text where a number was expected");
          default -> field.type().number(whole(row));
        };
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** The value in a row as text; empty where there is none. */
  String text(int row) {
    if (missing(row)) {
      return "";
    }
    return switch (field.form()) {
      case REAL -> ColumnType.text(real(row));
      case UNSCALED -> unscaled(row).toPlainString();
      case TEXT -> between(row);
      case VIEW -> view(row);
      default -> field.type().text(whole(row));
    };
  }

  /** The whole number in a row, which has a value. */
  long whole(int row) {
    int at = row * field.width();
    boolean signed = field.type().signed();
    return switch (field.form()) {
      case BIT -> bit(data[0], row) ? 1 : 0;
      case DAYS -> Math.floorDiv(data[0].getLong(at), DAY);
      default ->
          switch (field.width()) {
            case 1 -> signed ? data[0].get(at) : data[0].get(at) & 0xff;
            case 2 -> signed ? data[0].getShort(at) : data[0].getShort(at) & 0xffff;
            case 4 -> signed ? data[0].getInt(at) : Integer.toUnsignedLong(data[0].getInt(at));
            default -> data[0].getLong(at);
          };
    };
  }

  private double real(int row) {
    int at = row * field.width();
    return switch (field.width()) {
      case 2 -> ColumnType.half(data[0].getShort(at));
      case 4 -> data[0].getFloat(at);
      default -> data[0].getDouble(at);
    };
  }

  private BigDecimal unscaled(int row) {
    int width = field.width();
    byte[] highestFirst = new byte[width];
    for (int i = 0; i < width; i++) {
      highestFirst[width - 1 - i] = data[0].get(row * width + i);
    }
    return new BigDecimal(new BigInteger(highestFirst), field.type().scale());
  }

  private String between(int row) {
    return field.width() == 4
        ? utf8(data[1], data[0].getInt(4 * row), data[0].getInt(4 * row + 4))
        : utf8(
            data[1],
            Math.toIntExact(data[0].getLong(8 * row)),
            Math.toIntExact(data[0].getLong(8 * row + 8)));
  }

  private String view(int row) {
    int at = row * field.width();
    int length = data[0].getInt(at);
    if (length <= SHORT) {
      return utf8(data[0], at + 4, at + 4 + length);
    }
    int from = data[0].getInt(at + 12);
    return utf8(data[1 + data[0].getInt(at + 8)], from, Math.addExact(from, length));
  }

  private static String utf8(ByteBuffer bytes, int from, int to) {
    if (from < 0 || to < from || to > bytes.limit()) {
      throw new IndexOutOfBoundsException(
          "a text from " + from + " to " + to + " of " + bytes.limit() + " bytes");
    }
    int base = bytes.arrayOffset();
    return new String(bytes.array(), base + from, to - from, StandardCharsets.UTF_8).strip();
  }

  private static boolean bit(ByteBuffer bits, int row) {
    return (bits.get(row >> 3) >> (row & 7) & 1) != 0;
  }
}
