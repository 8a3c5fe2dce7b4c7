package io.stillwater.evaluate.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Numenta Anomaly Benchmark (Lavin and Ahmad 2015): series with windows, in which the first
 * detection earns the more the earlier it is, while every detection outside costs its own. One
 * threshold holds for all series. Immutable.
 */
public final class NabCorpus {
  private final List<NabSeries> series;

  /**
   * @param series at least one
   */
  public NabCorpus(List<NabSeries> series) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a corpus must have at least 1 series: had 0");
    }
    this.series = List.copyOf(series);
  }

  /** What published figures are: at the threshold that is best with the labels at hand. */
  public NabScore best(NabProfile profile) {
    return at(profile, NabSweep.of(series, profile).best());
  }

  /**
   * At a threshold that was found without labels.
   *
   * @param threshold rows with a score not below it are detections; for a detector that alarms only
   *     above its limit {@link Math#nextUp(double)} of the limit, for alarms as scores of 0 and 1
   *     it is 1
   */
  public NabScore at(NabProfile profile, double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("the threshold must be a number: was NaN");
    }
    List<NabScore.OfFile> files = new ArrayList<>();
    double raw = 0;
    int windows = 0;
    for (NabSeries one : series) {
      NabScore.OfFile file = file(one, profile, threshold);
      files.add(file);
      raw += file.raw();
      windows += file.windows();
    }
    double silence = -profile.falseNegative() * windows;
    double perfect = profile.truePositive() * windows;
    double normalised = windows == 0 ? Double.NaN : 100 * (raw - silence) / (perfect - silence);
    return new NabScore(threshold, raw, normalised, files);
  }

  private static NabScore.OfFile file(NabSeries one, NabProfile profile, double threshold) {
    double[] weights = one.weights(profile);
    int[] window = one.windowOfRows();
    double[] best = new double[one.windows().size()];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    double raw = 0;
    int[] counts = new int[4]; // tp, fp, fn, tn
    for (int i = one.probation(); i < weights.length; i++) {
      boolean detected = one.scores()[i] >= threshold;
      boolean outside = window[i] < 0;
      counts[(detected ? 0 : 2) + (outside ? 1 : 0)]++;
      if (detected && outside) {
        raw += weights[i];
      } else if (detected) {
        best[window[i]] = Math.max(best[window[i]], weights[i]);
      }
    }
    int found = 0;
    for (double weight : best) {
      boolean hit = weight > Double.NEGATIVE_INFINITY;
      raw += hit ? weight : -profile.falseNegative();
      found += hit ? 1 : 0;
    }
    return new NabScore.OfFile(
        one.name(),
        raw,
        best.length,
        found,
        new NabCounts(counts[0], counts[1], counts[2], counts[3]));
  }
}
