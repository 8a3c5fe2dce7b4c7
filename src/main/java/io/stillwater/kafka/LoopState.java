package io.stillwater.kafka;

import io.stillwater.kafka.LoopStatus.Phase;
import io.stillwater.kafka.client.KafkaClock;
import io.stillwater.stream.output.Aside;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** What a loop tells of itself: written by its thread, read by any. */
final class LoopState {
  private static final Logger LOG = Logger.getLogger(DetectorLoop.class);

  private static final long SAID_EVERY = 60_000_000_000L;
  private static final long FOUND_EVERY = 60 * SAID_EVERY;

  private final String detector;
  private final KafkaClock clock;
  private volatile Phase phase = Phase.STARTING;
  private volatile String message = "";
  private volatile long heartbeat;
  private volatile Set<Integer> assignment = Set.of();
  private volatile Set<Integer> rebuilding = Set.of();
  private volatile Map<Integer, Long> lag = Map.of();
  private volatile long transactions;
  private volatile long aborts;
  private volatile long rebuilds;
  private volatile long dataLoss;
  private volatile String aside = "";
  private String found = ""; // of the loop's thread, as all below
  private long foundAt = Long.MIN_VALUE;
  private long asideSaid = Long.MIN_VALUE;

  LoopState(String detector, KafkaClock clock) {
    this.detector = detector;
    this.clock = clock;
    this.heartbeat = clock.nanos();
  }

  /** Nanoseconds, for all parts of the loop to measure by. */
  long nanos() {
    return clock.nanos();
  }

  LoopStatus status() {
    long ago = (clock.nanos() - heartbeat) / 1_000_000;
    return new LoopStatus(
        phase,
        message,
        ago,
        assignment,
        rebuilding,
        lag,
        transactions,
        aborts,
        rebuilds,
        dataLoss,
        aside);
  }

  /** What the records are found to be; said in the log once, and where it changes once an hour. */
  void found(String what) {
    long now = clock.nanos();
    boolean due = foundAt == Long.MIN_VALUE || now - foundAt >= FOUND_EVERY;
    if (!what.isEmpty() && !what.equals(found) && due) {
      found = what;
      foundAt = now;
      say(what);
    }
  }

  /** Readings were set aside: the newest is shown, and the log says one a minute. */
  void aside(List<Aside> asides) {
    if (asides.isEmpty()) {
      return;
    }
    aside = Sentences.aside(asides.get(asides.size() - 1));
    long now = clock.nanos();
    if (asideSaid == Long.MIN_VALUE || now - asideSaid >= SAID_EVERY) {
      asideSaid = now;
      warn(aside);
    }
  }

  void beat() {
    heartbeat = clock.nanos();
  }

  Phase phase() {
    return phase;
  }

  /** Moves to another phase; said once in the log. */
  void enter(Phase next, String why) {
    boolean news = next != phase || !why.equals(message);
    phase = next;
    message = why;
    if (!news) {
      return;
    }
    switch (next) {
      case FAILED -> LOG.errorf("Detector %s stops: %s", detector, why);
      case WAITING -> LOG.warnf("Detector %s waits: %s", detector, why);
      default -> LOG.infof("Detector %s is %s%s", detector, next, why.isEmpty() ? "" : ": " + why);
    }
  }

  void say(String what) {
    LOG.infof("Detector %s: %s", detector, what);
  }

  void warn(String what) {
    LOG.warnf("Detector %s: %s", detector, what);
  }

  void error(String what) {
    LOG.errorf("Detector %s: %s", detector, what);
  }

  void trace(Exception e) {
    LOG.errorf(e, "Detector %s", detector);
  }

  void debug(Exception e) {
    LOG.debugf(e, "Detector %s", detector);
  }

  void reading(Set<Integer> assigned, Set<Integer> rebuilt, Map<Integer, Long> behind) {
    assignment = assigned;
    rebuilding = rebuilt;
    lag = behind;
  }

  // Only the loop's thread writes, so that reading and writing back is safe.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void committed() {
    transactions++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void aborted() {
    aborts++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void rebuilt(int partitions) {
    rebuilds += partitions;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void lost(long records) {
    dataLoss += records;
  }
}
