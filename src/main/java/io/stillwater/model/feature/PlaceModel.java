package io.stillwater.model.feature;

import io.stillwater.window.surface.Cells;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What a network says of normal images: a mean for each place, and a covariance for each block of
 * places (after PaDiM, Defard et al. 2021, which has one for each place; blocks bound its size and
 * need fewer images). With one place in all it is one normal distribution over all cells.
 *
 * <p>Immutable by agreement: arrays are not copied, nobody writes to them.
 *
 * @param rows of places, and of all cells where there are several
 * @param columns of places
 * @param size of a vector
 * @param block places on a side of a block
 * @param means (rows, columns, size)
 * @param whitening (blocks, size · (size + 1) / 2) column by column the lower triangle of the
 *     inverse of the covariance's Cholesky factor
 */
public record PlaceModel(
    int rows, int columns, int size, int block, float[] means, float[][] whitening) {
  private static final int MAGIC = 0x53574650; // SWFP
  private static final int FORMAT = 1;
  private static final int HEAD = 6 * Integer.BYTES;

  /** Numbers of a file at most. */
  private static final long MOST = 1L << 27;

  public PlaceModel {
    require(
        rows >= 1 && columns >= 1 && size >= 1 && block >= 1,
        "sizes must be at least 1: were " + rows + ", " + columns + ", " + size + " and " + block);
    require(
        means.length == rows * columns * size && whitening.length == blocks(rows, columns, block),
        "means or covariances are not as many as there are places");
    for (float[] triangle : whitening) {
      require(triangle.length == triangle(size), "a covariance has another size");
    }
  }

  private static int blocks(int rows, int columns, int block) {
    return ((rows + block - 1) / block) * ((columns + block - 1) / block);
  }

  private static int triangle(int size) {
    return size * (size + 1) / 2;
  }

  /** Whether each place has its own normal. */
  public boolean placed() {
    return rows * columns > 1;
  }

  /** Whether cells of that grid can be told. */
  public boolean fits(int otherRows, int otherColumns) {
    return !placed() || (rows == otherRows && columns == otherColumns);
  }

  /**
   * The squared Mahalanobis distance of each cell from its place's mean, over the number of
   * features: 1 in the mean for normal cells.
   *
   * @return (rows, columns)
   */
  public float[] distances(Cells cells) {
    require(
        cells.size() == size && fits(cells.rows(), cells.columns()),
        "expected %d x %d cells of %d features: were %d x %d of %d"
            .formatted(rows, columns, size, cells.rows(), cells.columns(), cells.size()));
    float[] out = new float[cells.count()];
    float[] away = new float[size];
    float[] white = new float[size];
    for (int i = 0; i < out.length; i++) {
      int y = i / cells.columns();
      int x = i % cells.columns();
      int place = placed() ? i : 0;
      for (int f = 0; f < size; f++) {
        away[f] = cells.values()[i * size + f] - means[place * size + f];
      }
      out[i] = distance(away, whitening[placed() ? blockOf(y, x) : 0], white);
    }
    return out;
  }

  /** The block that a place lies in. */
  private int blockOf(int y, int x) {
    return y / block * ((columns + block - 1) / block) + x / block;
  }

  private float distance(float[] away, float[] triangle, float[] white) {
    Arrays.fill(white, 0);
    int at = 0;
    for (int j = 0; j < size; j++) {
      float value = away[j];
      int column = at - j;
      for (int i = j; i < size; i++) {
        white[i] += value * triangle[column + i];
      }
      at += size - j;
    }
    double sum = 0;
    for (float one : white) {
      sum += (double) one * one;
    }
    return (float) (sum / size);
  }

  /** The mean logarithm of a covariance's determinant over cells, for likelihoods. */
  public double logDeterminant() {
    double sum = 0;
    long count = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++, count++) {
        float[] triangle = whitening[blockOf(y, x)];
        int diagonal = 0;
        for (int i = 0; i < size; i++) {
          sum -= 2 * Math.log(triangle[diagonal]);
          diagonal += size - i;
        }
      }
    }
    return sum / count;
  }

  /** A file. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int number : new int[] {MAGIC, FORMAT, rows, columns, size, block}) {
        out.writeInt(number);
      }
      write(out, means);
      for (float[] triangle : whitening) {
        write(out, triangle);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static PlaceModel of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    require(bytes.length >= HEAD && in.getInt() == MAGIC, "it does not begin as a file of places");
    int format = in.getInt();
    require(format == FORMAT, "its format is " + format + ", this version reads " + FORMAT);
    int rows = in.getInt();
    int columns = in.getInt();
    int size = in.getInt();
    int block = in.getInt();
    require(
        rows >= 1 && columns >= 1 && size >= 1 && block >= 1 && (long) rows * columns < MOST,
        "its sizes are " + rows + ", " + columns + ", " + size + " and " + block);
    int blocks = blocks(rows, columns, block);
    long expected = (long) rows * columns * size + (long) blocks * triangle(size);
    require(
        expected < MOST && bytes.length == HEAD + expected * Float.BYTES,
        "it has " + bytes.length + " bytes: expected " + (HEAD + expected * Float.BYTES));
    FloatBuffer numbers = in.asFloatBuffer();
    float[] means = new float[rows * columns * size];
    numbers.get(means);
    float[][] whitening = new float[blocks][triangle(size)];
    for (float[] triangle : whitening) {
      numbers.get(triangle);
    }
    return new PlaceModel(rows, columns, size, block, means, whitening);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
