package io.stillwater.train.fit;

import io.stillwater.model.manifest.View;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The windows that a denoiser is made from, normalised as the scoring graph does it. Safe to read
 * by several threads.
 */
public final class FitInput {
  private final Samples samples;
  private final int length;
  private final Normalisation normalisation;
  private final Split split;
  private final int moving;
  private final long seed;
  private final RuntimeOptions runtime;

  private FitInput(
      Samples samples,
      int length,
      Normalisation normalisation,
      Split split,
      int moving,
      long seed,
      RuntimeOptions runtime) {
    this.samples = samples;
    this.length = length;
    this.normalisation = normalisation;
    this.split = split;
    this.moving = moving;
    this.seed = seed;
    this.runtime = runtime;
  }

  /**
   * All windows of the data, to be narrowed with {@link #with}.
   *
   * @param normalisation of all of them
   * @param seed of everything that is drawn
   * @param runtime how graphs are run meanwhile
   */
  public static FitInput all(
      TrainingInput input, Normalisation normalisation, long seed, RuntimeOptions runtime) {
    int moving = 0;
    for (boolean constant : normalisation.constant()) {
      moving += constant ? 0 : 1;
    }
    Samples samples = input.samples();
    Split split = Split.all(samples.size());
    return new FitInput(
        samples, input.spec().length(), normalisation, split, moving, seed, runtime);
  }

  /** Other parts of the same data, with a normalisation that has not seen the rest. */
  public FitInput with(Split part, Normalisation other) {
    return new FitInput(samples, length, other, part, moving, seed, runtime);
  }

  /** Readings in a window. */
  public int length() {
    return length;
  }

  /** Channels of a reading. */
  public int channels() {
    return normalisation.channels();
  }

  /** Values of a window: length · channels. */
  public int dimension() {
    return length * channels();
  }

  /**
   * Values of what is seen of a window that move in the data as a whole; the same whatever part of
   * the data is held out.
   */
  public int movingValues(View seen) {
    // The first reading of a window has no step.
    boolean first = normalisation.how().difference() && seen.isWhole(length);
    return (first ? seen.tokens() - 1 : seen.tokens()) * moving;
  }

  /** How many windows there are in all; {@link #read} takes any index below. */
  public int size() {
    return samples.size();
  }

  /** Windows to learn from; windows of one key follow each other in order of time. */
  public Indices training() {
    return split.training();
  }

  /**
   * Windows to see by when it is enough: they share no reading with those to learn from and none
   * with those held out. Empty where the fit is not costly.
   */
  public Indices validation() {
    return split.validation();
  }

  /** What was done to the values. */
  public Normalisation normalisation() {
    return normalisation;
  }

  /** Seed of everything that is drawn. */
  public long seed() {
    return seed;
  }

  /** How graphs are to be run meanwhile. */
  public RuntimeOptions runtime() {
    return runtime;
  }

  /**
   * Reads a window as the denoiser sees it, row by row.
   *
   * @param window which, from 0 to {@link #size}
   * @param values receives (length * channels) normalised values from {@code offset}
   * @param observed receives (length * channels) marks from {@code offset}: 1 observed, 0 carried
   */
  public void read(int window, float[] values, float[] observed, int offset) {
    normalisation.normalise(samples.window(window), values, observed, offset);
  }

  /** (windows)(tokens * channels) what is seen of those windows, normalised. */
  public float[][] read(View seen, Indices windows) {
    float[][] read = new float[windows.size()][];
    Arrays.parallelSetAll(
        read,
        i -> {
          float[] values = new float[dimension()];
          read(windows.get(i), values, new float[values.length], 0);
          return seen.isWhole(length) ? values : seen.of(values, channels());
        });
    return read;
  }

  /**
   * Reads what is seen of a window as a network learns from it: changed a little, another way each
   * time. Where readings are seen as their mean, the mark is the share of them that was observed.
   *
   * @param seen what is seen
   * @param window which, from 0 to {@link #size}
   * @param augmentation how it may be changed
   * @param random decides how it is
   * @param values receives (tokens * channels) normalised values from {@code offset}
   * @param observed receives (tokens * channels) marks from {@code offset}: 1 observed, 0 carried
   */
  public void draw(
      View seen,
      int window,
      Augmentation augmentation,
      RandomGenerator random,
      float[] values,
      float[] observed,
      int offset) {
    float[] all = new float[dimension()];
    float[] marks = new float[all.length];
    Window whole = samples.window(window);
    int shift = augmentation.shift(whole.lead(), random);
    normalisation.normalise(whole.earlier(shift), all, marks, 0);
    augmentation.apply(all, marks, length, normalisation.constant(), random);
    int count = seen.tokens() * channels();
    System.arraycopy(seen.of(all, channels()), 0, values, offset, count);
    System.arraycopy(seen.of(marks, channels()), 0, observed, offset, count);
  }
}
