package io.stillwater.source.csv;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.text.CsvText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows of CSV files as readings: file after file, row after row, never sorted and never merged.
 *
 * <p>With a key column, a key that comes in several files goes on from one to the next, so give
 * them in the order of time. Without one, each file is a key of its own, named after the file: no
 * window spans two files. Channels are the columns of the first file; the others must have them
 * too, in any order.
 *
 * <p>Times are event times. A record time grows with them inside a file and never falls from one
 * file to the next, as if the files were recorded one after the other: so a file of older data is
 * not taken for late. Without a time column both are row numbers.
 *
 * <pre>
 * file  event time  record time        file  row  record time (no time column)
 * a     100         100                a     0    0
 * a     200         200                a     1    1
 * b     50          200                b     0    1
 * b     60          210                b     1    2
 * </pre>
 *
 * <p>What is wrong with a file is a {@link SourceException}: in the first rows of any file when
 * opening, further down when its row is reached. Not thread-safe.
 */
public final class CsvReadings implements Readings {
  private static final int SHARED_KEYS = 100_000;

  private final CsvOptions options;
  private final List<CsvLayout> layouts = new ArrayList<>();
  private final List<String> fileKeys;
  private final long[] sizes; // (files), bytes
  private final Map<String, String> keys = new HashMap<>();
  private long bytesBefore;
  private long bytesAll;
  private int files;
  private CsvFile file;
  private Reading next;
  private long rowsBefore;
  private long highest = Long.MIN_VALUE;
  private long shift;
  private boolean started;
  private Consumer<String> told = sentence -> {};

  private CsvReadings(List<Path> paths, CsvOptions options) {
    this.options = options;
    this.sizes = new long[paths.size()];
    this.fileKeys = options.key() == null ? FileKeys.of(paths) : List.of();
    CsvOptions wanted = options;
    for (Path path : paths) {
      CsvLayout layout = CsvLayout.of(path, wanted);
      layouts.add(layout);
      wanted = layout.tags() == null ? options.withChannels(layout.channels()) : options;
      sizes[layouts.size() - 1] = size(path);
      bytesAll += sizes[layouts.size() - 1];
    }
    shareTags();
    checkDropped();
    checkTimes();
  }

  /** With one measurement in a row, the channels are those of all files together. */
  private void shareTags() {
    if (!oneByOne()) {
      return;
    }
    Set<String> all = new LinkedHashSet<>();
    for (CsvLayout layout : layouts) {
      if (layout.tags() == null) {
        throw new SourceException(
            layout.file()
                + " has a column for each channel, while "
                + layouts.get(0).file()
                + " has one measurement in a row: read them apart");
      }
      all.addAll(layout.channels());
    }
    layouts.replaceAll(layout -> layout.withTags(List.copyOf(all)));
  }

  /** Whether there is one measurement in a row, to be put on a grid. */
  public boolean oneByOne() {
    return layouts.get(0).tags() != null;
  }

  /**
   * Opens files and looks at the first rows of each.
   *
   * @throws SourceException if one of them cannot be used
   */
  public static CsvReadings open(List<Path> files, CsvOptions options) {
    if (files.isEmpty()) {
      throw new SourceException("no files: expected at least one CSV file");
    }
    return new CsvReadings(files, options);
  }

  /** How many rows a file has, without the header. Reads it to its end. */
  public static long countRows(Path file, CsvOptions options) {
    try (CsvFile rows = new CsvFile(CsvLayout.of(file, options))) {
      while (rows.next()) {
        // Counting is all.
      }
      return rows.row() + 1;
    }
  }

  /** Tells somebody, file by file, what was found only when it was read: words among numbers. */
  public CsvReadings telling(Consumer<String> somebody) {
    told = somebody;
    return this;
  }

  /** How the files are written, one sentence for each form that is not the usual one. */
  public List<String> forms() {
    Set<String> said = new LinkedHashSet<>();
    for (CsvLayout layout : layouts) {
      if (!layout.said().isEmpty()) {
        said.add(layout.file().getFileName() + ": " + layout.said());
      }
    }
    return List.copyOf(said);
  }

  @Override
  public Map<String, String> units() {
    return layouts.get(0).units();
  }

  /** What a person should look at: columns that look like labels or counters. */
  public List<String> warnings() {
    Set<String> warnings = new LinkedHashSet<>();
    layouts.forEach(l -> warnings.addAll(l.warnings()));
    return List.copyOf(warnings);
  }

  @Override
  public List<String> channels() {
    return layouts.get(0).channels();
  }

  @Override
  public boolean timed() {
    return layouts.get(0).times() != null;
  }

  @Override
  public double progress() {
    long inFile = file == null ? 0 : Math.min(file.bytesRead(), sizes[files - 1]);
    return bytesAll == 0 ? 1 : (double) (bytesBefore + inFile) / bytesAll;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (file != null || openFile())) {
      if (file.row() + 1 < options.rows().to() && file.next()) {
        next = file.row() < options.rows().from() ? null : reading();
      } else {
        closeFile();
      }
    }
    return next != null;
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    Reading reading = next;
    next = null;
    return reading;
  }

  @Override
  public void close() {
    if (file != null) {
      closeFile();
    }
    files = layouts.size();
  }

  private Reading reading() {
    boolean keyed = options.key() != null;
    long time = file.time() + (timed() || !keyed ? 0 : rowsBefore);
    if (!started) {
      shift = highest == Long.MIN_VALUE ? 0 : Math.max(0, highest - time);
      started = true;
    }
    highest = Math.max(highest, time + shift);
    String key = keyed ? shared(file.key()) : fileKeys.get(files - 1);
    return new Reading(key, time, file.values(), time + shift, file.row());
  }

  private boolean openFile() {
    if (files == layouts.size()) {
      return false;
    }
    file = new CsvFile(layouts.get(files++));
    started = false;
    return true;
  }

  private void closeFile() {
    rowsBefore += file.row() + 1;
    bytesBefore += sizes[files - 1];
    file.warnings().forEach(told);
    file.close();
    file = null;
  }

  /** One text for each key, so that readings that are kept share it. */
  private String shared(String key) {
    if (keys.size() >= SHARED_KEYS) {
      keys.clear();
    }
    return keys.computeIfAbsent(key, k -> k);
  }

  private void checkDropped() {
    for (String name : options.drop()) {
      if (layouts.stream().noneMatch(l -> l.names().contains(name))) {
        throw new SourceException(
            layouts.get(0).file()
                + " has no column "
                + name
                + " to drop: its columns are "
                + String.join(", ", layouts.get(0).names()));
      }
    }
  }

  private void checkTimes() {
    for (CsvLayout layout : layouts) {
      if ((layout.times() != null) != timed()) {
        throw new SourceException(
            layout.file()
                + (timed() ? " has no time column, but " : " has a time column, but ")
                + layouts.get(0).file()
                + (timed() ? " has one" : " has none")
                + ": expected all or none; name it, or read them apart");
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw CsvText.failed(file, 0, e);
    }
  }
}
