package io.stillwater.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact optimum over a finite reference set {y_i} where each value has noise of its own and all
 * have an unknown shift in common, x_j = y_ij + c + σ_j·n_j: with w_j = 1/σ_j², e_ij = x_j − y_ij
 * and c_i = Σ_j w_j·e_ij / Σ_j w_j,
 *
 * <pre>D(x; σ) = Σ_i softmax_i(−½·Σ_j w_j·(e_ij − c_i)²)·(y_i + c_i).</pre>
 *
 * <p>The shift has a flat prior and is integrated out, so that a surface in another light is the
 * same surface. A value that was not observed has w = 0: it costs nothing and is filled in from the
 * others. With one σ for all it is {@link MemoryDenoiser} but for the shift. In single precision,
 * reference by reference side by side, as a processor's vector units like it. Immutable.
 */
public final class MaskedMemory implements Denoiser {
  /** Weights below this share of the highest count as none. */
  private static final double NONE = 1e-4;

  private final int dimension;
  private final int size;
  private final float[] rows; // (references, dimension)
  private final float[] columns; // (dimension, references)
  private final int[] every;

  /**
   * Over those references.
   *
   * @param references (references, dimension), copied
   */
  public MaskedMemory(float[][] references) {
    if (references.length == 0) {
      throw new IllegalArgumentException("at least one reference is needed: there was none");
    }
    this.size = references.length;
    this.dimension = references[0].length;
    this.rows = new float[size * dimension];
    this.columns = new float[size * dimension];
    for (int i = 0; i < size; i++) {
      System.arraycopy(references[i], 0, rows, i * dimension, dimension);
      for (int j = 0; j < dimension; j++) {
        columns[j * size + i] = references[i][j];
      }
    }
    this.every = IntStream.range(0, size).toArray();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    float[] values = new float[dimension];
    float[] precisions = new float[dimension];
    Arrays.fill(precisions, (float) (1 / (sigma * sigma)));
    for (int j = 0; j < dimension; j++) {
      values[j] = (float) x[j];
    }
    denoise(values, precisions);
    double[] clean = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      clean[j] = values[j];
    }
    return clean;
  }

  /**
   * D(x; σ_1 … σ_d), in place.
   *
   * @param x (dimension) the noisy values, then the clean ones
   * @param precisions (dimension) 1/σ_j², at least 0, one at least above
   */
  public void denoise(float[] x, float[] precisions) {
    denoise(x, precisions, every);
  }

  /**
   * The same over some of the references only.
   *
   * @param some indices, such as those of {@link #nearest}
   */
  public void denoise(float[] x, float[] precisions, int[] some) {
    double[] weights = new double[some.length];
    double[] shifts = new double[some.length];
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < some.length; k++) {
      weights[k] = distance(x, precisions, some[k] * dimension, shifts, k);
      least = Math.min(least, weights[k]);
    }
    double total = 0;
    for (int k = 0; k < some.length; k++) {
      double weight = Math.exp((least - weights[k]) / 2);
      weights[k] = weight < NONE ? 0 : weight;
      total += weights[k];
    }
    double[] sums = new double[dimension];
    for (int k = 0; k < some.length; k++) {
      if (weights[k] > 0) {
        double weight = weights[k] / total;
        int at = some[k] * dimension;
        for (int j = 0; j < dimension; j++) {
          sums[j] += weight * (rows[at + j] + shifts[k]);
        }
      }
    }
    for (int j = 0; j < dimension; j++) {
      x[j] = (float) sums[j];
    }
  }

  /** Σ w·(e − c)² of one reference, and its c. */
  private double distance(float[] x, float[] precisions, int at, double[] shifts, int place) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int j = 0; j < dimension; j++) {
      double difference = x[j] - rows[at + j];
      double weighted = precisions[j] * difference;
      sum += precisions[j];
      first += weighted;
      second += weighted * difference;
    }
    requireObserved(sum);
    shifts[place] = first / sum;
    return second - first * shifts[place];
  }

  /**
   * The references that are nearest by every {@code step}-th value, about: what {@link
   * #denoise(float[], float[], int[])} needs to know of, at a fraction of the cost.
   *
   * @param count how many, at most
   * @return (count) their indices, the nearest first
   */
  public int[] nearest(float[] x, float[] precisions, int step, int count) {
    if (count >= size) {
      return every;
    }
    double sum = 0;
    double mean = 0;
    for (int j = 0; j < dimension; j += step) {
      sum += precisions[j];
      mean += precisions[j] * x[j];
    }
    requireObserved(sum);
    // Sums of squares of what has no large mean lose nothing in single precision.
    mean /= sum;
    float[] squares = new float[size];
    float[] shifts = new float[size];
    for (int j = 0; j < dimension; j += step) {
      if (precisions[j] > 0) {
        add(j, precisions[j], (float) (x[j] - mean), squares, shifts);
      }
    }
    for (int i = 0; i < size; i++) {
      squares[i] -= (float) (shifts[i] * (shifts[i] / sum));
    }
    return lowest(squares, count);
  }

  /** Σ w·e² and Σ w·e of all references, one value more. */
  private void add(int j, float precision, float x, float[] squares, float[] shifts) {
    int at = j * size;
    for (int i = 0; i < size; i++) {
      float difference = x - columns[at + i];
      float weighted = precision * difference;
      shifts[i] += weighted;
      squares[i] += weighted * difference;
    }
  }

  /** Where the lowest values are, by insertion: few come in once the first are there. */
  private static int[] lowest(float[] values, int count) {
    int[] lowest = new int[count];
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      if (filled == count && values[i] >= values[lowest[count - 1]]) {
        continue;
      }
      int at = filled < count ? filled++ : count - 1;
      for (; at > 0 && values[lowest[at - 1]] > values[i]; at--) {
        lowest[at] = lowest[at - 1];
      }
      lowest[at] = i;
    }
    return lowest;
  }

  private static void requireObserved(double sum) {
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "nothing was observed: a precision above 0 is needed for one value at least");
    }
  }
}
