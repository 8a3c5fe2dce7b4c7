package io.stillwater.diffusion;

import java.nio.charset.StandardCharsets;

/**
 * A fixed stock of noise, from which a window draws by its key and its end: the same window gets
 * the same noise whenever and wherever it is scored.
 */
public final class NoiseBank {
  private final int size;
  private final int dimension;
  private final float[] values; // (size, dimension)

  /**
   * @param seed what the noise is made from
   * @param size M: how many draws it holds
   * @param dimension values in a window
   */
  public NoiseBank(long seed, int size, int dimension) {
    if (size < 1 || dimension < 1) {
      throw new IllegalArgumentException(
          "a noise bank must hold at least one draw of one value: was " + size + "×" + dimension);
    }
    this.size = size;
    this.dimension = dimension;
    this.values = new float[Math.multiplyExact(size, dimension)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) SplitMix.normal(seed, i);
    }
  }

  /** hash(key, end of the window) mod M. */
  public int index(String key, long windowEnd) {
    long hash = 0;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = SplitMix.mix(hash ^ b);
    }
    return (int) Long.remainderUnsigned(SplitMix.mix(hash ^ windowEnd), size);
  }

  /** ε at that index: (dimension) standard normal values. */
  public double[] draw(int index) {
    double[] noise = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      noise[i] = values[index * dimension + i];
    }
    return noise;
  }

  /** All draws: (size, dimension), row by row. */
  public float[] values() {
    return values.clone();
  }
}
