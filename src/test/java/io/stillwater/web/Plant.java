package io.stillwater.web;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;

/** A small plant of three related channels, one reading a second, for tests of the service. */
final class Plant implements Readings {
  static final List<String> CHANNELS = List.of("pressure", "flow", "current");

  private final String key;
  private final long start;
  private final int rows;
  private final Random random;
  private int row;

  Plant(String key, long start, int rows, long seed) {
    this.key = key;
    this.start = start;
    this.rows = rows;
    this.random = new Random(seed);
  }

  @Override
  public List<String> channels() {
    return CHANNELS;
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public double progress() {
    return row / (double) rows;
  }

  @Override
  public boolean hasNext() {
    return row < rows;
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    double load = Math.sin(row * 0.35);
    double[] values = {
      6 - load + 0.1 * random.nextGaussian(),
      40 + 8 * load + 0.4 * random.nextGaussian(),
      12 + 2 * load + 0.1 * random.nextGaussian()
    };
    long time = start + 1_000L * row;
    return new Reading(key, time, values, time, row++);
  }

  @Override
  public void close() {}

  /** A reading as an event, its flow changed by {@code leak}. */
  static String event(Reading reading, double leak) {
    double[] v = reading.values();
    return String.format(
        Locale.ROOT,
        "{\"key\":\"%s\",\"time\":%d,\"values\":{\"pressure\":%.4f,\"flow\":%.4f,\"current\":%.4f}}",
        reading.key(),
        reading.time(),
        v[0],
        v[1] - leak,
        v[2]);
  }
}
