package io.stillwater.cli.demo;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.Fault;
import io.stillwater.source.Injection;
import io.stillwater.source.Simulator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Simulated pumps without end. Every {@value #EVERY_MILLIS} ms one of them breaks for {@value
 * #LENGTH_MILLIS} ms, each in turn and with each fault in turn. Begins with the first reading at a
 * moment that is given then. Not thread-safe.
 */
final class PumpReadings implements Readings {
  static final int PUMPS = 5;
  static final double PER_SECOND = PUMPS * 1000.0 / Simulator.STEP_MILLIS;
  static final long FIRST_MILLIS = 6_000;
  static final long EVERY_MILLIS = 14_000;
  static final long LENGTH_MILLIS = 25_000;

  /** Those that show at once come first; a stuck sensor shows when the load moves away from it. */
  private static final List<Fault> FAULTS =
      List.of(
          Fault.CLOSING_VALVE,
          Fault.CAVITATION,
          Fault.BEARING_WEAR,
          Fault.LEAK,
          Fault.STUCK_SENSOR);

  private static final long RAMP_MILLIS = 3_000;

  private final Simulator simulator;
  private final List<String> pumps;
  private final Consumer<Injected> onFault;
  private final LongSupplier clock;
  private final Deque<Reading> ready = new ArrayDeque<>();
  private long start;
  private long steps;
  private int injected;

  /**
   * @param seed of loads, noise, and the order in which pumps break
   * @param clock says at which time in milliseconds the first reading is
   * @param onFault told when a fault begins
   */
  PumpReadings(long seed, LongSupplier clock, Consumer<Injected> onFault) {
    this.simulator = new Simulator(PUMPS, seed);
    this.clock = clock;
    this.onFault = onFault;
    this.pumps = new ArrayList<>(simulator.pumps());
    Collections.shuffle(pumps, new Random(seed));
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
    return Double.NaN;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Reading next() {
    if (ready.isEmpty()) {
      start = steps == 0 ? clock.getAsLong() : start;
      long since = steps++ * Simulator.STEP_MILLIS;
      if (since >= FIRST_MILLIS + injected * EVERY_MILLIS) {
        inject(start + since);
      }
      ready.addAll(simulator.next(start + since));
    }
    return ready.remove();
  }

  private void inject(long now) {
    String pump = pumps.get(injected % pumps.size());
    Fault fault = FAULTS.get((injected + injected / pumps.size()) % FAULTS.size());
    injected++;
    simulator.inject(new Injection(pump, fault, now, RAMP_MILLIS, now + LENGTH_MILLIS));
    onFault.accept(new Injected(pump, fault.title(), now, now + LENGTH_MILLIS));
  }

  @Override
  public void close() {
    ready.clear();
  }
}
