package io.stillwater.model;

/**
 * How a bundle's graph is run; never what comes out.
 *
 * @param maxBatch windows in one run, at least 4; more are scored in several
 * @param threads threads of the runtime's pool, at least 1
 */
public record RuntimeOptions(int maxBatch, int threads) {
  static final int MIN_BATCH = 4;
  private static final int MAX_BATCH = 4096;

  public RuntimeOptions {
    if (maxBatch < MIN_BATCH || maxBatch > MAX_BATCH) {
      throw new IllegalArgumentException(
          "the batch limit must be in " + MIN_BATCH + ".." + MAX_BATCH + ": was " + maxBatch);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed: was " + threads);
    }
  }

  /** 256 windows a run, and the processors that this process may use. */
  public static RuntimeOptions standard() {
    return new RuntimeOptions(256, Runtime.getRuntime().availableProcessors());
  }
}
