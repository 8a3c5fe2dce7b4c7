package io.stillwater.evaluate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The labelled ranges of NAB, by file: the times of their first and last rows. Rows are taken in
 * the order of the file, for some times repeat and one file is not sorted.
 */
record NabWindows(Path file, Map<String, List<List<String>>> ranges) {
  static NabWindows read(Path file) throws IOException {
    return new NabWindows(
        file, new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {}));
  }

  /**
   * The table with its labels, its rows counted instead of timed.
   *
   * @param entry the name of the table in the file of ranges, without its ending
   */
  Table label(Table table, String entry) throws IOException {
    List<List<String>> own = ranges.get(entry + ".csv");
    if (own == null) {
      throw new IOException(
          file + " has no entry " + entry + ".csv: expected one for each file of NAB's data");
    }
    boolean[] labels = new boolean[table.rows().size()];
    for (List<String> range : own) {
      int last = row(table, range.get(1), entry);
      for (int i = row(table, range.get(0), entry); i <= last; i++) {
        labels[i] = true;
      }
    }
    List<Reading> counted = new ArrayList<>();
    for (Reading row : table.rows()) {
      counted.add(Reading.ofRow(row.key(), counted.size(), row.values(), counted.size()));
    }
    return new Table(table.channels(), false, counted, labels);
  }

  private int row(Table table, String text, String entry) throws IOException {
    long time =
        LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
    for (int i = 0; i < table.rows().size(); i++) {
      if (table.rows().get(i).time() == time) {
        return i;
      }
    }
    throw new IOException(file + " names " + text + " for " + entry + ", where no row has it");
  }
}
