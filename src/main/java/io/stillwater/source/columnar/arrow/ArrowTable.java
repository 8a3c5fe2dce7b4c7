package io.stillwater.source.columnar.arrow;

import io.stillwater.source.SourceException;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedColumn;
import io.stillwater.source.table.TypedTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/**
 * Arrow's file, which is Feather's version 2, known by its footer; or a stream of its messages,
 * known by the first.
 *
 * <pre>
 * ARROW1 | schema | dictionaries and batches | footer | its length (4 bytes) | ARROW1
 * schema | dictionaries and batches
 * </pre>
 */
public final class ArrowTable implements TypedTable {
  /** The first six bytes of a file, and the last. */
  public static final String MAGIC = "ARROW1";

  private static final int TAIL = 10;

  private final Path file;
  private final boolean stream;
  private final List<Long> dictionaries = new ArrayList<>(); // places of messages, of a file
  private final List<Long> batches = new ArrayList<>(); // of a file; of a stream its first
  private final List<ArrowColumn> stored = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<TypedColumn> columns;

  private ArrowTable(Path file, boolean stream, FileChannel channel) throws IOException {
    this.file = file;
    this.stream = stream;
    if (stream) {
      ArrowMessages.Placed first = ArrowMessages.at(channel, 0);
      if (first == null || first.content().headerType() != MessageHeader.Schema) {
        throw new IOException("its first message is no schema");
      }
      batches.add(first.end());
      read((Schema) first.content().header(new Schema()), first.content().version());
    } else {
      Footer footer = footer(channel);
      for (int i = 0; i < footer.dictionariesLength(); i++) {
        dictionaries.add(footer.dictionaries(i).offset());
      }
      for (int i = 0; i < footer.recordBatchesLength(); i++) {
        Block block = footer.recordBatches(i);
        batches.add(block.offset());
      }
      read(footer.schema(), footer.version());
    }
    List<TypedColumn> all = new ArrayList<>();
    for (ArrowColumn column : stored) {
      all.add(new TypedColumn(column.name(), column.values().type(), all.size()));
    }
    this.columns = TypedColumn.ordered(all);
  }

  /**
   * Reads the columns.
   *
   * @param stream whether it is a stream, and no file
   * @throws SourceException if the file is damaged or cut off
   */
  public static ArrowTable of(Path file, boolean stream) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new ArrowTable(file, stream, channel);
    } catch (IOException e) {
      throw damaged(file, String.valueOf(e.getMessage()), null);
    } catch (RuntimeException e) {
      throw damaged(file, "its head makes no sense", e);
    }
  }

  private static Footer footer(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < TAIL + 8) {
      throw new IOException("it ends after " + size + " bytes");
    }
    ByteBuffer tail = ArrowMessages.bytes(channel, size - TAIL, TAIL);
    int length = tail.getInt();
    String end = StandardCharsets.ISO_8859_1.decode(tail).toString();
    if (!end.equals(MAGIC)) {
      throw new IOException(
          "it is cut off after " + size + " bytes: a whole one ends with " + MAGIC);
    }
    return Footer.getRootAsFooter(
        ArrowMessages.bytes(channel, size - TAIL - length, Math.max(8, length)));
  }

  private void read(Schema schema, short version) throws IOException {
    if (schema == null || schema.endianness() != Endianness.Little) {
      throw new IOException("its numbers have their highest byte first, which is not read");
    }
    ArrowLayout before = ArrowLayout.NONE;
    for (int i = 0; i < schema.fieldsLength(); i++) {
      Field field = schema.fields(i);
      ArrowColumn column = ArrowColumn.of(field, before);
      if (column == null) {
        leftOut.add("column " + ArrowColumn.name(field) + " " + ArrowColumn.holds(field));
      } else {
        stored.add(column);
      }
      before = before.plus(ArrowLayout.of(field, version < MetadataVersion.V5));
    }
  }

  static SourceException damaged(Path file, String what, Exception e) {
    String why = e == null ? "" : " (" + (e.getMessage() == null ? e : e.getMessage()) + ")";
    return new SourceException(
        file + " is a damaged Arrow file: " + what + why + "; copy it or write it again",
        e == null ? null : new IOException(e));
  }

  @Override
  public String format() {
    return stream ? "an Arrow stream" : "Arrow";
  }

  @Override
  public List<TypedColumn> columns() {
    return columns;
  }

  @Override
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  @Override
  public TableRows rows(Wanted wanted) {
    return new ArrowRows(this, wanted);
  }

  Path file() {
    return file;
  }

  boolean stream() {
    return stream;
  }

  /** Where the messages of dictionaries begin; in a stream they are among the batches. */
  List<Long> dictionaries() {
    return dictionaries;
  }

  /** Where the messages of batches begin; the first of a stream. */
  List<Long> batches() {
    return batches;
  }

  /** How a column is stored. */
  ArrowColumn stored(int column) {
    return stored.get(columns.get(column).place());
  }
}
