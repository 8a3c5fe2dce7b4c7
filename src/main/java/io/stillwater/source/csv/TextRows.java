package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.csv.text.CsvText;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import java.io.IOException;
import java.nio.file.Path;

/** The rows of an open file of text, and its comments. */
final class TextRows implements TableRows {
  private final CsvText text;
  private final CloseableIterator<CsvRecord> records;
  private final long before;

  TextRows(Path file, Dialect dialect) {
    this.text = CsvText.open(file);
    this.before = dialect.before();
    try {
      this.records = dialect.records(text.reader());
    } catch (IOException | RuntimeException e) {
      text.closeQuietly();
      throw CsvText.failed(file, 0, e);
    }
  }

  @Override
  public TableRow next() {
    return records.hasNext() ? new TextRow(records.next(), before) : null;
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
