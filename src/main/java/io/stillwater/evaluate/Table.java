package io.stillwater.evaluate;

import io.stillwater.event.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows with their labels.
 *
 * @param channels names of the columns, labels left out
 * @param timed whether the readings have times
 * @param rows in the order of the file
 * @param labels (rows), true where the row is anomalous
 */
public record Table(List<String> channels, boolean timed, List<Reading> rows, boolean[] labels) {
  public Table {
    channels = List.copyOf(channels);
    rows = List.copyOf(rows);
    if (rows.size() != labels.length) {
      throw new IllegalArgumentException(
          "there must be a label for each of " + rows.size() + " rows: were " + labels.length);
    }
  }

  /** The rows from one to before another. */
  Table between(int from, int to) {
    return pick(IntStream.range(from, to).toArray());
  }

  /** Those rows, in that order. */
  public Table pick(int... places) {
    boolean[] picked = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      picked[i] = labels[places[i]];
    }
    List<Reading> readings = Arrays.stream(places).mapToObj(rows::get).toList();
    return new Table(channels, timed, readings, picked);
  }

  /** (rows, channels), not copied. */
  public double[][] values() {
    return rows.stream().map(Reading::values).toArray(double[][]::new);
  }
}
