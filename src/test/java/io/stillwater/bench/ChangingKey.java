package io.stillwater.bench;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A simulated key whose normal changes after training: six channels follow a load with a daily
 * course that wanders over days, a reading every ten minutes; every six days or so a fault of half
 * an hour to four hours moves one channel by 2.5 to 5.5, which is 1 to 4 of its standard
 * deviations.
 *
 * @param seed its readings and faults are a function of it
 * @param way what becomes of it
 * @param days how long it is watched
 * @param firstDay when that begins, in days; training lies before 0
 */
record ChangingKey(int seed, Way way, int days, int firstDay) {
  /** Milliseconds between two readings. */
  static final long STEP = 600_000;

  /** Readings of a day. */
  static final int DAY = 144;

  /** Event time of day 0. */
  static final long BEGIN = 1_767_225_600_000L;

  private static final double[] GAIN = {1, 0.8, -0.6, 0.5, 1.2, -0.9};

  /** What a key does after training, and from which day on. */
  enum Way {
    AS_TRAINED(Integer.MAX_VALUE),
    LEVEL_SHIFT(20),
    SLOW_DRIFT(10),
    OPERATING_POINT(25),
    SEVERAL_POINTS(10),
    WIDER_SEASON(15),
    SLOW_SEASON(5),
    MOVES_AND_RETURNS(15),
    DAILY_BURSTS(10),
    STUCK_SENSOR(40),
    DYING_SENSOR(40);

    private final int from;

    Way(int from) {
      this.from = from;
    }

    /** Whether what it does is a fault itself, which lasts to the end. */
    boolean lastingFault() {
      return this == STUCK_SENSOR || this == DYING_SENSOR;
    }

    /** The reading from which on it is not as trained; beyond all where it stays so. */
    int change() {
      return from > Integer.MAX_VALUE / DAY ? Integer.MAX_VALUE : from * DAY;
    }
  }

  /** A fault, in readings from the first; {@code to} is not part of it. */
  record Fault(int from, int to, int channel, double size) {}

  /** How many channels. */
  static int channels() {
    return GAIN.length;
  }

  List<Fault> faults() {
    SplittableRandom random = new SplittableRandom(seed * 31L + 7);
    List<Fault> faults = new ArrayList<>();
    for (int day = 2 + random.nextInt(5); day < days; day += 4 + random.nextInt(5)) {
      int from = day * DAY + random.nextInt(DAY);
      double size = (random.nextBoolean() ? 1 : -1) * (2.5 + 3 * random.nextDouble());
      faults.add(new Fault(from, from + 3 + random.nextInt(22), random.nextInt(6), size));
    }
    faults.removeIf(fault -> fault.to >= days * DAY);
    return faults;
  }

  List<Reading> readings(List<Fault> faults) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Reading> readings = new ArrayList<>();
    double wander = 0;
    double stuckAt = 0;
    for (int i = 0; i < days * DAY; i++) {
      wander = 0.995 * wander + 0.1 * random.nextGaussian() * Math.sqrt(1 - 0.995 * 0.995) * 10;
      double load = load(i) + wander;
      double[] values = new double[GAIN.length];
      for (int c = 0; c < GAIN.length; c++) {
        values[c] = 20 + 5 * c + GAIN[c] * load + 0.3 * random.nextGaussian();
      }
      change(values, i, random.nextGaussian());
      if (way == Way.STUCK_SENSOR) {
        stuckAt = i <= way.change() ? values[4] : stuckAt;
        values[4] = stuckAt;
      }
      for (Fault fault : faults) {
        if (i >= fault.from && i < fault.to) {
          values[fault.channel] += fault.size;
        }
      }
      long time = BEGIN + (firstDay * (long) DAY + i) * STEP;
      readings.add(new Reading("k" + seed, time, values, time, i));
    }
    return readings;
  }

  /** What all channels follow, but for its wandering. */
  private double load(int i) {
    double season = 3 * Math.sin(2 * Math.PI * (i % DAY) / DAY);
    return switch (way) {
      case WIDER_SEASON -> season * (i > way.change() ? 1.8 : 1);
      case OPERATING_POINT -> season + (i > way.change() ? 6 : 0);
      case SEVERAL_POINTS -> season + (i > way.change() ? point((i - way.change()) / DAY) : 0);
      default -> season;
    };
  }

  /** Four points beside the trained one, each for a few days, and each comes back. */
  private static double point(int day) {
    double[] points = {6, 0, -6, 10, 0, 6, -10, -6};
    return points[day / 6 % points.length];
  }

  private void change(double[] values, int i, double noise) {
    double day = i / (double) DAY;
    switch (way) {
      case LEVEL_SHIFT -> values[1] += day > 20 ? 2 : 0;
      case SLOW_DRIFT -> values[2] += 2 * Math.max(0, Math.min(1, (day - 10) / 20));
      case SLOW_SEASON -> warm(values, Math.sin(2 * Math.PI * Math.max(0, day - 5) / 60));
      case MOVES_AND_RETURNS -> values[3] += day > 15 && day < 35 ? 2 : 0;
      case DAILY_BURSTS -> values[4] += i % DAY >= 40 && i % DAY < 46 && day > 10 ? 3 : 0;
      case DYING_SENSOR -> values[5] += day > 40 ? 0.15 * (day - 40) * noise : 0;
      default -> {}
    }
  }

  private static void warm(double[] values, double season) {
    values[1] += 2 * season;
    values[3] -= season;
  }
}
