package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.text.CsvText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small CSV file of text under a header, read as a whole: lists of files, labels. */
public final class TextTable {
  private TextTable() {}

  /**
   * Its rows by column; fields are stripped, and those that a short row lacks are empty.
   *
   * @param required columns that must be there
   * @throws SourceException where it cannot be read, or lacks one of these
   */
  public static List<Map<String, String>> read(Path file, List<String> required) {
    List<CsvRecord> records;
    try (CsvText text = CsvText.open(file);
        CsvReader<CsvRecord> reader = Dialect.reader(',', false).ofCsvRecord(text.reader())) {
      records = reader.stream().toList();
    } catch (SourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, 0, e);
    }
    List<String> header =
        records.isEmpty()
            ? List.of()
            : records.get(0).getFields().stream().map(String::strip).toList();
    for (String name : required) {
      if (!header.contains(name)) {
        throw new SourceException(
            file
                + " has no column "
                + name
                + ": its columns are "
                + header
                + ", expected a header");
      }
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (CsvRecord record : records.subList(Math.min(1, records.size()), records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int c = 0; c < header.size(); c++) {
        row.put(header.get(c), c < record.getFieldCount() ? record.getField(c).strip() : "");
      }
      rows.add(row);
    }
    return rows;
  }
}
