package io.stillwater.train.data;

import io.stillwater.event.Reading;
import java.nio.ByteBuffer;

/**
 * How a reading lies in a page.
 *
 * <table>
 * <caption>bytes of a row</caption>
 * <tr><th>from</th><td>0</td><td>8</td><td>16</td><td>24</td><td>28</td><td>32</td></tr>
 * <tr><th>what</th><td>time</td><td>record time</td><td>offset</td><td>lead of the window that it
 *     completed</td><td>nothing</td><td>values, 8 each; NaN where missing</td></tr>
 * </table>
 */
final class Row {
  private static final int RECORD_TIME = 8;
  private static final int OFFSET = 16;
  private static final int LEAD = 24;
  private static final int VALUES = 32;

  private Row() {}

  static int bytes(int channels) {
    return Math.addExact(VALUES, Math.multiplyExact(Double.BYTES, channels));
  }

  static void write(ByteBuffer page, int at, Reading reading, int lead) {
    page.putLong(at, reading.time());
    page.putLong(at + RECORD_TIME, reading.recordTime());
    page.putLong(at + OFFSET, reading.offset());
    page.putInt(at + LEAD, lead);
    double[] values = reading.values();
    for (int c = 0; c < values.length; c++) {
      page.putDouble(at + VALUES + c * Double.BYTES, values[c]);
    }
  }

  static Reading read(ByteBuffer page, int at, String key, int channels) {
    double[] values = new double[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = value(page, at, c);
    }
    return new Reading(
        key, time(page, at), values, page.getLong(at + RECORD_TIME), page.getLong(at + OFFSET));
  }

  static double value(ByteBuffer page, int at, int channel) {
    return page.getDouble(at + VALUES + channel * Double.BYTES);
  }

  static long time(ByteBuffer page, int at) {
    return page.getLong(at);
  }

  static int lead(ByteBuffer page, int at) {
    return page.getInt(at + LEAD);
  }
}
