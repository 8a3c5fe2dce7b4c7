package io.stillwater.source.columnar;

import io.stillwater.source.SourceException;
import io.stillwater.source.columnar.arrow.ArrowTable;
import io.stillwater.source.columnar.parquet.ParquetTable;
import io.stillwater.source.table.TypedTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file with types is, by its first bytes, whatever it is called. */
public final class ColumnarFiles {
  /** Endings of names by which folders are searched, for a pattern. */
  public static final String ENDINGS = "parquet|parq|pq|feather|arrow|arrows|ipc";

  private static final int LOOKED_AT = 8;
  private static final String OLD_FEATHER = "FEA1";
  private static final String STREAM = "\u00ff\u00ff\u00ff\u00ff";

  private ColumnarFiles() {}

  /**
   * The table in a file; null where it is of no such form.
   *
   * @throws SourceException if it is, and cannot be read
   */
  public static TypedTable of(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null; // whoever reads it as text says so
    }
    if (head.startsWith(ParquetTable.MAGIC) || head.startsWith("PARE")) {
      return ParquetTable.of(file);
    }
    if (head.startsWith(ArrowTable.MAGIC)) {
      return ArrowTable.of(file, false);
    }
    if (head.startsWith(STREAM)) {
      return ArrowTable.of(file, true);
    }
    if (head.startsWith(OLD_FEATHER)) {
      throw new SourceException(
          file
              + " is a Feather file of version 1: expected version 2, which is Arrow's; write it"
              + " again, for example with pandas: pd.read_feather('in').to_feather('out')");
    }
    return null;
  }
}
