package io.stillwater.source.columnar.parquet;

import io.stillwater.source.SourceException;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedColumn;
import io.stillwater.source.table.TypedTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A Parquet file, known by its footer.
 *
 * <pre>
 * PAR1 | pages of row group 1 | … | footer | its length (4 bytes) | PAR1
 * </pre>
 */
public final class ParquetTable implements TypedTable {
  /** The first four bytes, and the last. */
  public static final String MAGIC = "PAR1";

  private static final String ENCRYPTED = "PARE";
  private static final int TAIL = 8;

  private final Path file;
  private final FileMetaData footer;
  private final ParquetSchema schema;
  private final List<TypedColumn> columns;

  private ParquetTable(Path file, FileMetaData footer) {
    this.file = file;
    this.footer = footer;
    this.schema = ParquetSchema.of(footer.getSchema());
    this.columns = TypedColumn.ordered(schema.columns());
  }

  /**
   * Reads the footer.
   *
   * @throws SourceException if the file is damaged, cut off or encrypted
   */
  public static ParquetTable of(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      FileMetaData footer = footer(file, channel);
      if (footer.isSetEncryption_algorithm()
          || chunks(footer).stream().anyMatch(ColumnChunk::isSetCrypto_metadata)) {
        throw encrypted(file);
      }
      return new ParquetTable(file, footer);
    } catch (SourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(file, "its footer cannot be read", e);
    }
  }

  private static List<ColumnChunk> chunks(FileMetaData footer) {
    return footer.getRow_groups().stream().flatMap(g -> g.getColumns().stream()).toList();
  }

  private static FileMetaData footer(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < TAIL + MAGIC.length()) {
      throw damaged(file, "it has " + size + " bytes and ends within its head", null);
    }
    byte[] tail = bytes(channel, size - TAIL, TAIL);
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    String end = new String(tail, 4, 4, StandardCharsets.ISO_8859_1);
    if (end.equals(ENCRYPTED)) {
      throw encrypted(file);
    }
    if (!end.equals(MAGIC)) {
      throw damaged(
          file, "it is cut off after " + size + " bytes: a whole one ends with " + MAGIC, null);
    }
    if (length <= 0 || length > size - TAIL - MAGIC.length()) {
      throw damaged(file, "its footer would have " + length + " of " + size + " bytes", null);
    }
    byte[] footer = bytes(channel, size - TAIL - length, length);
    return Util.readFileMetaData(new ByteArrayInputStream(footer));
  }

  /** Bytes from a place on. */
  static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
    if (from < 0 || length < 0 || from + length > channel.size()) {
      throw new IOException(
          length + " bytes from " + from + " on are not in a file of " + channel.size());
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.array();
  }

  static SourceException damaged(Path file, String what, Throwable e) {
    String why = e == null ? "" : " (" + (e.getMessage() == null ? e : e.getMessage()) + ")";
    return new SourceException(
        file + " is a damaged Parquet file: " + what + why + "; copy it or write it again",
        e == null ? null : new IOException(e));
  }

  private static SourceException encrypted(Path file) {
    return new SourceException(
        file
            + " is an encrypted Parquet file: expected one that is not; decrypt it where the keys are,"
            + " by reading it and writing it again");
  }

  @Override
  public String format() {
    return "Parquet";
  }

  @Override
  public List<TypedColumn> columns() {
    return columns;
  }

  @Override
  public List<String> leftOut() {
    return schema.leftOut();
  }

  @Override
  public TableRows rows(Wanted wanted) {
    return new ParquetRows(this, wanted);
  }

  Path file() {
    return file;
  }

  String writer() {
    return footer.isSetCreated_by() ? footer.getCreated_by() : "";
  }

  List<RowGroup> groups() {
    return footer.getRow_groups();
  }

  /** How a column is stored. */
  ParquetLeaf leaf(int column) {
    return schema.leaves().get(columns.get(column).place());
  }
}
