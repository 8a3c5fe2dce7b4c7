package io.stillwater.diffusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A reference set that grows with a stream, and its denoising error for σ → 0: there the exact
 * denoiser of the set gives the nearest reference ({@link MemoryDenoiser}), so that the root of the
 * mean squared error is the distance to it.
 *
 * <p>A window is added only where it is farther from all references than a radius; otherwise the
 * nearest one counts as seen again. So every window of the past lies within the radius of a
 * reference, and a stream that repeats itself needs few of them. Beyond the capacity the one that
 * was longest not seen goes. Distances are in the scales of the day: what is remembered is raw.
 *
 * <table>
 * <caption>radius 0.5, scale 1: what is remembered after each window</caption>
 * <tr><th>added</th><td>1</td><td>1.4</td><td>2</td></tr>
 * <tr><th>remembered</th><td>1</td><td>1</td><td>1, 2</td></tr>
 * <tr><th>distance of 3</th><td>2</td><td>2</td><td>1</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
public final class GrowingMemory {
  /** References that one memory holds at most, whatever its capacity. */
  public static final int MOST = 1 << 16;

  private static final int FIRST = 16;

  private final int dimension;
  private final double radius;
  private int capacity;
  private double[] references; // (room, dimension)
  private long[] seen; // (room) the number of the window that was last near
  private int size;
  private long added;

  /**
   * An empty one.
   *
   * @param dimension values in a window
   * @param radius within which two windows are one, in scales; at least 0
   * @param capacity references at most, in 1..{@value #MOST}
   */
  public GrowingMemory(int dimension, double radius, int capacity) {
    if (dimension < 1 || !(radius >= 0) || capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException(
          "a memory needs a dimension and a capacity of at least 1, a capacity of at most "
              + (MOST + " and a radius of at least 0: were ")
              + (dimension + ", " + capacity + " and " + radius));
    }
    this.dimension = dimension;
    this.radius = radius;
    this.capacity = capacity;
    this.references = new double[Math.min(FIRST, capacity) * dimension];
    this.seen = new long[Math.min(FIRST, capacity)];
  }

  /** References that are remembered. */
  public int size() {
    return size;
  }

  /**
   * √(‖(x − D(x; σ → 0))/scale‖²/dimension): 0 for what is remembered.
   *
   * @param x (dimension) a window
   * @param scale (dimension) the standard deviations of the stream, above 0
   * @return at least 0; NaN where nothing is remembered yet
   */
  public double error(double[] x, double[] scale) {
    return size == 0 ? Double.NaN : Math.sqrt(meanSquare(x, nearest(x, scale), scale));
  }

  /**
   * D(x; σ → 0): the reference that is nearest to x.
   *
   * @param x (dimension) a window
   * @param scale (dimension) as in {@link #error}
   * @return (dimension), a copy; x itself where nothing is remembered yet
   */
  public double[] denoise(double[] x, double[] scale) {
    int nearest = nearest(x, scale);
    return nearest < 0
        ? x.clone()
        : Arrays.copyOfRange(references, nearest * dimension, (nearest + 1) * dimension);
  }

  /**
   * Has another capacity from now on: where it is smaller, those that were longest not seen go.
   *
   * @param references at least 1
   */
  public void limit(int references) {
    capacity = references;
    while (size > capacity) {
      int gone = longestUnseen();
      size--;
      System.arraycopy(seen, gone + 1, seen, gone, size - gone);
      System.arraycopy(
          this.references,
          (gone + 1) * dimension,
          this.references,
          gone * dimension,
          (size - gone) * dimension);
    }
  }

  /** Writes what is remembered; what is read again by {@link #read} goes on alike. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size * dimension; i++) {
      out.writeDouble(references[i]);
    }
    // Only the order in which they were seen counts.
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> seen[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int place : order) {
      out.writeShort(place);
    }
  }

  /**
   * Takes the place of all that is remembered.
   *
   * @throws IOException if more is there than the capacity
   */
  public void read(DataInput in) throws IOException {
    size = in.readInt();
    if (size < 0 || size > capacity) {
      throw new IOException(
          "a memory of at most " + capacity + " references was expected, not of " + size);
    }
    references = new double[Math.max(Math.min(FIRST, capacity), size) * dimension];
    seen = new long[references.length / dimension];
    for (int i = 0; i < size * dimension; i++) {
      references[i] = in.readDouble();
    }
    for (int i = 0; i < size; i++) {
      int place = in.readUnsignedShort();
      if (place >= size) {
        throw new IOException("there is no reference " + place + " of " + size);
      }
      seen[place] = i;
    }
    added = size;
  }

  /**
   * Remembers a window.
   *
   * @param y (dimension), copied
   * @param scale (dimension) as in {@link #error}
   */
  public void add(double[] y, double[] scale) {
    int nearest = nearest(y, scale);
    int place = nearest;
    if (nearest < 0 || meanSquare(y, nearest, scale) > radius * radius) {
      place = size == capacity ? longestUnseen() : room();
      System.arraycopy(y, 0, references, place * dimension, dimension);
    }
    seen[place] = added++;
  }

  private int room() {
    if (size == seen.length) {
      int more = Math.min(capacity, 2 * size);
      references = Arrays.copyOf(references, more * dimension);
      seen = Arrays.copyOf(seen, more);
    }
    return size++;
  }

  private int longestUnseen() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = seen[i] < seen[oldest] ? i : oldest;
    }
    return oldest;
  }

  /** The first of the nearest references, −1 where there is none. */
  private int nearest(double[] x, double[] scale) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0, at = i * dimension; j < dimension && sum < least; j++, at++) {
        double z = (x[j] - references[at]) / scale[j];
        sum += z * z;
      }
      if (sum < least || nearest < 0) {
        least = sum;
        nearest = i;
      }
    }
    return nearest;
  }

  private double meanSquare(double[] x, int reference, double[] scale) {
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      double z = (x[j] - references[reference * dimension + j]) / scale[j];
      sum += z * z;
    }
    return sum / dimension;
  }
}
