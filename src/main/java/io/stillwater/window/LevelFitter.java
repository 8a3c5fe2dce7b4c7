package io.stillwater.window;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the {@link Normalisation} of training readings, in one pass. Values that are missing or not
 * finite do not count. Not thread-safe.
 *
 * <p>A key's own variance is mixed with the pooled variance within keys as if {@value #PRIOR}
 * readings had come from the pool: a key that was seen shortly, or stood still, is not judged by a
 * scale near zero.
 */
public final class LevelFitter {
  private static final int PRIOR = 16;

  /** A channel that moves by less than this part of its level was constant. */
  private static final double STILL = 1e-9;

  private final Mode mode;
  private final Moments[] all;
  private final Map<String, Moments[]> keys = new TreeMap<>();

  public LevelFitter(Mode mode, int channels) {
    this.mode = mode;
    this.all = moments(channels);
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
      if (Double.isFinite(values[c])) {
        all[c].add(values[c]);
        if (mode == Mode.KEY) {
          own[c].add(values[c]);
        }
      }
    }
  }

  /** The normalisation of all readings so far. */
  public Normalisation fit() {
    int channels = all.length;
    double[] centre = new double[channels];
    double[] scale = new double[channels];
    boolean[] constant = new boolean[channels];
    for (int c = 0; c < channels; c++) {
      centre[c] = all[c].mean;
      double deviation = Math.sqrt(pooledVariance(c));
      constant[c] = !(deviation > STILL * Math.abs(centre[c]));
      scale[c] = constant[c] ? Normalisation.constantScale(centre[c]) : deviation;
    }
    Map<String, Level> levels = new TreeMap<>();
    Level pooled = new Level(centre, scale);
    keys.forEach((key, own) -> levels.put(key, level(own, pooled, constant)));
    return new Normalisation(mode, pooled, constant, levels);
  }

  private double pooledVariance(int channel) {
    if (mode == Mode.GLOBAL) {
      return all[channel].squares / Math.max(1, all[channel].count);
    }
    double squares = keys.values().stream().mapToDouble(own -> own[channel].squares).sum();
    return squares / Math.max(1, all[channel].count);
  }

  private static Level level(Moments[] own, Level pooled, boolean[] constant) {
    double[] centre = new double[own.length];
    double[] scale = new double[own.length];
    for (int c = 0; c < own.length; c++) {
      centre[c] = own[c].count == 0 ? pooled.centre()[c] : own[c].mean;
      double prior = pooled.scale()[c] * pooled.scale()[c];
      double mixed = (own[c].squares + PRIOR * prior) / (own[c].count + PRIOR);
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
  }
}
