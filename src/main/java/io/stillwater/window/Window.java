package io.stillwater.window;

import io.stillwater.event.Reading;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Consecutive readings of one key, ready to be scored. Holds references to its readings, copies
 * nothing until it is written into a batch. Immutable, safe to share.
 *
 * <p>Missing values are carried forward from the reading before; a value that was carried is marked
 * as not observed.
 *
 * <table>
 * <caption>length 3, carry 1, one channel; the first row leads the window</caption>
 * <tr><th>row</th><th>read</th><th>value</th><th>observed</th></tr>
 * <tr><td>lead</td><td>4.0</td><td></td><td></td></tr>
 * <tr><td>0</td><td>NaN</td><td>4.0</td><td>0</td></tr>
 * <tr><td>1</td><td>5.0</td><td>5.0</td><td>1</td></tr>
 * <tr><td>2</td><td>NaN</td><td>5.0</td><td>0</td></tr>
 * </table>
 */
public final class Window {
  private final Reading[] rows; // (lead + length), oldest first
  private final int lead;

  /**
   * @param rows (lead + length) readings of one key, oldest first; not copied
   * @param lead how many of them only lend values to be carried forward
   */
  public Window(Reading[] rows, int lead) {
    if (lead < 0 || lead >= rows.length) {
      throw new IllegalArgumentException(
          "lead must be in 0.." + (rows.length - 1) + ": was " + lead);
    }
    this.rows = rows;
    this.lead = lead;
  }

  /** How many readings before the window it holds, to carry values forward from. */
  public int lead() {
    return lead;
  }

  /**
   * The window that ended some readings before.
   *
   * @param readings from 0 to {@link #lead}
   */
  public Window earlier(int readings) {
    return readings == 0
        ? this
        : new Window(Arrays.copyOf(rows, rows.length - readings), lead - readings);
  }

  /** The key all rows belong to. */
  public String key() {
    return last().key();
  }

  /** Readings in the window. */
  public int length() {
    return rows.length - lead;
  }

  /** Channels of the newest reading. */
  public int channels() {
    return last().values().length;
  }

  /** The row at that place in the window, 0 the oldest. */
  public Reading row(int index) {
    return rows[lead + index];
  }

  /** The reading that completed the window. */
  public Reading last() {
    return rows[rows.length - 1];
  }

  /** Event time of the oldest row. */
  public long startTime() {
    return rows[lead].time();
  }

  /** Event time of the newest row. */
  public long endTime() {
    return last().time();
  }

  /** From where on the log has to be read again to get this window. */
  long neededFrom() {
    return rows[0].from();
  }

  /** The smallest offset among the rows that this window reads, the leading ones included. */
  public long firstOffset() {
    return rows[0].offset();
  }

  /**
   * Writes the window row by row.
   *
   * @param values receives (length * channels) values from {@code valuesAt}, carried forward where
   *     missing, NaN where nothing could be carried
   * @param observed receives (length * channels) marks from {@code observedAt}: 1 observed, 0
   *     carried
   */
  public void copyTo(double[] values, int valuesAt, float[] observed, int observedAt) {
    int channels = channels();
    for (int r = lead; r < rows.length; r++) { // row by row, as it lies in memory
      double[] row = rows[r].values();
      int to = valuesAt + (r - lead) * channels;
      int mark = observedAt + (r - lead) * channels;
      for (int c = 0; c < channels; c++) {
        double value = c < row.length ? row[c] : Double.NaN;
        boolean seen = !Double.isNaN(value);
        values[to + c] = seen ? value : r == lead ? before(c) : values[to - channels + c];
        observed[mark + c] = seen ? 1 : 0;
      }
    }
  }

  /** What the leading rows carry into the window; NaN if nothing. */
  private double before(int channel) {
    double value = Double.NaN;
    for (int r = lead - 1; r >= 0 && Double.isNaN(value); r--) {
      value = value(rows[r], channel);
    }
    return value;
  }

  /**
   * The longest run of missing values in one channel that reaches into the window, in readings;
   * {@link Integer#MAX_VALUE} where there is nothing to carry forward.
   */
  public int longestCarry() {
    int longest = 0;
    for (int c = 0; c < channels(); c++) {
      longest = Math.max(longest, longestCarry(c));
    }
    return longest;
  }

  private int longestCarry(int channel) {
    int run = Integer.MAX_VALUE;
    int longest = 0;
    for (int r = 0; r < rows.length; r++) {
      boolean missing = Double.isNaN(value(rows[r], channel));
      run = !missing ? 0 : run == Integer.MAX_VALUE ? run : run + 1;
      longest = r >= lead ? Math.max(longest, run) : longest;
    }
    return longest;
  }

  /** Readings from before a channel was known are shorter. */
  private static double value(Reading row, int channel) {
    return channel < row.values().length ? row.values()[channel] : Double.NaN;
  }

  /** The channels with a value that was carried forward inside the window. */
  public BitSet carriedChannels() {
    BitSet carried = new BitSet();
    for (int r = lead; r < rows.length; r++) {
      for (int c = 0; c < channels(); c++) {
        if (Double.isNaN(value(rows[r], c))) {
          carried.set(c);
        }
      }
    }
    return carried;
  }
}
