package io.stillwater.window;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the {@link Normalisation} of training readings, in one pass. Values that are missing, not
 * finite or beyond 1e100 do not count. Not thread-safe.
 *
 * <p>A key's own variance is mixed with the pooled variance within keys as if {@value #PRIOR}
 * readings had come from the pool: a key that was seen shortly, or stood still, is not judged by a
 * scale near zero.
 *
 * <p>The scale is the smaller of the standard deviation and what the quartiles say of it (their
 * distance over 1.349, as for a normal distribution), but no less than half the deviation: a few
 * large excursions in the training data must not hide small faults, and a channel that mostly
 * stands still must not drown the others.
 *
 * <table>
 * <caption>standard deviation 10</caption>
 * <tr><th>quartiles</th><th>scale</th></tr>
 * <tr><td>-6.745, 6.745</td><td>10</td></tr>
 * <tr><td>-5.396, 5.396</td><td>8</td></tr>
 * <tr><td>-1, 1</td><td>5</td></tr>
 * </table>
 */
public final class LevelFitter {
  private static final int PRIOR = 16;

  /** A channel that moves by less than this part of its level was constant. */
  private static final double STILL = 1e-9;

  private final Mode mode;
  private static final double NORMAL_QUARTILES = 1.349; // their distance where σ is 1
  private static final double LEAST_SHARE = 0.5;

  private final Moments[] all;
  private final Quartiles[] quartiles;
  private final Map<String, Moments[]> keys = new TreeMap<>();

  public LevelFitter(Mode mode, int channels) {
    this.mode = mode;
    this.all = moments(channels);
    this.quartiles = new Quartiles[channels];
    Arrays.setAll(quartiles, c -> new Quartiles());
  }

  private static Moments[] moments(int channels) {
    Moments[] moments = new Moments[channels];
    for (int c = 0; c < channels; c++) {
      moments[c] = new Moments();
    }
    return moments;
  }

  /** Takes one more reading into account. */
  public void add(Reading reading) {
    double[] values = reading.values();
    Moments[] own =
        mode == Mode.KEY
            ? keys.computeIfAbsent(reading.key(), key -> moments(all.length))
            : new Moments[0];
    for (int c = 0; c < all.length; c++) {
      if (Math.abs(values[c]) <= Normalisation.LARGEST) {
        all[c].add(values[c]);
        if (mode == Mode.KEY) {
          own[c].add(values[c]);
        }
        quartiles[c].add(values[c], mode == Mode.KEY ? own[c] : all[c]);
      }
    }
  }

  /** The normalisation of all readings so far. */
  public Normalisation fit() {
    int channels = all.length;
    double[] centre = new double[channels];
    double[] scale = new double[channels];
    boolean[] constant = new boolean[channels];
    double[] shares = Arrays.stream(quartiles).mapToDouble(Quartiles::share).toArray();
    for (int c = 0; c < channels; c++) {
      centre[c] = all[c].mean;
      double deviation = Math.sqrt(pooledVariance(c));
      constant[c] = !(deviation > STILL * Math.abs(centre[c]));
      scale[c] = constant[c] ? Normalisation.constantScale(centre[c]) : deviation * shares[c];
    }
    Map<String, Level> levels = new TreeMap<>();
    Level pooled = new Level(centre, scale);
    keys.forEach((key, own) -> levels.put(key, level(own, pooled, shares, constant)));
    return new Normalisation(mode, pooled, constant, levels);
  }

  private double pooledVariance(int channel) {
    if (mode == Mode.GLOBAL) {
      return all[channel].squares / Math.max(1, all[channel].count);
    }
    double squares = keys.values().stream().mapToDouble(own -> own[channel].squares).sum();
    return squares / Math.max(1, all[channel].count);
  }

  private static Level level(Moments[] own, Level pooled, double[] shares, boolean[] constant) {
    double[] centre = new double[own.length];
    double[] scale = new double[own.length];
    for (int c = 0; c < own.length; c++) {
      centre[c] = own[c].count == 0 ? pooled.centre()[c] : own[c].mean;
      double prior = pooled.scale()[c] * pooled.scale()[c];
      double squares = own[c].squares * shares[c] * shares[c];
      double mixed = (squares + PRIOR * prior) / (own[c].count + PRIOR);
      scale[c] = constant[c] ? Normalisation.constantScale(centre[c]) : Math.sqrt(mixed);
    }
    return new Level(centre, scale);
  }

  /** Count, mean and squared deviations, updated one by one (Welford 1962). */
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      count++;
      double before = value - mean;
      mean += before / count;
      squares += before * (value - mean);
    }

    /** In deviations from the mean; not finite where nothing moved. */
    double standardised(double value) {
      return (value - mean) / Math.sqrt(squares / count);
    }
  }

  /**
   * How much of the standard deviation the quartiles see, over an even selection of at most {@value
   * #ROOM} values, each measured in deviations of its own key: when the room is full, every other
   * value goes, and half as many are taken from then on.
   */
  private static final class Quartiles {
    private static final int ROOM = 8192;
    private static final int FEW = 40;

    private double[] values = new double[64];
    private Moments[] owners = new Moments[64];
    private int size;
    private long seen;
    private long every = 1;

    void add(double value, Moments owner) {
      if (seen++ % every != 0) {
        return;
      }
      if (size == ROOM) {
        size /= 2;
        every *= 2;
        for (int i = 0; i < size; i++) {
          values[i] = values[2 * i];
          owners[i] = owners[2 * i];
        }
      } else if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        owners = Arrays.copyOf(owners, 2 * size);
      }
      values[size] = value;
      owners[size] = owner;
      size++;
    }

    /** The scale to take, as a part of the standard deviation; 1 where values are few. */
    double share() {
      double[] sorted =
          IntStream.range(0, size)
              .mapToDouble(i -> owners[i].standardised(values[i]))
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      if (sorted.length < FEW) {
        return 1;
      }
      double distance = at(sorted, 0.75) - at(sorted, 0.25);
      return Math.max(LEAST_SHARE, Math.min(1, distance / NORMAL_QUARTILES));
    }

    private static double at(double[] sorted, double share) {
      double place = share * (sorted.length - 1);
      int below = (int) place;
      double above = sorted[Math.min(below + 1, sorted.length - 1)];
      return sorted[below] + (place - below) * (above - sorted[below]);
    }
  }
}
