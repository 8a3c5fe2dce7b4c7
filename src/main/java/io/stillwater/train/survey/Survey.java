package io.stillwater.train.survey;

import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.CrossFit;
import io.stillwater.train.CrossFit.Explained;
import io.stillwater.train.CrossFit.KeyScores;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the stretches of readings that are unlike the rest, at a limit that the readings set
 * themselves. Not thread-safe.
 *
 * @param keys all keys, judged
 * @param stretches what is reported, the strangest first
 * @param limit the p-value up to which rows are reported; 0 where none is
 */
public record Survey(List<Judged> keys, List<Stretch> stretches, double limit) {
  /** The share of what is reported that may be false. */
  public static final double FALSE_SHARE = 0.05;

  /** Windows' lengths of rows that a key needs for a bulk of its own. */
  private static final int OWN = 10;

  /** Gaps up to this part of a window do not divide a stretch. */
  private static final int GAP = 4;

  public Survey {
    keys = List.copyOf(keys);
    stretches = List.copyOf(stretches);
  }

  /**
   * Judges what was scored.
   *
   * @param share of what is reported that may be false, in (0, 1)
   */
  public static Survey of(CrossFit fit, double share) {
    return of(fit.keys(), fit.length(), share);
  }

  /**
   * The same of scores alone.
   *
   * @param length readings in a window
   */
  static Survey of(List<KeyScores> scored, int length, double share) {
    double[][] finite = scored.stream().map(key -> finite(key.scores())).toArray(double[][]::new);
    Bulk all = Bulk.of(Arrays.stream(finite).flatMapToDouble(Arrays::stream).toArray());
    List<double[]> standings = new ArrayList<>();
    for (int k = 0; k < finite.length; k++) {
      Bulk bulk = finite[k].length < OWN * length ? all : Bulk.of(finite[k]);
      standings.add(Arrays.stream(scored.get(k).scores()).map(bulk::standing).toArray());
    }
    double[] pValues =
        standings.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(Bulk::pValue)
            .toArray();
    double limit = FalseShare.limit(share, pValues);
    List<Judged> keys = new ArrayList<>();
    List<Stretch> stretches = new ArrayList<>();
    for (int k = 0; k < finite.length; k++) {
      Judged judged = judge(scored.get(k), standings.get(k), limit, Math.max(1, length / GAP));
      keys.add(judged);
      stretches.addAll(stretches(judged));
    }
    stretches.sort(Comparator.comparingDouble(Stretch::standing).reversed());
    return new Survey(keys, stretches, limit);
  }

  private static double[] finite(double[] scores) {
    return Arrays.stream(scores).filter(Double::isFinite).toArray();
  }

  private static Judged judge(KeyScores key, double[] standings, double limit, int gap) {
    boolean[] strange = new boolean[standings.length];
    int before = -1; // the newest strange row
    for (int row = 0; row < strange.length; row++) {
      if (Double.isNaN(standings[row])) {
        before = -1;
      } else if (limit > 0 && Bulk.pValue(standings[row]) <= limit) {
        boolean near = before >= 0 && row - before <= gap;
        Arrays.fill(strange, near ? before : row, row + 1, true);
        before = row;
      }
    }
    return new Judged(key, standings, strange);
  }

  private static List<Stretch> stretches(Judged judged) {
    boolean[] strange = judged.strange();
    List<Stretch> stretches = new ArrayList<>();
    for (int first = 0; first < strange.length; first++) {
      int end = first;
      int peak = first;
      while (end < strange.length && strange[end]) {
        peak = judged.standings()[end] > judged.standings()[peak] ? end : peak;
        end++;
      }
      if (end > first) {
        stretches.add(new Stretch(judged, first, end - 1, peak));
        first = end;
      }
    }
    return stretches;
  }

  /** How many rows have a score. */
  public long scored() {
    return keys.stream()
        .mapToLong(key -> Arrays.stream(key.standings()).filter(Double::isFinite).count())
        .sum();
  }

  /** How many rows are reported. */
  public long strange() {
    return stretches.stream().mapToLong(Stretch::rows).sum();
  }

  /** The standing beyond which rows are reported; infinite where none is. */
  public double standing() {
    return limit == 0 ? Double.POSITIVE_INFINITY : Bulk.standingAt(limit);
  }

  /** What explains the strangest stretches, up to so many. */
  public List<Stretch.Told> told(CrossFit fit, int most) throws BundleException {
    List<Stretch.Told> told = new ArrayList<>();
    for (Stretch stretch : stretches.subList(0, Math.min(most, stretches.size()))) {
      CrossFit.Place place = fit.explain(stretch.judged().rows(), stretch.peak());
      told.add(new Stretch.Told(stretch, parts(fit.channels(), place.explained()), place.first()));
    }
    return told;
  }

  private static List<Stretch.Part> parts(List<String> channels, Explained explained) {
    Window window = explained.window();
    double[] observed = new double[window.length() * channels.size()];
    window.copyTo(observed, 0, new float[observed.length], 0);
    double total = Arrays.stream(explained.error()).sum();
    return IntStream.range(0, channels.size())
        .mapToObj(
            c ->
                new Stretch.Part(
                    channels.get(c),
                    total > 0 ? explained.error()[c] / total : 1.0 / channels.size(),
                    column(observed, c, channels.size()),
                    column(explained.expected(), c, channels.size())))
        .sorted(Comparator.comparingDouble(Stretch.Part::share).reversed())
        .toList();
  }

  private static double[] column(double[] rows, int channel, int channels) {
    double[] column = new double[rows.length / channels];
    Arrays.setAll(column, row -> rows[row * channels + channel]);
    return column;
  }
}
