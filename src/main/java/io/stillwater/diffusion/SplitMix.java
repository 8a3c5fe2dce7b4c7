package io.stillwater.diffusion;

/**
 * Numbers out of a counter: the n-th number of a seed needs none before it. The mixing function is
 * that of SplitMix64 (Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number
 * Generators").
 */
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long at(long seed, long counter) {
    return mix(mix(seed) + counter * GOLDEN);
  }

  /** In (0, 1), never an end. */
  static double uniform(long seed, long counter) {
    return ((at(seed, counter) >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** Standard normal, by Box and Muller. The same bits on every machine. */
  static double normal(long seed, long counter) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(seed, 2 * counter)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(seed, 2 * counter + 1));
  }
}
