package io.stillwater.source.columnar.parquet;

import io.stillwater.source.SourceException;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedRow;
import io.stillwater.source.table.TypedTable.Wanted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.parquet.VersionParser;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** The rows of an open Parquet file, of which a page of each column is in memory. */
final class ParquetRows implements TableRows {
  private final ParquetTable table;
  private final FileChannel channel;
  private final List<Integer> wanted; // columns
  private final boolean[] numeric; // (columns)
  private final VersionParser.ParsedVersion writer;
  private final List<ParquetCells> cells = new ArrayList<>(); // (wanted)
  private int groups; // begun
  private long left; // rows of the current one
  private long line;
  private long rows; // of the current one
  private long size; // of the current one, in bytes
  private long bytes; // of groups before the current one

  ParquetRows(ParquetTable table, Wanted wanted) {
    this.table = table;
    this.writer = version(table.writer());
    this.numeric = new boolean[table.columns().size()];
    TreeSet<Integer> all = new TreeSet<>(wanted.texts());
    all.addAll(wanted.numbers());
    this.wanted = List.copyOf(all);
    for (int column : wanted.numbers()) {
      numeric[column] =
          table.columns().get(column).type().numeric() && !wanted.texts().contains(column);
    }
    try {
      this.channel = FileChannel.open(table.file());
    } catch (IOException e) {
      throw ParquetTable.damaged(table.file(), "it cannot be opened", e);
    }
  }

  private static VersionParser.ParsedVersion version(String writer) {
    try {
      return VersionParser.parse(writer);
    } catch (RuntimeException | VersionParser.VersionParseException e) {
      return null;
    }
  }

  @Override
  public TableRow next() {
    while (left == 0) {
      if (groups == table.groups().size()) {
        return null;
      }
      begin(table.groups().get(groups++));
    }
    String[] texts = new String[numeric.length];
    double[] numbers = new double[numeric.length];
    for (int i = 0; i < wanted.size(); i++) {
      int column = wanted.get(i);
      try {
        if (numeric[column]) {
          numbers[column] = cells.get(i).number();
        } else {
          texts[column] = cells.get(i).text();
        }
        if (left > 1) {
          cells.get(i).next();
        }
      } catch (RuntimeException e) {
        throw damaged(column, e);
      }
    }
    left--;
    line++;
    return new TypedRow(line, texts, numbers, numeric);
  }

  private void begin(RowGroup group) {
    bytes += size;
    size = size(group);
    rows = group.getNum_rows();
    left = rows;
    cells.clear();
    for (int column : wanted) {
      ParquetLeaf leaf = table.leaf(column);
      try {
        ColumnMetaData chunk = group.getColumns().get(leaf.chunk()).getMeta_data();
        if (chunk.getNum_values() != left) {
          throw new IOException(chunk.getNum_values() + " values in " + left + " rows");
        }
        if (left > 0) {
          cells.add(new ParquetCells(leaf, new ChunkPages(channel, chunk), writer));
        }
      } catch (IOException | RuntimeException e) {
        throw damaged(column, e);
      }
    }
  }

  private static long size(RowGroup group) {
    return group.getColumns().stream()
        .mapToLong(column -> column.getMeta_data().getTotal_compressed_size())
        .sum();
  }

  private SourceException damaged(int column, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return ParquetTable.damaged(
        table.file(),
        "column %s cannot be read after row %,d, in row group %d of %d"
            .formatted(table.columns().get(column).name(), line, groups, table.groups().size()),
        cause);
  }

  @Override
  public long bytesRead() {
    return bytes + (long) ((1 - (double) left / Math.max(1, rows)) * size);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
