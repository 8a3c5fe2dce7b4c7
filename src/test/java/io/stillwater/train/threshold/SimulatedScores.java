package io.stillwater.train.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Scores of normal windows of a simulated key, one a minute: the logarithm of the mean square over
 * {@value #LENGTH} readings, as the error of a denoiser would be. What is squared is autoregressive
 * noise, 2 % of it wilder, whose size has a daily course and wanders over 20 minutes to 8 hours;
 * every key has parameters of its own, and an offset and a scale of its scores.
 *
 * <p>What normal data may also do, and calibration cannot know from a few days: a weekend, and size
 * that drifts over days.
 */
final class SimulatedScores {
  static final int PER_DAY = 1440;
  private static final int LENGTH = 16;

  private final Random random;
  private final double offset;
  private final double scale;
  private final double course; // amplitude of the day, in the logarithm of the size
  private final double phase;
  private final Wander hours;
  private final Wander days;
  private final double memory; // of the noise, from one reading to the next
  private final double wild; // size of the wilder noise
  private final double weekend;
  private final double[] squares = new double[LENGTH];
  private double noise;
  private long minute;

  /** An Ornstein–Uhlenbeck process in steps of a minute. */
  private static final class Wander {
    private final double deviation;
    private final double keep;
    private double value;

    Wander(double deviation, double minutes, Random random) {
      this.deviation = deviation;
      this.keep = Math.exp(-1 / minutes);
      this.value = deviation * random.nextGaussian();
    }

    double next(Random random) {
      value = keep * value + deviation * Math.sqrt(1 - keep * keep) * random.nextGaussian();
      return value;
    }
  }

  /**
   * @param seed the key
   * @param spread of the keys' offsets and scales; 0 for none
   * @param weekend how much smaller the noise is at weekends, in its logarithm
   * @param drift deviation of its wandering over five days, in its logarithm
   */
  SimulatedScores(long seed, double spread, double weekend, double drift) {
    SplittableRandom of = new SplittableRandom(seed);
    this.random = new Random(of.nextLong());
    Random parameters = new Random(of.nextLong());
    this.offset = 0.6 * spread * parameters.nextGaussian();
    this.scale = Math.exp(0.3 * spread * parameters.nextGaussian());
    this.course = 0.5 * parameters.nextDouble();
    this.phase = 2 * Math.PI * parameters.nextDouble();
    double deviation = 0.1 + 0.25 * parameters.nextDouble();
    this.hours = new Wander(deviation, 20 * Math.pow(24, parameters.nextDouble()), random);
    this.days = new Wander(drift, 5 * PER_DAY, random);
    this.memory = 0.8 * parameters.nextDouble();
    this.wild = 1.5 + 1.5 * parameters.nextDouble();
    this.weekend = weekend;
  }

  /** The scores of so many days that follow. */
  double[] next(int count) {
    return rows(count * PER_DAY);
  }

  /** The scores of so many rows that follow. */
  double[] rows(int count) {
    double[] scores = new double[count];
    for (int i = 0; i < scores.length; i++) {
      do {
        squares[(int) (minute % LENGTH)] = square();
        minute++;
      } while (minute < LENGTH);
      scores[i] = offset + scale * Math.log(Arrays.stream(squares).sum() / LENGTH + 1e-6);
    }
    return scores;
  }

  private double square() {
    boolean free = minute / PER_DAY % 7 >= 5;
    double log =
        course * Math.sin(2 * Math.PI * minute / PER_DAY + phase)
            + hours.next(random)
            + days.next(random)
            - (free ? weekend : 0);
    double shock = random.nextGaussian() * (random.nextDouble() < 0.02 ? wild : 1);
    noise = memory * noise + Math.sqrt(1 - memory * memory) * shock;
    return Math.exp(2 * log) * noise * noise;
  }

  /** As what was held out of one key. */
  static KeyRuns runs(String key, double[] scores) {
    return new KeyRuns(key, (double) scores.length / PER_DAY, List.of(scores));
  }
}
