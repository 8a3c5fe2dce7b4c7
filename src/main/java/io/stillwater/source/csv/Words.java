package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.ColumnForm;
import io.stillwater.source.csv.field.CsvFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words where numbers were expected, which count as missing values: how many each column has, and
 * where the first are. Not thread-safe.
 */
final class Words {
  /** Lines that are named. */
  private static final int NAMED = 5;

  /** Values from which on a share says something. */
  private static final int ENOUGH = 20;

  private final CsvLayout layout;
  private final long[] numbers; // (channels)
  private final long[] words; // (channels)
  private final List<List<String>> first = new ArrayList<>(); // (channels)

  Words(CsvLayout layout) {
    this.layout = layout;
    int channels = layout.places().size();
    this.numbers = new long[channels];
    this.words = new long[channels];
    for (int i = 0; i < channels; i++) {
      first.add(new ArrayList<>());
    }
  }

  void value(int channel, double value) {
    numbers[channel] += Double.isNaN(value) ? 0 : 1;
  }

  void word(int channel, long line, String field) {
    words[channel]++;
    if (words[channel] <= NAMED) {
      first
          .get(channel)
          .add(CsvFields.quoted(field) + " in " + layout.dialect().place() + " " + line);
    }
  }

  /**
   * Asks, of the whole file, for columns of numbers.
   *
   * @throws SourceException if words are more than a share of a column
   */
  void requireFew() {
    for (int i = 0; i < words.length; i++) {
      long all = words[i] + numbers[i];
      if (all >= ENOUGH && words[i] > ColumnForm.WORDS * all) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "%s: column %s has words in %,d of %,d values (%s): expected numbers, or words in at"
                    + " most %.0f %%; leave the column out with --drop %s",
                layout.file(),
                layout.names().get(layout.places().get(i)),
                words[i],
                all,
                first.get(i).get(0),
                100 * ColumnForm.WORDS,
                layout.names().get(layout.places().get(i))));
      }
    }
  }

  /** A sentence for each column that had some. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (words[i] > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s: column %s has words in %,d of %,d values, which count as missing: %s%s",
                layout.file().getFileName(),
                layout.names().get(layout.places().get(i)),
                words[i],
                words[i] + numbers[i],
                String.join(", ", first.get(i)),
                words[i] > NAMED ? ", …" : ""));
      }
    }
    return warnings;
  }
}
