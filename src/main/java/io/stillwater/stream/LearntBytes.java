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

/**
 * What a key has learnt of itself as bytes: its newest readings, and its {@link KeyStream}.
 * Channels are named, so that they may lie in another order when they are read. Begins with a byte
 * that no other state of a key begins with.
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
      out.writeInt(key.rows());
      if (key.rows() > 0) {
        writeRows(out, key.newest());
      }
      memory.stream.write(out, channels.list());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KeyState(key.key(), memory.lastOffset, key.seenAt(), bytes.toByteArray());
  }

  private void writeRows(DataOutputStream out, Window window) throws IOException {
    List<Integer> used = new ArrayList<>();
    for (int c = 0; c < window.channels(); c++) {
      used.add(c);
    }
    used.removeIf(c -> !observed(window, c));
    out.writeInt(used.size());
    for (int c : used) {
      out.writeUTF(channels.list().get(c));
    }
    for (int r = 0; r < window.length(); r++) {
      Reading row = window.row(r);
      out.writeLong(row.time());
      out.writeLong(row.offset());
      out.writeLong(row.recordTime());
      for (int c : used) {
        out.writeDouble(c < row.values().length ? row.values()[c] : Double.NaN);
      }
    }
  }

  private static boolean observed(Window window, int channel) {
    for (int r = 0; r < window.length(); r++) {
      double[] values = window.row(r).values();
      if (channel < values.length && !Double.isNaN(values[channel])) {
        return true;
      }
    }
    return false;
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
      int rows = in.readInt();
      List<Reading> readings = rows > 0 ? readRows(in, state.key(), rows) : List.of();
      KeyStream stream = new KeyStream(learning.budget());
      stream.read(in, channels::add);
      KeyMemory memory = windower.restore(state.key(), readings, state.touchedAt()).memory();
      memory.stream = stream;
      memory.stored = true;
      memory.lastTime = lastTime;
      memory.lastOffset = state.offset();
    }
  }

  private List<Reading> readRows(DataInputStream in, String key, int rows) throws IOException {
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
