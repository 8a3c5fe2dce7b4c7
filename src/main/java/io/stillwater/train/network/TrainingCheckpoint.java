package io.stillwater.train.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a training needs to go on as if it had not been interrupted. Batches and noise
 * are functions of the seed and the step, so the step is all that must be known of them.
 *
 * @param purpose what is trained on what, so that no other training goes on from here
 * @param step steps done
 * @param setbacks how often it had to go back
 * @param curve so far
 * @param best the averaged weights with the lowest validation loss so far
 * @param state weights, moments and average, by name
 */
record TrainingCheckpoint(
    long purpose,
    int step,
    int setbacks,
    List<TrainingPoint> curve,
    float[] best,
    Map<String, float[]> state) {
  private static final long MAGIC = 0x5374696c6c4e6574L;

  /** Replaces the file in one step. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
      out.writeLong(MAGIC);
      out.writeLong(purpose);
      out.writeInt(step);
      out.writeInt(setbacks);
      out.writeInt(curve.size());
      for (TrainingPoint point : curve) {
        out.writeInt(point.step());
        out.writeDouble(point.loss());
        out.writeDouble(point.validation());
      }
      write(out, best);
      out.writeInt(state.size());
      for (Map.Entry<String, float[]> entry : state.entrySet()) {
        out.writeUTF(entry.getKey());
        write(out, entry.getValue());
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads what was written.
   *
   * @param purpose what is about to be trained
   * @throws IOException where it is no checkpoint, is damaged, or is one of another training
   */
  static TrainingCheckpoint read(Path file, long purpose) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readLong() != MAGIC) {
        throw new IOException(file + " is not a checkpoint of a training");
      }
      if (in.readLong() != purpose) {
        throw new IOException(
            file + " is the checkpoint of a training with other data or other options");
      }
      int step = in.readInt();
      int setbacks = in.readInt();
      List<TrainingPoint> curve = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        curve.add(new TrainingPoint(in.readInt(), in.readDouble(), in.readDouble()));
      }
      float[] best = read(in);
      Map<String, float[]> state = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        state.put(in.readUTF(), read(in));
      }
      return new TrainingCheckpoint(purpose, step, setbacks, List.copyOf(curve), best, state);
    } catch (EOFException e) {
      throw new IOException(file + " ends too early: it is not a whole checkpoint", e);
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] read(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
