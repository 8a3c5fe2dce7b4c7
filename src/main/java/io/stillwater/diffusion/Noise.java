package io.stillwater.diffusion;

import java.nio.charset.StandardCharsets;

/** Where a sampler takes its standard normal noise from. */
@FunctionalInterface
public interface Noise {
  /**
   * The next noise.
   *
   * @return (windows, dimension), row by row
   */
  double[] draw(int windows, int dimension);

  /**
   * Noise that depends on the seed, the number of a window and how often it drew before: however
   * many windows walk together, and in whatever portions, each takes the same way. The same bits on
   * every machine; not thread-safe.
   *
   * @param first number of the first window; the others count on from there
   */
  static Noise seeded(long seed, long first) {
    return new Noise() {
      private long drawn; // values per window

      @Override
      public double[] draw(int windows, int dimension) {
        double[] noise = new double[Math.multiplyExact(windows, dimension)];
        for (int w = 0; w < windows; w++) {
          long own = SplitMix.at(seed, first + w);
          for (int j = 0; j < dimension; j++) {
            noise[w * dimension + j] = SplitMix.normal(own, drawn + j);
          }
        }
        drawn += dimension;
        return noise;
      }
    };
  }

  /**
   * Noise that belongs to a window: the same whenever and wherever that is looked at.
   *
   * @param key of the window
   * @param end of the window, in event time
   */
  static Noise of(String key, long end) {
    long hash = 0;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = SplitMix.mix(hash ^ b);
    }
    return seeded(SplitMix.mix(hash ^ end), 0);
  }
}
