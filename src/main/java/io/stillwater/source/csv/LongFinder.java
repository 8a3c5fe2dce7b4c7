package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds out whether a file has one measurement in a row: it has a column that is named like the
 * name of a channel and holds words, one that is named like a value and holds numbers, a time, and
 * no other numbers but a quality.
 */
final class LongFinder {
  private static final Set<String> TAGS =
      Set.of(
          "tag",
          "tagname",
          "tag_name",
          "tagid",
          "tag_id",
          "channel",
          "metric",
          "variable",
          "parameter",
          "signal",
          "point",
          "pointname",
          "point_name",
          "item",
          "itemid",
          "item_id",
          "measurement",
          "_field",
          "field",
          "messstelle",
          "messpunkt",
          "kanal");
  private static final Set<String> VALUES =
      Set.of("value", "val", "_value", "reading", "wert", "messwert", "pv", "measured", "v");
  private static final Set<String> QUALITIES =
      Set.of("quality", "q", "status", "opcquality", "opc_quality", "good", "qualität");
  private static final int MOST_TAGS = 10_000;

  private final SampleColumns columns;

  LongFinder(SampleColumns columns) {
    this.columns = columns;
  }

  /** The form; null where the file has a column for each channel. */
  LongForm find(int key, TimeFinder.Times times) {
    CsvOptions.OneByOne said = columns.options().longForm();
    if (said != null && !said.wanted()) {
      return null;
    }
    int tag = said != null && said.tag() != null ? place(said.tag()) : named(TAGS, key, times);
    int value =
        said != null && said.value() != null ? place(said.value()) : named(VALUES, key, times);
    if (tag >= 0 && value >= 0 && (said != null || certain(tag, value, times))) {
      return LongForm.of(tag, value, named(QUALITIES, key, times), tags(tag));
    }
    if (said != null) {
      throw new SourceException(
          columns.file()
              + (tag < 0 ? " has no column with names of channels" : " has no column of values")
              + " that would be found by its name: its columns are "
              + columns.listed()
              + "; name them, as in --long tag:value");
    }
    return null;
  }

  private int place(String name) {
    return columns.place("column", name);
  }

  private int named(Set<String> names, int key, TimeFinder.Times times) {
    return IntStream.range(0, columns.names().size())
        .filter(c -> c != key && c != times.column() && c != times.clock())
        .filter(c -> names.contains(columns.names().get(c).toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(-1);
  }

  /** Whether the tags are words that come again, and the values numbers. */
  private boolean certain(int tag, int value, TimeFinder.Times times) {
    List<String> tags = columns.said(tag);
    long words = tags.stream().filter(t -> !columns.dialect().numbers().numeric(t)).count();
    List<String> values = columns.said(value);
    boolean numbers =
        2 * values.stream().filter(columns.dialect().numbers()::numeric).count() > values.size();
    boolean again = tags.size() < 3 || tags.size() > tags.stream().distinct().count();
    return times.column() >= 0 && words == tags.size() && words > 0 && numbers && again;
  }

  /** All names in the file, in the order of their first rows. */
  private List<String> tags(int column) {
    if (columns.options().channels() != null) {
      return columns.options().channels();
    }
    Set<String> tags =
        ColumnScan.of(
            columns.file(),
            columns.dialect(),
            column,
            fields -> {
              Set<String> found = new LinkedHashSet<>();
              fields.forEachRemaining(
                  field -> {
                    if (found.size() <= MOST_TAGS) {
                      found.add(field);
                    }
                  });
              return found;
            });
    if (columns.sample().headerLine() > 0) {
      tags.remove(columns.sample().header().get(column).strip());
    }
    tags.removeAll(columns.options().drop());
    if (tags.size() > MOST_TAGS) {
      throw new SourceException(
          columns.file()
              + " has more than "
              + MOST_TAGS
              + " names in column "
              + columns.names().get(column)
              + ": expected those of channels; is it another column? Name it, as in --long tag:value");
    }
    return new ArrayList<>(tags);
  }
}
