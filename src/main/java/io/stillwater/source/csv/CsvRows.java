package io.stillwater.source.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Readings as a CSV file: columns {@code time} (UTC; left out where rows are counted), {@code key}
 * and one for each channel; missing values are empty. {@link CsvReadings} with {@code key} as key
 * column reads the same readings back, to the bit.
 */
public final class CsvRows {
  private CsvRows() {}

  /**
   * Writes all readings that are left. A name that ends in {@code .gz} is packed.
   *
   * @return how many
   * @throws SourceException if the file cannot be written
   */
  public static long write(Readings readings, Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(packed)) {
      writer.writeRecord(header(readings));
      long rows = 0;
      while (readings.hasNext()) {
        writer.writeRecord(row(readings.next(), readings.timed()));
        rows++;
      }
      return rows;
    } catch (IOException e) {
      throw new SourceException(
          file + " cannot be written: " + e + "; expected a file in a folder that exists", e);
    }
  }

  private static List<String> header(Readings readings) {
    List<String> fields = new ArrayList<>();
    if (readings.timed()) {
      fields.add("time");
    }
    fields.add("key");
    fields.addAll(readings.channels());
    return fields;
  }

  private static List<String> row(Reading reading, boolean timed) {
    List<String> fields = new ArrayList<>();
    if (timed) {
      fields.add(Instant.ofEpochMilli(reading.time()).toString());
    }
    fields.add(reading.key());
    for (double value : reading.values()) {
      fields.add(Double.isNaN(value) ? "" : Double.toString(value));
    }
    return fields;
  }
}
