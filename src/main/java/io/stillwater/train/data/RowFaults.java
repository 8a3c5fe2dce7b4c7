package io.stillwater.train.data;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes faults out of normal rows of a table: some of a row's values are those of other rows. Each
 * value is one that the column has, so no scale of it makes the fault easy; what is wrong is how
 * values go together.
 *
 * @param donors rows that lend values, at least one
 * @param moving the columns that move
 * @param random decides all of it
 */
public record RowFaults(List<Window> donors, int[] moving, SplittableRandom random) {
  /** Parts of the columns that are swapped, by the kind of fault. */
  public static final List<Double> SHARES = List.of(0.1, 0.3, 1.0);

  /** The rows with that part of their moving columns swapped, at least one. */
  public List<Window> swapped(List<Window> rows, double share) {
    int count = (int) Math.max(1, Math.round(share * moving.length));
    return rows.stream().map(row -> swapped(row, count)).toList();
  }

  private Window swapped(Window row, int count) {
    double[] values = values(row);
    int[] columns = moving.clone();
    for (int i = 0; i < count && i < columns.length; i++) {
      int other = random.nextInt(i, columns.length);
      int column = columns[other];
      columns[other] = columns[i];
      values[column] = values(donors.get(random.nextInt(donors.size())))[column];
    }
    return new Window(new Reading[] {Reading.ofRow(row.key(), row.endTime(), values, 0)}, 0);
  }

  private static double[] values(Window row) {
    double[] values = new double[row.channels()];
    row.copyTo(values, 0, new float[values.length], 0);
    return values;
  }

  /** The columns that are not constant. */
  public static int[] moving(boolean[] constant) {
    return IntStream.range(0, constant.length).filter(c -> !constant[c]).toArray();
  }

  /** The windows of those numbers. */
  public static List<Window> windows(Samples samples, Indices which) {
    List<Window> windows = new ArrayList<>();
    which.forEach(i -> windows.add(samples.window(i)));
    return windows;
  }
}
