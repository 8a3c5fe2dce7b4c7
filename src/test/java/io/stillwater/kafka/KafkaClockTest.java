package io.stillwater.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.kafka.client.KafkaClock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KafkaClockTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final KafkaClock clock = new KafkaClock(nanos::get, () -> 0);

  @Test
  void heartbeat_isAsOldAsTheClockSays() {
    LoopState state = new LoopState("d", clock);
    nanos.addAndGet(2_500_000_000L); // beyond the largest number: nanoseconds may do so
    assertEquals(2_500, state.status().heartbeatMillisAgo());
    state.beat();
    assertEquals(0, state.status().heartbeatMillisAgo());
  }

  @Test
  void whatIsDue_isNotWaitedFor() {
    clock.await(nanos.get());
    clock.await(nanos.get() - 1);
  }
}
