package io.stillwater.source;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several pumps, ten readings a second each, without end. Made from a number and a seed, it is the
 * same on every machine; it knows no clock, so the caller says which moment the next reading is of.
 *
 * <p>The pump of a number has the same levels in every simulation; the seed decides what its
 * operator does and its noise. So a model made from one seed can watch the pumps of another.
 *
 * <p>The equations: {@link Pump}. Not thread-safe.
 */
public final class Simulator {
  /** The names of the channels. */
  public static final List<String> CHANNELS =
      List.of(
          "suction_pressure",
          "discharge_pressure",
          "flow",
          "speed",
          "motor_current",
          "vibration",
          "bearing_temperature",
          "motor_temperature");

  /** The channels' units. */
  public static final List<String> UNITS =
      List.of("bar", "bar", "m³/h", "rpm", "A", "mm/s", "°C", "°C");

  /** Milliseconds between two readings of a pump. */
  public static final long STEP_MILLIS = 100;

  /** Steps until the temperatures have forgotten where they began. */
  private static final int WARM_UP = 12_000;

  private final List<String> keys;
  private final List<Pump> pumps = new ArrayList<>();
  private final List<Injection> injections = new ArrayList<>();
  private long step;

  /**
   * Pumps that have been running for a while.
   *
   * @param pumps how many, at least 1
   * @param seed of loads and noise
   */
  public Simulator(int pumps, long seed) {
    if (pumps < 1) {
      throw new IllegalArgumentException("there must be at least 1 pump: was " + pumps);
    }
    keys = IntStream.rangeClosed(1, pumps).mapToObj(i -> "pump-" + i).toList();
    for (int i = 0; i < pumps; i++) {
      Pump pump = new Pump(PumpLevels.of(i), seed * 0x9E3779B97F4A7C15L + i);
      for (int s = 0; s < WARM_UP; s++) {
        pump.step(Ailments.NONE);
      }
      this.pumps.add(pump);
    }
  }

  /** The keys of the pumps: {@code pump-1}, {@code pump-2}, … */
  public List<String> pumps() {
    return keys;
  }

  /**
   * Plans a fault. It may begin in the past, and faults may overlap; the same fault planned twice
   * has the higher severity.
   */
  public void inject(Injection injection) {
    if (!keys.contains(injection.pump())) {
      throw new IllegalArgumentException(
          "there is no pump " + injection.pump() + ": expected one of " + keys);
    }
    injections.add(injection);
  }

  /** All pumps go on by a tenth of a second. Returns one reading of each, of that event time. */
  public List<Reading> next(long time) {
    injections.removeIf(i -> i.to() <= time);
    List<Reading> readings = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      readings.add(
          Reading.ofRow(key, time, pumps.get(i).step(Ailments.of(injections, key, time)), step));
    }
    step++;
    return readings;
  }
}
