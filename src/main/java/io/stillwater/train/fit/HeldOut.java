package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.NewestJudge;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.Thinning;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.threshold.KeyRuns;
import io.stillwater.window.Window;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The errors of windows under denoisers that have not seen them. The normalisation has not seen
 * them either: levels of a key's own, fitted to the block as well, made held-out windows of
 * simulated pumps open a third too few episodes. Where windows are very many, blocks of them are
 * chosen evenly ({@link Thinning}). Not thread-safe.
 */
public final class HeldOut {
  private static final int BATCH = 4096;

  /** Raw values that are read at once at most. */
  private static final int VALUES = 1 << 23;

  private final Samples samples;
  private final Indices windows;
  private final int available;
  private double[] logLevels; // (windows, levels), by place; null before the first
  private int levels;
  private int size;

  /**
   * Nothing is scored yet.
   *
   * @param heldOut all windows that will be held out
   * @param most how many of them are to be scored
   */
  public HeldOut(Samples samples, Indices heldOut, int most, long seed) {
    this.samples = samples;
    this.windows = Thinning.of(heldOut, most, seed);
    this.available = heldOut.size();
  }

  /** Scores those windows of a part that was held out that were chosen. */
  public void score(Denoisers denoisers, Indices part, Progress progress) throws BundleException {
    Indices chosen = part.only(windows::contains);
    int batch = batch(denoisers);
    try (WindowScorer scorer = denoisers.scorer()) {
      for (int from = 0; from < chosen.size(); from += batch) {
        int to = Math.min(chosen.size(), from + batch);
        score(scorer, chosen.stream(from, to).toArray());
        String detail = TrainingInput.count(size) + " windows";
        progress.step("Calibrating", (double) size / windows.size(), detail);
      }
    }
  }

  /** Fewer at once where windows are wide. */
  private static int batch(Denoisers denoisers) {
    int values = Math.multiplyExact(denoisers.length(), denoisers.normalisation().channels());
    return Math.max(1, Math.min(BATCH, VALUES / values));
  }

  private void score(WindowScorer scorer, int[] batch) {
    List<Window> read = Arrays.stream(batch).mapToObj(samples::window).toList();
    List<WindowError> errors = scorer.errors(read);
    if (logLevels == null) {
      levels = errors.get(0).logLevels().length;
      logLevels = new double[Math.multiplyExact(windows.size(), levels)];
    }
    for (int i = 0; i < batch.length; i++) {
      int at = windows.placeOf(batch[i]) * levels;
      System.arraycopy(errors.get(i).logLevels(), 0, logLevels, at, levels);
    }
    size += batch.length;
  }

  /** How many windows were scored. */
  public int size() {
    return size;
  }

  /** How many windows were held out, those included that were not scored. */
  public int available() {
    return available;
  }

  /** The windows that are scored. */
  public Indices windows() {
    return windows;
  }

  /** Whether that window is. */
  public boolean has(int window) {
    return windows.contains(window);
  }

  public FittedCalibration calibration() {
    return FittedCalibration.fit(new Rows());
  }

  /**
   * Of the newest readings of each window, as the threshold wants them.
   *
   * @param levels that see the newest readings only
   */
  public FittedCalibration newest(int[] levels, Threshold threshold) {
    List<double[]> rows =
        IntStream.range(0, windows.size())
            .mapToObj(place -> NewestJudge.of(levels, row(place)))
            .toList();
    FittedCalibration fitted = FittedCalibration.fit(rows);
    return threshold.keys().isEmpty()
        ? fitted
        : fitted.over(own(rows.stream().mapToDouble(fitted::score).toArray(), threshold));
  }

  /** Fitted to some of the windows. */
  public FittedCalibration calibration(IntPredicate chosen) {
    return FittedCalibration.fit(
        IntStream.range(0, windows.size())
            .filter(place -> chosen.test(windows.get(place)))
            .mapToObj(this::row)
            .toList());
  }

  /** (levels) the log errors of the window at that place. */
  double[] row(int place) {
    return Arrays.copyOfRange(logLevels, place * levels, (place + 1) * levels);
  }

  /** (windows)(levels) */
  private final class Rows extends AbstractList<double[]> implements RandomAccess {
    @Override
    public double[] get(int place) {
      return row(place);
    }

    @Override
    public int size() {
      return windows.size();
    }
  }

  /** The scores of all windows that are scored, by place. */
  public double[] scores(FittedCalibration calibration) {
    double[] scores = new double[windows.size()];
    Arrays.setAll(scores, place -> calibration.score(row(place)));
    return scores;
  }

  /**
   * The scores of consecutive windows of each key.
   *
   * @param days (keys) how much time was held out, by the number of the key
   */
  public List<KeyRuns> keys(FittedCalibration calibration, double[] days) {
    double[] scores = scores(calibration);
    List<KeyRuns> keys = new ArrayList<>();
    for (int from = 0; from < scores.length; ) {
      int number = samples.key(windows.get(from));
      int end = from;
      while (end < scores.length && samples.key(windows.get(end)) == number) {
        end++;
      }
      String key = samples.window(windows.get(from)).key();
      keys.add(new KeyRuns(key, days[number], runs(scores, from, end)));
      from = end;
    }
    return keys;
  }

  private List<double[]> runs(double[] scores, int first, int end) {
    List<double[]> runs = new ArrayList<>();
    for (int from = first; from < end; ) {
      int to = from + 1;
      while (to < end && follows(to)) {
        to++;
      }
      runs.add(Arrays.copyOfRange(scores, from, to));
      from = to;
    }
    return runs;
  }

  private boolean follows(int place) {
    int window = windows.get(place);
    return window == windows.get(place - 1) + 1 && samples.follows(window);
  }

  /** The scores of all windows that are scored, as the threshold wants them. */
  public double[] scores(FittedCalibration calibration, Threshold threshold) {
    return own(scores(calibration), threshold);
  }

  private double[] own(double[] scores, Threshold threshold) {
    if (!threshold.keys().isEmpty()) {
      Map<Integer, String> names = new HashMap<>(); // by number
      for (int place = 0; place < scores.length; place++) {
        int window = windows.get(place);
        String key =
            names.computeIfAbsent(samples.key(window), number -> samples.window(window).key());
        scores[place] = threshold.own(key, scores[place]);
      }
    }
    return scores;
  }
}
