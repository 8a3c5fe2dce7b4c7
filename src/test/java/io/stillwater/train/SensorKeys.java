package io.stillwater.train;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Normal readings of simulated keys, one a minute, three channels: a daily course, a load that
 * wanders over hours and moves all channels, noise that follows itself; levels and noise of each
 * key's own. With drift the level wanders over five days as well.
 */
final class SensorKeys {
  static final List<String> CHANNELS = List.of("flow", "pressure", "temperature");
  static final long MINUTE = 60_000;
  private static final int PER_DAY = 1440;

  private SensorKeys() {}

  /**
   * The readings of so many days, key after key.
   *
   * @param drift deviation of the level over days, in units of the load's
   */
  static List<Reading> readings(int keys, int days, double drift, long seed) {
    List<Reading> rows = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      Random random = new Random(seed * 7_919 + k);
      double noise = 0.1 * Math.exp(0.5 * random.nextGaussian());
      double phase = 2 * Math.PI * random.nextDouble();
      double[] level = {30 + random.nextGaussian(), 4 + random.nextGaussian(), 60};
      double load = random.nextGaussian();
      double slow = drift * random.nextGaussian();
      double[] own = new double[level.length];
      for (int i = 0; i < days * PER_DAY; i++) {
        load = wander(load, 1, 120, random);
        slow = wander(slow, drift, 5 * PER_DAY, random);
        double day = Math.sin(2 * Math.PI * i / PER_DAY + phase);
        double[] values = new double[level.length];
        for (int c = 0; c < values.length; c++) {
          own[c] = 0.5 * own[c] + noise * random.nextGaussian();
          values[c] = level[c] + (1 + c) * 0.5 * (load + slow) + (2 - c) * day + own[c];
        }
        rows.add(Reading.ofRow("key-" + k, i * MINUTE, values, rows.size()));
      }
    }
    return rows;
  }

  private static double wander(double value, double deviation, double minutes, Random random) {
    double keep = Math.exp(-1 / minutes);
    return keep * value + deviation * Math.sqrt(1 - keep * keep) * random.nextGaussian();
  }
}
