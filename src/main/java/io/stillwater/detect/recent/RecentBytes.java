package io.stillwater.detect.recent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A key's {@link RecentScores} as bytes, and back to the bit. They start with a version and with
 * what they depend on; bytes of another kind are not read.
 *
 * <p>Numbers are in base 128, the lowest digits first, a bit that says whether more follow, signs
 * folded in (0, −1, 1, −2 are 0, 1, 2, 3), and most are told as steps from the one before.
 */
public final class RecentBytes {
  private static final int VERSION = 1;

  private final ScoreScale scale;
  private final Adaptation adaptation;

  /** For states of that judge. */
  public RecentBytes(RecentJudge judge) {
    this.scale = judge.scale();
    this.adaptation = judge.adaptation();
  }

  /** The bytes of a state. */
  public byte[] write(RecentScores key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeDouble(scale.origin());
      out.writeDouble(scale.unit());
      put(out, adaptation.holdBackMillis());
      put(out, adaptation.slots());
      put(out, key.cell);
      putTest(out, key.test);
      put(out, key.limits.size());
      for (RecentScores.Limit limit : key.limits) {
        put(out, limit.slot());
        put(out, limit.bin());
      }
      putSlots(out, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void putTest(DataOutputStream out, MoveTest test) throws IOException {
    out.writeDouble(test.evidence);
    out.writeDouble(test.run);
    put(out, test.start);
    put(out, test.since);
  }

  private static void putSlots(DataOutputStream out, RecentScores key) throws IOException {
    put(out, key.slots.size());
    long before = 0;
    for (RecentScores.Slot slot : key.slots) {
      put(out, slot.index() - before);
      before = slot.index();
      put(out, slot.scores().size());
      int bin = 0;
      for (int i = 0; i < slot.scores().size(); i++) {
        put(out, slot.scores().bin(i) - bin);
        put(out, slot.scores().count(i));
        bin = slot.scores().bin(i);
      }
    }
  }

  /**
   * Reads a state.
   *
   * @return null where the bytes belong to another calibration or adaptation: the key starts anew
   * @throws IOException if they are not a state at all
   */
  public RecentScores read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION
          || in.readDouble() != scale.origin()
          || in.readDouble() != scale.unit()
          || get(in) != adaptation.holdBackMillis()
          || get(in) != adaptation.slots()) {
        return null;
      }
      RecentScores key = new RecentScores();
      key.cell = get(in);
      key.test.evidence = in.readDouble();
      key.test.run = in.readDouble();
      key.test.start = get(in);
      key.test.since = get(in);
      for (long left = get(in); left > 0; left--) {
        key.limits.addLast(new RecentScores.Limit(get(in), (int) get(in)));
      }
      getSlots(in, key);
      key.learn(scale);
      return key;
    }
  }

  private static void getSlots(DataInputStream in, RecentScores key) throws IOException {
    long index = 0;
    for (long left = get(in); left > 0; left--) {
      index += get(in);
      Histogram scores = new Histogram();
      int bin = 0;
      for (long bins = get(in); bins > 0; bins--) {
        bin += (int) get(in);
        scores.add(bin, (int) get(in));
      }
      key.slots.addLast(new RecentScores.Slot(index, scores));
    }
    if (key.slots.isEmpty() || key.limits.isEmpty()) {
      throw new IOException("a state of recent scores has at least one slot and one limit");
    }
  }

  private static void put(DataOutputStream out, long number) throws IOException {
    long folded = (number << 1) ^ (number >> 63);
    while ((folded & ~0x7fL) != 0) {
      out.writeByte((int) (folded & 0x7f) | 0x80);
      folded >>>= 7;
    }
    out.writeByte((int) folded);
  }

  private static long get(DataInputStream in) throws IOException {
    long folded = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      folded |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (folded >>> 1) ^ -(folded & 1);
      }
    }
    throw new IOException("a number of more than 64 bits");
  }
}
