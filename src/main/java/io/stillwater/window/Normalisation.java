package io.stillwater.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What makes the numbers of channels comparable: (value − centre)/scale, one level for all keys or
 * one for each key. Part of the bundle. Immutable, safe to share.
 *
 * <p>A channel that was constant in training has the scale max(|centre|/1000, 1e-6), and its
 * normalised value is kept within ±3, so that a move counts like three deviations; all others are
 * kept within ±10,000, and what lies beyond ±5 is told by its {@link Compression logarithm}. A key
 * that training did not see takes its centre from the observed values of its own window, and the
 * pooled scale; a window of one reading cannot tell a level, so it then reads 0 throughout.
 *
 * <table>
 * <caption>centre 20, scale 2, and a channel that was always 50</caption>
 * <tr><th>value</th><th>normalised</th><th>always 50</th><th>normalised</th></tr>
 * <tr><td>20</td><td>0</td><td>50</td><td>0</td></tr>
 * <tr><td>26</td><td>3</td><td>50.1</td><td>2</td></tr>
 * <tr><td>40</td><td>6.792</td><td>60</td><td>3</td></tr>
 * <tr><td>infinite</td><td>43.005</td><td>49.95</td><td>-1</td></tr>
 * </table>
 *
 * <p>Where the denoiser sees steps, the value of a reading is the step that led to it, from a value
 * that was perhaps carried forward; the first reading of a window has none, is 0 when normalised,
 * and not observed. Steps have no level of a window's own, so a key that training did not see takes
 * the pooled level. {@link #inUnits} adds the steps up again.
 *
 * <table>
 * <caption>steps, centre 1, scale 2</caption>
 * <tr><th>value</th><th>step</th><th>normalised</th><th>observed</th></tr>
 * <tr><td>20</td><td></td><td>0</td><td>0</td></tr>
 * <tr><td>25</td><td>5</td><td>2</td><td>1</td></tr>
 * <tr><td>missing</td><td>0</td><td>-0.5</td><td>0</td></tr>
 * <tr><td>26</td><td>1</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <p>Where values are told by their ranks, {@link Curve} comes before all that, with a level of 0 ±
 * 1: what was never seen has the middle rank, 0, and is not observed, and a channel that was
 * constant is a curve of one knot, so that it moves by the logarithm. {@link #inUnits} turns it
 * round.
 *
 * @param how what is done to the values, and how levels were found
 * @param pooled the level of all keys together; its scale is that within keys where they have
 *     levels of their own
 * @param constant (channels) whether the channel was constant in training
 * @param keys each key's own level; empty where all share one
 * @param curves (channels) how values are told by their ranks, with a level of 0 ± 1; empty where
 *     they are not
 */
public record Normalisation(
    Preprocessing how,
    Level pooled,
    boolean[] constant,
    Map<String, Level> keys,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Curve> curves) {
  /** Bound of the normalised value of a channel that was constant in training. */
  private static final double CONSTANT_CLIP = 3;

  /** Keeps sums and differences of raw values finite. */
  static final double LARGEST = 1e100;

  /** Whether keys have levels of their own. */
  public enum Mode {
    GLOBAL,
    KEY
  }

  /**
   * Where a channel lies and how far it moves, in the units of the input.
   *
   * @param centre (channels)
   * @param scale (channels), above 0
   */
  public record Level(double[] centre, double[] scale) {
    public Level {
      require(
          centre.length == scale.length,
          "a level has as many scales as centres: were " + scale.length + " and " + centre.length);
      require(
          Arrays.stream(centre).allMatch(Double::isFinite)
              && Arrays.stream(scale).allMatch(s -> s > 0 && Double.isFinite(s)),
          "centres must be finite and scales finite and above 0: were "
              + Arrays.toString(centre)
              + " and "
              + Arrays.toString(scale));
    }
  }

  public Normalisation {
    Objects.requireNonNull(how, "how");
    // In the order of names, for the file; found by hash, for every window.
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(keys)));
    int channels = pooled.centre().length;
    require(
        constant.length == channels
            && keys.values().stream().allMatch(l -> l.centre().length == channels),
        "every level must have " + channels + " channels");
    curves = List.copyOf(curves);
    require(
        curves.size() == (how.ranked() ? channels : 0),
        "scaling by ranks, and no other, has a curve for each of "
            + (channels + " channels: were " + curves.size()));
  }

  /** Not by ranks. */
  public Normalisation(
      Preprocessing how, Level pooled, boolean[] constant, Map<String, Level> keys) {
    this(how, pooled, constant, keys, List.of());
  }

  /** Whether keys have levels of their own. */
  public Mode mode() {
    return how.mode();
  }

  /** How many channels. */
  public int channels() {
    return constant.length;
  }

  /** The bound of a channel's deviations: they are kept within it before they are compressed. */
  public double clip(int channel) {
    return constant[channel] ? Math.min(CONSTANT_CLIP, how.clip()) : how.clip();
  }

  /**
   * Writes a window as the denoiser's input is computed from: finite values, marks, and its level.
   *
   * <p>A value that could not be carried from anywhere becomes the centre, not observed; an
   * infinite one the largest number there is room for.
   *
   * @param into receives the window at row {@code row} of the batch
   */
  public void write(Window window, RawBatch into, int row) {
    int channels = channels();
    require(
        window.channels() == channels && window.length() == into.length(),
        "a window must be "
            + (into.length() + "×" + channels + " (readings × channels): was ")
            + (window.length() + "×" + window.channels()));
    int at = row * into.length() * channels;
    window.copyTo(into.values(), at, into.observed(), at);
    Level own = keys.get(window.key());
    Level level = own == null ? pooled : own;
    boolean unknown = mode() == Mode.KEY && own == null && !how.difference();
    for (int c = 0; c < channels; c++) {
      double centre = level.centre()[c];
      centre = unknown ? meanObserved(into, at + c, centre) : centre;
      into.centre()[row * channels + c] = centre;
      into.scale()[row * channels + c] = unknown ? scale(c, centre) : level.scale()[c];
    }
    for (int c = 0; c < channels && how.difference(); c++) {
      carryBack(into, at + c);
    }
    fill(into, row);
    for (int c = 0; c < channels; c++) {
      if (how.difference()) {
        takeSteps(into, at + c, into.centre()[row * channels + c]);
      }
      if (how.ranked()) {
        rank(into, at + c, curves.get(c));
      }
    }
  }

  /** Row by row, as it lies in memory; what is not known is not observed either. */
  private void fill(RawBatch batch, int window) {
    int channels = channels();
    double[] values = batch.values();
    int at = window * batch.length() * channels;
    for (int r = 0; r < batch.length(); r++) {
      for (int c = 0; c < channels; c++, at++) {
        if (!Double.isNaN(values[at])) {
          values[at] = bounded(values[at]);
        } else if (!how.ranked()) {
          values[at] = batch.centre()[window * channels + c];
        }
      }
    }
  }

  /** Values by their ranks; what is not known has the middle one. */
  private void rank(RawBatch batch, int first, Curve curve) {
    for (int r = 0; r < batch.length(); r++) {
      int at = first + r * channels();
      boolean known = batch.observed()[at] > 0 || !Double.isNaN(batch.values()[at]);
      boolean step = how.difference() && r == 0;
      batch.values()[at] = known && !step ? curve.of(batch.values()[at]) : 0;
    }
  }

  private double firstKnown(RawBatch batch, int first) {
    for (int r = 0; r < batch.length(); r++) {
      double value = batch.values()[first + r * channels()];
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return 0;
  }

  /** What comes before the first known value is that value. */
  private void carryBack(RawBatch batch, int first) {
    double known = firstKnown(batch, first);
    int end = first + batch.length() * channels();
    for (int at = first; at < end && Double.isNaN(batch.values()[at]); at += channels()) {
      batch.values()[at] = known;
    }
  }

  private void takeSteps(RawBatch batch, int first, double centre) {
    for (int r = batch.length() - 1; r > 0; r--) {
      int at = first + r * channels();
      batch.values()[at] -= batch.values()[at - channels()];
    }
    batch.values()[first] = centre;
    batch.observed()[first] = 0;
  }

  /**
   * A clean window in the units of the input.
   *
   * @param clean (length * channels) what the denoiser says of that window, normalised
   */
  public double[] inUnits(Window window, float[] clean) {
    RawBatch raw = new RawBatch(1, window.length(), channels());
    write(window, raw, 0);
    double[] values = new double[clean.length];
    for (int i = 0; i < clean.length; i++) {
      int c = i % channels();
      double deviations = Compression.inverse(clean[i]);
      values[i] =
          how.ranked()
              ? curves.get(c).inverse(deviations)
              : deviations * raw.scale()[c] + raw.centre()[c];
    }
    if (how.difference()) {
      window.copyTo(raw.values(), 0, raw.observed(), 0);
      for (int c = 0; c < channels(); c++) {
        values[c] = bounded(firstKnown(raw, c));
        for (int at = c + channels(); at < values.length; at += channels()) {
          values[at] += values[at - channels()];
        }
      }
    }
    return values;
  }

  private double scale(int channel, double centre) {
    return constant[channel] ? constantScale(centre) : pooled.scale()[channel];
  }

  static double constantScale(double centre) {
    return Math.max(Math.abs(centre) / 1000, 1e-6);
  }

  private static double bounded(double value) {
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  private double meanObserved(RawBatch batch, int first, double otherwise) {
    double sum = 0;
    int count = 0;
    for (int r = 0; r < batch.length(); r++) {
      int at = first + r * channels();
      if (batch.observed()[at] > 0) {
        sum += bounded(batch.values()[at]);
        count++;
      }
    }
    return count == 0 ? otherwise : sum / count;
  }

  /** The window as the denoiser sees it: (length * channels), row by row. */
  public float[] normalise(Window window) {
    float[] values = new float[window.length() * channels()];
    normalise(window, values, new float[values.length], 0);
    return values;
  }

  /**
   * Writes the window as the denoiser sees it, row by row. The scoring graph computes the same.
   *
   * @param values receives (length * channels) values from {@code offset}
   * @param observed receives (length * channels) marks from {@code offset}: 1 observed, 0 carried
   */
  public void normalise(Window window, float[] values, float[] observed, int offset) {
    RawBatch raw = new RawBatch(1, window.length(), channels());
    write(window, raw, 0);
    for (int i = 0; i < raw.values().length; i++) {
      int c = i % channels();
      double value = (raw.values()[i] - raw.centre()[c]) / raw.scale()[c];
      values[offset + i] = (float) Compression.of(Math.max(-clip(c), Math.min(clip(c), value)));
      observed[offset + i] = raw.observed()[i];
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
