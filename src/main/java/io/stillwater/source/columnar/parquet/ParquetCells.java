package io.stillwater.source.columnar.parquet;

import io.stillwater.source.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.VersionParser;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The values of one column in one row group, one after another. Not thread-safe. */
final class ParquetCells {
  private static final long JULIAN_1970 = 2_440_588; // days
  private static final long DAY = 86_400_000_000_000L; // nanoseconds

  private final ParquetLeaf leaf;
  private final ColumnType type;
  private final ColumnReader reader;
  private Binary lastBytes; // of a dictionary, so that a text that comes again is made once
  private String lastText;

  /**
   * @param writer what wrote the file, for what it is known to have written wrong; null if unknown
   */
  ParquetCells(ParquetLeaf leaf, PageReader pages, VersionParser.ParsedVersion writer) {
    this.leaf = leaf;
    this.type = leaf.type();
    this.reader =
        new ColumnReaderImpl(leaf.descriptor(), pages, new PrimitiveConverter() {}, writer);
  }

  /** Whether the current row has no value. */
  boolean missing() {
    return reader.getCurrentDefinitionLevel() < leaf.descriptor().getMaxDefinitionLevel();
  }

  /** Goes to the next row. */
  void next() {
    reader.consume();
  }

  /** The current number; NaN where there is none, or it is infinite. */
  double number() {
    if (missing()) {
      return Double.NaN;
    }
    double number =
        switch (leaf.form()) {
          case FLOAT -> reader.getFloat();
          case DOUBLE -> reader.getDouble();
          case HALF -> half();
          case UNSCALED -> unscaled().doubleValue();
          case BIT, INT, LONG, JULIAN -> type.number(whole());
          case TEXT -> throw new IllegalStateException("text where a number was expected");
        };
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** The current value as text; empty where there is none. */
  String text() {
    if (missing()) {
      return "";
    }
    return switch (leaf.form()) {
      case FLOAT -> ColumnType.text(reader.getFloat());
      case DOUBLE -> ColumnType.text(reader.getDouble());
      case HALF -> ColumnType.text(half());
      case UNSCALED -> unscaled().toPlainString();
      case BIT, INT, LONG, JULIAN -> type.text(whole());
      case TEXT -> words();
    };
  }

  private long whole() {
    return switch (leaf.form()) {
      case BIT -> reader.getBoolean() ? 1 : 0;
      case INT -> unsigned() ? Integer.toUnsignedLong(reader.getInteger()) : reader.getInteger();
      case LONG -> reader.getLong();
      case JULIAN -> nanos(reader.getBinary());
      default -> throw new IllegalStateException("no whole number: " + leaf.form());
    };
  }

  private boolean unsigned() {
    return type.kind() == ColumnType.Kind.NUMBER && !type.signed();
  }

  private static long nanos(Binary twelve) {
    ByteBuffer bytes = twelve.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long ofDay = bytes.getLong();
    return Math.addExact(Math.multiplyExact(bytes.getInt() - JULIAN_1970, DAY), ofDay);
  }

  private double half() {
    return ColumnType.half(
        reader.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort());
  }

  private BigDecimal unscaled() {
    return new BigDecimal(new BigInteger(reader.getBinary().getBytes()), type.scale());
  }

  private String words() {
    Binary bytes = reader.getBinary();
    if (!bytes.equals(lastBytes)) {
      lastBytes = bytes;
      lastText = bytes.toStringUsingUTF8().strip();
    }
    return lastText;
  }
}
