package io.stillwater.train.data;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of one key, each once, and the windows that end at some of them. A reading's place
 * is how many of the key were taken before it.
 *
 * <p>A page of rows stays as long as a window that was {@link #hold held} reads it, or the next one
 * may. Several threads may read, one adds.
 *
 * <table>
 * <caption>pages of 64 rows, windows of 16 with 8 to carry from: what holds the pages</caption>
 * <tr><th>event</th><th>page 0</th><th>page 1</th></tr>
 * <tr><td>place 63 was added</td><td>the newest rows</td><td></td></tr>
 * <tr><td>the window that ends at 70 is held</td><td>the newest rows, a window</td><td>both</td></tr>
 * <tr><td>place 87 was added</td><td>a window</td><td>both</td></tr>
 * <tr><td>the window is released</td><td>nothing: given back</td><td>the newest rows</td></tr>
 * </table>
 */
public final class KeyRows {
  private final RowStore store;
  private final String key;
  private final int length;
  private final int reach; // rows that a window may read
  private final int rowBytes;
  private final List<Page> pages = new ArrayList<>(); // null where given back
  private long size;
  private int oldest; // the page that holds the oldest row the next window may read

  private static final class Page {
    final ByteBuffer bytes;
    int holders = 1; // the newest rows

    Page(ByteBuffer bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * No rows yet.
   *
   * @param key whose they are
   * @param spec how windows are cut
   */
  public KeyRows(RowStore store, String key, WindowSpec spec) {
    this.store = store;
    this.key = key;
    this.length = spec.length();
    this.reach = spec.length() + spec.carry();
    this.rowBytes = Row.bytes(store.channels());
  }

  /** The key itself. */
  public String key() {
    return key;
  }

  /** How many readings were taken. */
  public long size() {
    return size;
  }

  /**
   * Takes the next reading.
   *
   * @param lead of the window that it completed; anything where it completed none
   * @throws IOException where there is no room for it
   */
  public void add(Reading reading, int lead) throws IOException {
    if (reading.values().length != store.channels()) {
      throw new IllegalArgumentException(
          "a reading must have " + (store.channels() + " values: were " + reading.values().length));
    }
    if (page(size) == pages.size()) {
      pages.add(new Page(store.take()));
    }
    Row.write(pages.get(page(size)).bytes, at(size), reading, lead);
    size++;
    while (oldest < page(Math.max(0, size - reach))) {
      release(oldest++);
    }
  }

  /**
   * Keeps the rows of a window, the newest or one before; windows are held and released in the
   * order of their ends.
   *
   * @param end place of its last reading
   * @param held what this gave for the window before, -1 for the first
   * @return to be given for the next window
   */
  public int hold(long end, int held) {
    for (int page = first(end, held); page <= page(end); page++) {
      pages.get(page).holders++;
    }
    return page(end);
  }

  /** Undoes {@link #hold}, with the same arguments in the same order. */
  public int release(long end, int held) {
    for (int page = first(end, held); page <= page(end); page++) {
      release(page);
    }
    return page(end);
  }

  private int first(long end, int held) {
    return Math.max(held + 1, page(Math.max(0, end - reach + 1)));
  }

  private void release(int page) {
    Page released = pages.get(page);
    if (--released.holders == 0) {
      store.give(released.bytes);
      pages.set(page, null);
    }
  }

  private static int page(long place) {
    return Math.toIntExact(place / RowStore.ROWS);
  }

  private int at(long place) {
    return (int) (place % RowStore.ROWS) * rowBytes;
  }

  private ByteBuffer bytes(long place) {
    store.requireOpen();
    return pages.get(page(place)).bytes;
  }

  /** Event time of a reading. */
  public long time(long place) {
    return Row.time(bytes(place), at(place));
  }

  /** The window that the reading there completed, as the windower gave it. */
  public Window window(long end) {
    int lead = lead(end);
    Reading[] rows = new Reading[lead + length];
    long from = end - rows.length + 1;
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Row.read(bytes(from + r), at(from + r), key, store.channels());
    }
    return new Window(rows, lead);
  }

  private int lead(long end) {
    return Row.lead(bytes(end), at(end));
  }

  /**
   * Writes the newest rows of a window, as {@link Window#copyTo} would write them.
   *
   * @param end place of the window's last reading
   * @param count how many rows, at most the window's length
   * @param values receives (count * channels) values, carried forward where missing, NaN where
   *     nothing could be carried
   * @param observed receives (count * channels) marks: 1 observed, 0 carried
   */
  public void copyNewest(long end, int count, double[] values, float[] observed) {
    int channels = store.channels();
    for (int r = 0; r < count; r++) {
      long place = end - count + 1 + r;
      ByteBuffer page = bytes(place);
      for (int c = 0; c < channels; c++) {
        int to = r * channels + c;
        double value = Row.value(page, at(place), c);
        boolean missing = Double.isNaN(value);
        observed[to] = missing ? 0 : 1;
        values[to] = !missing ? value : r > 0 ? values[to - channels] : before(place, c, end);
      }
    }
  }

  /** The newest value before that place that the window may carry from; NaN if there is none. */
  private double before(long place, int channel, long end) {
    long first = end - lead(end) - length + 1;
    for (long at = place - 1; at >= first; at--) {
      double value = Row.value(bytes(at), at(at), channel);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }
}
