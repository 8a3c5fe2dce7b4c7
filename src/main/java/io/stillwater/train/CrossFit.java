package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Readings;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.KeyRows;
import io.stillwater.train.data.Overlap;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.fit.Denoisers;
import io.stillwater.train.fit.FitInput;
import io.stillwater.train.fit.HeldOut;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Window;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores every window of some readings by denoisers that did not see it, without labels and without
 * a bundle: what is strange in the readings themselves.
 *
 * <p>Blocks of time are held out in turn ({@link Folds}). A fault that reaches beyond its block, or
 * comes twice, would vouch for itself; so this is done {@value #PASSES} times, and each time but
 * the first the denoisers, their normalisation and the units of the score are fitted without the
 * {@code 1 − }{@value #KEPT} of the windows that were strangest before (the concentration steps of
 * Rousseeuw and Van Driessen 1999). Those are scored as well. What is most of the readings decides
 * what is normal.
 *
 * <p>Holds a temporary file where readings are many; to be closed. Not thread-safe.
 */
public final class CrossFit implements Closeable {
  /** The share of the windows that later passes learn from. */
  public static final double KEPT = 0.6;

  private static final int PASSES = 3;

  /** Windows that end within this part of a length of a strange one are left out with it. */
  private static final int NEAR = 8;

  private final TrainingInput input;
  private final Folds folds;
  private final List<Denoisers> denoisers = new ArrayList<>(); // one for each block
  private double[] scores; // (windows)

  private CrossFit(TrainingPlan plan, TrainingInput input) {
    this.input = input;
    this.folds =
        Folds.of(
            input.samples(), plan.windows().length(), input.timed(), plan.preprocessing().mode());
  }

  /**
   * The scores of one key's rows.
   *
   * @param key whose they are
   * @param first number of its first window
   * @param times (rows) event times, or row numbers where there is no time, in the order of the
   *     file
   * @param scores (rows) the mean score of the windows that cover a row; NaN where none does
   */
  public record KeyScores(String key, int first, long[] times, double[] scores) {}

  /**
   * What one window is made of.
   *
   * @param window as it was read
   * @param error of each channel
   * @param expected (length · channels) what it would have looked like, row by row
   */
  public record Explained(Window window, double[] error, double[] expected) {}

  /**
   * Where a window lies.
   *
   * @param first place of its first row among the key's rows
   */
  public record Place(int first, Explained explained) {}

  /**
   * Reads everything and scores it.
   *
   * @param plan how to cut and what to fit; its folder is not written
   * @param data read to its end, not closed
   * @throws TrainingException where the data do not suffice
   */
  public static CrossFit of(TrainingPlan plan, Readings data, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingInput input = TrainingInput.read(plan.input(), data, progress);
    try {
      TrainingPlan cut = plan.with(plan.windows().cut(input.spec().length()));
      CrossFit fit = new CrossFit(cut, input);
      fit.run(cut, progress);
      return fit;
    } catch (TrainingException | BundleException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private void run(TrainingPlan plan, Progress progress) throws TrainingException, BundleException {
    boolean[] gone = new boolean[input.samples().size()];
    for (int pass = 0; pass < PASSES; pass++) {
      HeldOut heldOut = pass(plan, gone, new PassProgress(progress, pass));
      boolean[] left = gone;
      scores = heldOut.scores(heldOut.calibration(window -> !left[window]));
      gone = strangest();
    }
  }

  /** Says which of the passes it is. */
  private record PassProgress(Progress inner, int pass) implements Progress {
    @Override
    public void step(String what, double fraction, String detail) {
      inner.step("Pass " + (pass + 1) + " of " + PASSES, fraction, detail);
    }
  }

  private HeldOut pass(TrainingPlan plan, boolean[] gone, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    FitInput all = FitInput.all(input, input.normalisation(how), plan.seed(), plan.runtime());
    Indices every = Indices.range(0, all.size());
    HeldOut heldOut = new HeldOut(input.samples(), every, all.size(), plan.seed());
    denoisers.clear();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Split split = folds.split(fold);
      Indices kept = split.training().only(window -> !gone[window]);
      // Where a block is nearly all that is normal, the rest is better than nothing.
      Indices training = kept.size() < Folds.COUNT ? split.training() : kept;
      Split part = new Split(training, Indices.none(), split.heldOut());
      FitInput without = all.with(part, input.normalisation(how, training));
      Denoisers fitted = Denoisers.fit(plan.fits(), without, Progress.NONE);
      heldOut.score(fitted, split.heldOut(), progress);
      denoisers.add(fitted);
    }
    return heldOut;
  }

  private boolean[] strangest() {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double limit = sorted[(int) (KEPT * (sorted.length - 1))];
    boolean[] gone = new boolean[scores.length];
    for (int i = 0; i < gone.length; i++) {
      gone[i] = scores[i] > limit;
    }
    return Overlap.with(input.samples(), length() / NEAR, gone);
  }

  /** Names of the channels. */
  public List<String> channels() {
    return input.channels();
  }

  /** Whether readings have times; otherwise they have row numbers. */
  public boolean timed() {
    return input.timed();
  }

  /** Readings in a window. */
  public int length() {
    return input.spec().length();
  }

  /** How many readings there were. */
  public long readings() {
    return input.readings();
  }

  /** What a person should know. */
  public List<String> warnings() {
    return input.warnings();
  }

  /** The scores of the rows, key by key. */
  public List<KeyScores> keys() {
    List<KeyScores> keys = new ArrayList<>();
    Samples samples = input.samples();
    for (int from = 0; from < samples.size(); from = samples.endOfKey(from)) {
      keys.add(rows(from, samples.endOfKey(from)));
    }
    return keys;
  }

  private KeyScores rows(int from, int to) {
    Samples samples = input.samples();
    KeyRows rows = samples.rows(from);
    int size = Math.toIntExact(rows.size());
    double[] sums = new double[size + 1]; // differences, to be summed up
    int[] counts = new int[size + 1];
    for (int window = from; window < to; window++) {
      int end = Math.toIntExact(samples.end(window)) + 1;
      int start = end - length();
      sums[start] += scores[window];
      sums[end] -= scores[window];
      counts[start]++;
      counts[end]--;
    }
    long[] times = new long[size];
    double[] means = new double[size];
    double sum = 0;
    int count = 0;
    for (int row = 0; row < size; row++) {
      sum += sums[row];
      count += counts[row];
      means[row] = count == 0 ? Double.NaN : sum / count;
      times[row] = count == 0 ? Long.MIN_VALUE : rows.time(row);
    }
    return new KeyScores(rows.key(), from, times, means);
  }

  /**
   * Looks closer at a row: at the strangest window that covers it.
   *
   * @param key whose it is
   * @param row its place among the key's rows; it must have a score
   */
  public Place explain(KeyScores key, int row) throws BundleException {
    int window = strangest(key.first(), row);
    if (window < 0) {
      throw new IllegalArgumentException("row " + row + " of " + key.key() + " has no window");
    }
    try (OnnxScorer scorer = denoisers.get(folds.of(window)).scorer()) {
      int first = Math.toIntExact(input.samples().end(window)) - length() + 1;
      return new Place(first, explain(scorer, input.samples().window(window)));
    }
  }

  private static Explained explain(OnnxScorer scorer, Window window) {
    WindowError error = scorer.errors(List.of(window)).get(0);
    return new Explained(window, error.channels(), scorer.expected(window));
  }

  private int strangest(int first, int row) {
    Samples samples = input.samples();
    int strangest = -1;
    for (int window = first; window < samples.endOfKey(first); window++) {
      long end = samples.end(window);
      boolean covers = end >= row && end < row + length();
      if (covers && (strangest < 0 || scores[window] > scores[strangest])) {
        strangest = window;
      }
    }
    return strangest;
  }

  /**
   * What each channel of a key did, as a curve of few points: the lowest and the highest value of
   * each piece of its rows, in turn.
   *
   * @param pieces how many, at least 1
   * @return (channels)(2 · pieces); NaN where nothing was read
   */
  public double[][] curves(KeyScores key, int pieces) {
    double[][] curves = new double[channels().size()][2 * pieces];
    for (double[] curve : curves) {
      Arrays.fill(curve, Double.NaN);
    }
    KeyRows rows = input.samples().rows(key.first());
    double[] values = new double[curves.length];
    float[] observed = new float[curves.length];
    int size = key.scores().length;
    for (int row = 0; row < size; row++) {
      if (Double.isNaN(key.scores()[row])) {
        continue;
      }
      rows.copyNewest(row, 1, values, observed);
      int piece = (int) ((long) row * pieces / size);
      for (int c = 0; c < curves.length; c++) {
        if (observed[c] > 0) {
          curves[c][2 * piece] = Math.min(values[c], orHigh(curves[c][2 * piece]));
          curves[c][2 * piece + 1] = Math.max(values[c], orLow(curves[c][2 * piece + 1]));
        }
      }
    }
    return curves;
  }

  private static double orHigh(double value) {
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  private static double orLow(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
