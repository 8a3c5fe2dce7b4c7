package io.stillwater.model.runtime;

import io.stillwater.model.manifest.ScoringShape;
import java.util.Objects;

/**
 * How a graph is run; never what comes out, but for the rounding of another provider.
 *
 * @param maxBatch windows in one run, at least 4; more are scored in several
 * @param threads that compute, at least 1
 * @param provider what it is run on
 * @param busy whether the threads wait for the next run at full speed: right where nothing else
 *     runs
 */
public record RuntimeOptions(int maxBatch, int threads, ProviderChoice provider, boolean busy) {
  private static final int MAX_BATCH = 4096;

  public RuntimeOptions {
    if (maxBatch < ScoringShape.MIN_BATCH || maxBatch > MAX_BATCH) {
      throw new IllegalArgumentException(
          "the batch limit must be in "
              + ScoringShape.MIN_BATCH
              + ".."
              + MAX_BATCH
              + ": was "
              + maxBatch);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed: was " + threads);
    }
    Objects.requireNonNull(provider, "provider");
  }

  /** On the CPU. */
  public RuntimeOptions(int maxBatch, int threads) {
    this(maxBatch, threads, ProviderChoice.CPU, false);
  }

  /** 256 windows a run, the processors that this process may use, and a GPU if one works. */
  public static RuntimeOptions standard() {
    return new RuntimeOptions(
        256, Runtime.getRuntime().availableProcessors(), ProviderChoice.AUTO, false);
  }

  /** The same on another provider. */
  public RuntimeOptions with(ProviderChoice other) {
    return new RuntimeOptions(maxBatch, threads, other, busy);
  }

  /** The same in single precision throughout, on a GPU too. */
  public RuntimeOptions inFull() {
    return with(provider.inHalf(false));
  }

  /** The same with one thread, for sessions that several run at once. */
  RuntimeOptions single() {
    return new RuntimeOptions(maxBatch, 1, provider, busy);
  }

  /** The same with threads that wait at full speed. */
  public RuntimeOptions busily() {
    return new RuntimeOptions(maxBatch, threads, provider, true);
  }
}
