package io.stillwater.window;

import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the {@link Normalisation} of training windows, in one pass. Values that are missing, not
 * finite or beyond 1e100 do not count. Not thread-safe.
 *
 * <p>A key's own variance is mixed with the pooled variance within keys as if {@value #PRIOR}
 * readings had come from the pool: a key that was seen shortly, or stood still, is not judged by a
 * scale near zero.
 *
 * <p>A channel that takes exactly two values over all keys, such as a command or a state, has their
 * distance as scale, for every key and whatever the {@link Scaling}: its deviation says how rare
 * one of the two is, not how far the channel moves. One that stands still within each key is
 * constant.
 *
 * <table>
 * <caption>the scale of a channel, one level for all keys</caption>
 * <tr><th>values</th><th>deviation</th><th>scale</th></tr>
 * <tr><td>0, 0, 0, 1</td><td>0.433</td><td>1</td></tr>
 * <tr><td>99 times 0, then 60</td><td>5.970</td><td>60</td></tr>
 * <tr><td>0, 0, 1, 2</td><td>0.829</td><td>0.829, times what {@link Scaling} says</td></tr>
 * </table>
 *
 * <p>How centre and scale of all others are found says {@link Scaling}. Where the denoiser sees
 * steps, steps are what is fitted.
 */
public final class LevelFitter {
  private static final int PRIOR = 16;

  /** A channel that moves by less than this part of its level was constant. */
  private static final double STILL = 1e-9;

  private static final double LEAST_AUTO = 0.5;

  private final Preprocessing how;
  private final int channels;
  private final Moments[] all;
  private final Moments[] raw; // of the readings themselves, also where steps are fitted
  private final Quartiles[] quartiles;
  private final TwoValues[] pairs;
  private final Map<String, Moments[]> keys = new TreeMap<>();
  private final Map<String, Quartiles.Summary[]> summaries = new TreeMap<>();
  private String key; // the newest
  private Moments[] own; // of that key
  private Quartiles[] ownQuartiles;

  public LevelFitter(Preprocessing how, int channels) {
    this.how = how;
    this.channels = channels;
    this.all = moments();
    this.raw = moments();
    this.quartiles = quartiles();
    this.pairs = new TwoValues[channels];
    Arrays.setAll(pairs, c -> new TwoValues());
  }

  private Moments[] moments() {
    Moments[] moments = new Moments[channels];
    Arrays.setAll(moments, c -> new Moments());
    return moments;
  }

  private Quartiles[] quartiles() {
    Quartiles[] made = new Quartiles[channels];
    Arrays.setAll(made, c -> new Quartiles());
    return made;
  }

  private boolean keyed() {
    return how.mode() == Mode.KEY;
  }

  /** Takes all rows of a window into account. */
  public void add(Window window) {
    double[] values = new double[window.length() * channels];
    float[] observed = new float[values.length];
    window.copyTo(values, 0, observed, 0);
    add(window.key(), values, observed, 0);
  }

  /**
   * Takes the newest rows of a window into account.
   *
   * @param name its key; all windows of a key come one after another
   * @param values (length * channels) row by row, missing ones carried forward
   * @param observed (length * channels) marks: 1 observed, 0 carried
   * @param from the first row that counts
   * @throws IllegalStateException where a key comes back after another
   */
  public void add(String name, double[] values, float[] observed, int from) {
    if (keyed() && !name.equals(key)) {
      begin(name);
    }
    for (int at = from * channels; at < values.length; at++) {
      int c = at % channels;
      if (observed[at] > 0 && counts(values[at])) {
        raw[c].add(values[at]);
        take(c, how.difference() ? step(values, at) : values[at]);
      }
    }
  }

  private static boolean counts(double value) {
    return Math.abs(value) <= Normalisation.LARGEST;
  }

  private double step(double[] values, int at) {
    return at < channels ? Double.NaN : values[at] - values[at - channels];
  }

  private void take(int c, double value) {
    if (!counts(value)) {
      return;
    }
    all[c].add(value);
    pairs[c].add(value);
    if (keyed()) {
      own[c].add(value);
      if (robust()) {
        ownQuartiles[c].add(value, own[c]);
      }
    }
    quartiles[c].add(value, keyed() ? own[c] : all[c]);
  }

  private void begin(String name) {
    end();
    key = name;
    own = moments();
    ownQuartiles = quartiles();
    if (keys.put(name, own) != null) {
      throw new IllegalStateException(
          "windows of a key must come one after another: " + name + " came back");
    }
  }

  /** Keeps no more than a summary of the key's values. */
  private void end() {
    if (key != null && robust()) {
      summaries.put(
          key,
          Arrays.stream(ownQuartiles).map(Quartiles::summary).toArray(Quartiles.Summary[]::new));
    }
  }

  /** The normalisation of all windows so far. */
  public Normalisation fit() {
    end();
    double[] centre = new double[channels];
    double[] scale = new double[channels];
    boolean[] constant = new boolean[channels];
    double[] shares = new double[channels];
    for (int c = 0; c < channels; c++) {
      Quartiles.Summary summary = quartiles[c].summary();
      shares[c] = share(summary);
      centre[c] = robust() ? summary.median(all[c].mean()) : all[c].mean();
      double deviation = Math.sqrt(pooledVariance(c));
      constant[c] = !(deviation > STILL * Math.abs(raw[c].mean()));
      double moving = pairs[c].hold() ? pairs[c].distance() : deviation * shares[c];
      scale[c] = constant[c] ? Normalisation.constantScale(raw[c].mean()) : moving;
    }
    if (how.ranked()) {
      return ranked(centre, scale, constant);
    }
    Level pooled = new Level(centre, scale);
    Map<String, Level> levels = new TreeMap<>();
    for (String name : keys.keySet()) {
      levels.put(name, level(name, pooled, shares, constant));
    }
    return new Normalisation(how, pooled, constant, levels);
  }

  private Normalisation ranked(double[] centre, double[] scale, boolean[] constant) {
    List<Curve> curves = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      double[] one = {centre[c]};
      curves.add(Curve.of(constant[c] ? one : quartiles[c].sorted(), scale[c]));
    }
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    return new Normalisation(
        how, new Level(new double[channels], ones), constant, Map.of(), curves);
  }

  private boolean robust() {
    return how.scaling() == Scaling.ROBUST;
  }

  /** The scale to take, as a part of the standard deviation. */
  private double share(Quartiles.Summary summary) {
    return switch (how.scaling()) {
      case STANDARD, RANK -> 1;
      case ROBUST -> summary.widened();
      case AUTO -> Math.max(LEAST_AUTO, Math.min(1, summary.quartiles()));
    };
  }

  private double pooledVariance(int channel) {
    if (!keyed()) {
      return all[channel].squares() / Math.max(1, all[channel].count());
    }
    double squares = keys.values().stream().mapToDouble(own -> own[channel].squares()).sum();
    return squares / Math.max(1, all[channel].count());
  }

  private Level level(String name, Level pooled, double[] shares, boolean[] constant) {
    Moments[] moments = keys.get(name);
    double[] centre = new double[channels];
    double[] scale = new double[channels];
    for (int c = 0; c < channels; c++) {
      Quartiles.Summary summary = robust() ? summaries.get(name)[c] : Quartiles.UNKNOWN;
      double mean = moments[c].count() == 0 ? pooled.centre()[c] : moments[c].mean();
      centre[c] = summary.median(mean);
      double share = summary.known() ? share(summary) : shares[c];
      double prior = pooled.scale()[c] * pooled.scale()[c];
      double squares = moments[c].squares() * share * share;
      double mixed = (squares + PRIOR * prior) / (moments[c].count() + PRIOR);
      double still = how.difference() ? pooled.scale()[c] : Normalisation.constantScale(centre[c]);
      double moving = pairs[c].hold() ? pooled.scale()[c] : Math.sqrt(mixed);
      scale[c] = constant[c] ? still : moving;
    }
    return new Level(centre, scale);
  }
}
