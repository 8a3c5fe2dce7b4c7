package io.stillwater.bench;

import io.stillwater.kafka.DetectorLoop;
import io.stillwater.kafka.LoopStatus;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.output.Count;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.concurrent.locks.LockSupport;

/** A loop that judges a window for every reading, as the benches of speed run it. */
final class EveryReading {
  private EveryReading() {}

  static WindowSpec judged(WindowSpec spec) {
    return new WindowSpec(
        spec.length(), Stride.rows(1), spec.carry(), spec.gapMillis(), spec.ageMillis());
  }

  static FlowSpec judged(FlowSpec spec) {
    return new FlowSpec(
        spec.detector(),
        spec.topic(),
        spec.model(),
        judged(spec.window()),
        spec.policy(),
        spec.adaptation(),
        spec.maxKeys(),
        spec.maxBatch());
  }

  /** Until so many records are committed. */
  static void awaitCommitted(DetectorLoop loop, long records) {
    while (loop.counters().get(Count.RECEIVED) < records) {
      if (loop.status().phase() == LoopStatus.Phase.FAILED) {
        throw new IllegalStateException(loop.status().message());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
