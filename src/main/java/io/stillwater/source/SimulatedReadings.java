package io.stillwater.source;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A stretch of a simulation: for each tenth of a second one reading of each pump. Not thread-safe.
 */
public final class SimulatedReadings implements Readings {
  /** The event time of the first reading unless another one is given: 2026-01-01T00:00:00Z. */
  public static final long START = 1_767_225_600_000L;

  private final Simulator simulator;
  private final long start;
  private final long steps;
  private final Deque<Reading> ready = new ArrayDeque<>();
  private long step;

  /**
   * @param simulator goes on from where it is; nobody else uses it meanwhile
   * @param start event time of the first readings, in milliseconds
   * @param duration how long
   */
  public SimulatedReadings(Simulator simulator, long start, Duration duration) {
    this.simulator = simulator;
    this.start = start;
    this.steps = duration.toMillis() / Simulator.STEP_MILLIS;
  }

  /** Healthy pumps from {@link #START} on: what {@code models/pump} is made from. */
  public static SimulatedReadings healthy(int pumps, long seed, Duration duration) {
    return new SimulatedReadings(new Simulator(pumps, seed), START, duration);
  }

  @Override
  public List<String> channels() {
    return Simulator.CHANNELS;
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public double progress() {
    return steps == 0 ? 1 : (double) step / steps;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && step < steps) {
      ready.addAll(simulator.next(start + step * Simulator.STEP_MILLIS));
      step++;
    }
    return !ready.isEmpty();
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the simulated time is over");
    }
    return ready.remove();
  }

  @Override
  public void close() {
    step = steps;
    ready.clear();
  }
}
