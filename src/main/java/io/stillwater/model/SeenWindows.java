package io.stillwater.model;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The windows that a bundle was trained on, as hashes of their values, each with the score that it
 * had while it was held out: what is remembered scores as normal, whatever it is.
 *
 * <p>Of more than {@value #MOST} windows a part is kept, 1 of 2, of 4 and so on: those whose newest
 * reading has a hash that ends in so many zeros, so that the same windows are looked for in another
 * file. A reading whose window is not of that part shares what was found for the one of its key
 * before. Hashes have 64 bits; that an unseen window has one of them by chance happens once in
 * 10^13 windows. Immutable.
 */
public final class SeenWindows {
  /** Its file in a bundle. */
  static final String FILE = "seen.bin";

  /** Windows that are kept at most: 12 bytes each. */
  public static final int MOST = 1 << 18;

  /** Knows of no window: that of bundles which were made without. */
  public static final SeenWindows NONE = new SeenWindows(0, new long[0], new float[0]);

  private static final int HEAD = 2 * Integer.BYTES;
  private static final int EACH = Long.BYTES + Float.BYTES;
  private static final int SHIFTS = 40;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final long mask;
  private final int shift;
  private final long[] hashes; // ascending
  private final float[] scores; // NaN where a window was never held out

  private SeenWindows(int shift, long[] hashes, float[] scores) {
    this.shift = shift;
    this.mask = (1L << shift) - 1;
    this.hashes = hashes;
    this.scores = scores;
  }

  /** Takes windows one after another. Not thread-safe. */
  public static final class Builder {
    private final Map<Long, Float> kept = new HashMap<>();
    private final SeenWindows part;

    /**
     * @param windows how many will come
     */
    public Builder(int windows) {
      int shift = 0;
      while (windows >> shift > MOST) {
        shift++;
      }
      this.part = new SeenWindows(shift, new long[0], new float[0]);
    }

    /**
     * The next window.
     *
     * @param score while it was held out; NaN where it never was
     */
    public void add(Window window, double score) {
      // Values that never change would all be of the part.
      if (part.looksAt(window) && kept.size() < 2 * MOST) {
        kept.merge(hash(window), (float) score, (a, b) -> a > b || Float.isNaN(b) ? a : b);
      }
    }

    /** All of them. */
    public SeenWindows build() {
      long[] hashes = kept.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
      float[] scores = new float[hashes.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = kept.get(hashes[i]);
      }
      return new SeenWindows(part.shift, hashes, scores);
    }
  }

  /** Whether it would be here if it had been seen. */
  public boolean looksAt(Window window) {
    return (hash(window.last()) & mask) == 0;
  }

  /** Whether it was seen; to be asked of windows that are {@link #looksAt looked at}. */
  public boolean has(Window window) {
    return hashes.length > 0 && Arrays.binarySearch(hashes, hash(window)) >= 0;
  }

  /** What it scored while it was held out; NaN where it never was, or was not seen. */
  public double score(Window window) {
    int at = Arrays.binarySearch(hashes, hash(window));
    return at < 0 ? Double.NaN : scores[at];
  }

  /** Whether any is known. */
  public boolean isEmpty() {
    return hashes.length == 0;
  }

  private static long hash(Window window) {
    long hash = window.length();
    for (int row = 0; row < window.length(); row++) {
      hash = hash * FACTOR + hash(window.row(row));
    }
    return mixed(hash);
  }

  private static long hash(Reading row) {
    long hash = row.values().length;
    for (double value : row.values()) {
      // -0 is 0, and there is one NaN.
      hash = mixed(hash ^ Double.doubleToLongBits(value + 0.0)) * FACTOR;
    }
    return mixed(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** As a file has them: shift, count, hashes, scores, big-endian. */
  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + hashes.length * EACH);
    bytes.putInt(shift).putInt(hashes.length);
    for (long hash : hashes) {
      bytes.putLong(hash);
    }
    for (float score : scores) {
      bytes.putFloat(score);
    }
    return bytes.array();
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException where it is not one
   */
  static SeenWindows of(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int shift = content.length < HEAD ? -1 : bytes.getInt();
    int count = content.length < HEAD ? -1 : bytes.getInt();
    boolean fits = count >= 0 && HEAD + (long) count * EACH == content.length;
    if (shift < 0 || shift > SHIFTS || !fits) {
      throw new IllegalArgumentException(
          "it should hold " + count + " hashes and scores: was " + content.length + " bytes");
    }
    long[] hashes = new long[count];
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = bytes.getLong();
      if (i > 0 && hashes[i - 1] >= hashes[i]) {
        throw new IllegalArgumentException("hashes must ascend: number " + i + " does not");
      }
    }
    for (int i = 0; i < count; i++) {
      scores[i] = bytes.getFloat();
    }
    return new SeenWindows(shift, hashes, scores);
  }
}
