package io.stillwater.stream;

import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.KeyState;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a key has learnt of itself as bytes: its newest readings, its {@link KeyStream}, and what
 * its clock waits for, which states of older versions end without. Channels are named, so that they
 * may lie in another order when they are read. Begins with a byte that no other state of a key
 * begins with.
 */
final class LearntBytes {
  private static final byte KIND = 'L';

  private final Learning learning;
  private final ChannelNames channels; // takes the names that are read

  LearntBytes(Learning learning) {
    this.learning = learning;
    this.channels = learning.channels();
  }

  KeyState write(KeyWindow<KeyMemory> key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    KeyMemory memory = key.memory();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(KIND);
      out.writeLong(memory.lastTime);
      writeRows(out, key.rows() == 0 ? List.of() : rows(key.newest()));
      memory.stream.write(out, channels.list());
      writeWaiting(out, key.waiting());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KeyState(key.key(), memory.lastOffset, key.seenAt(), bytes.toByteArray());
  }

  private static List<Reading> rows(Window window) {
    List<Reading> rows = new ArrayList<>();
    for (int r = 0; r < window.length(); r++) {
      rows.add(window.row(r));
    }
    return rows;
  }

  private void writeWaiting(DataOutputStream out, KeyWindow.Waiting waiting) throws IOException {
    out.writeLong(waiting.newestTime());
    writeRows(out, waiting.late());
    writeRows(out, waiting.held() == null ? List.of() : List.of(waiting.held()));
  }

  private void writeRows(DataOutputStream out, List<Reading> rows) throws IOException {
    out.writeInt(rows.size());
    if (rows.isEmpty()) {
      return;
    }
    int[] used = IntStream.range(0, channels.size()).filter(c -> observed(rows, c)).toArray();
    out.writeInt(used.length);
    for (int c : used) {
      out.writeUTF(channels.list().get(c));
    }
    for (Reading row : rows) {
      out.writeLong(row.time());
      out.writeLong(row.offset());
      out.writeLong(row.recordTime());
      for (int c : used) {
        out.writeDouble(value(row, c));
      }
    }
  }

  private static boolean observed(List<Reading> rows, int channel) {
    return rows.stream().anyMatch(row -> !Double.isNaN(value(row, channel)));
  }

  /** Readings from before a channel was known are shorter. */
  private static double value(Reading row, int channel) {
    return channel < row.values().length ? row.values()[channel] : Double.NaN;
  }

  /**
   * Brings a key back.
   *
   * @throws IOException if it was not written here; nothing is brought back then
   */
  void restore(KeyState state, Windower<KeyMemory> windower) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.state()))) {
      if (in.readByte() != KIND) {
        throw new IOException("it is not what a key has learnt of itself");
      }
      long lastTime = in.readLong();
      List<Reading> readings = readRows(in, state.key());
      KeyStream stream = new KeyStream(learning.budget());
      stream.read(in, channels::add);
      KeyWindow.Waiting waiting = readWaiting(in, state.key(), lastTime);
      KeyMemory memory =
          windower.restore(state.key(), readings, waiting, state.touchedAt()).memory();
      memory.stream = stream;
      memory.stored = true;
      memory.lastTime = lastTime;
      memory.lastOffset = state.offset();
    }
  }

  private KeyWindow.Waiting readWaiting(DataInputStream in, String key, long lastTime)
      throws IOException {
    if (in.available() == 0) { // a version that knew nothing of it
      return new KeyWindow.Waiting(lastTime, List.of(), null);
    }
    long newestTime = in.readLong();
    List<Reading> late = readRows(in, key);
    List<Reading> held = readRows(in, key);
    return new KeyWindow.Waiting(newestTime, late, held.isEmpty() ? null : held.get(0));
  }

  private List<Reading> readRows(DataInputStream in, String key) throws IOException {
    int rows = in.readInt();
    if (rows == 0) {
      return List.of();
    }
    int[] places = new int[in.readInt()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(in.readUTF());
    }
    List<Reading> readings = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      long time = in.readLong();
      long offset = in.readLong();
      long recordTime = in.readLong();
      double[] values = new double[channels.size()];
      Arrays.fill(values, Double.NaN);
      for (int place : places) {
        values[place] = in.readDouble();
      }
      readings.add(new Reading(key, time, values, recordTime, offset));
    }
    return readings;
  }

  private int place(String name) throws IOException {
    int place = channels.add(name);
    if (place < 0) {
      throw new IOException("there are too many channels to take " + name);
    }
    return place;
  }
}
