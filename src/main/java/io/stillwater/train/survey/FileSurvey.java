package io.stillwater.train.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which files are unlike the others, at a limit that they set themselves.
 *
 * @param files all of them, the strangest first
 */
public record FileSurvey(List<Judged> files) {
  /**
   * One file.
   *
   * @param file its name
   * @param standing how many scales of the normal ones it lies above their centre
   * @param pValue how often normal files stand as high
   * @param strange whether it is reported
   */
  public record Judged(String file, double standing, double pValue, boolean strange) {
    /** How unusual it is, in words. */
    public String words() {
      return Stretch.words(pValue);
    }
  }

  public FileSurvey {
    files = List.copyOf(files);
  }

  /**
   * Judges files.
   *
   * @param scores of each, larger is stranger; at least one
   * @param share of what is reported that may be false, in (0, 1)
   */
  public static FileSurvey of(Map<String, Double> scores, double share) {
    double[] all = scores.values().stream().mapToDouble(Double::doubleValue).toArray();
    Bulk bulk = Bulk.of(all);
    double[] pValues = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      pValues[i] = Bulk.pValue(bulk.standing(all[i]));
    }
    double limit = FalseShare.limit(share, pValues);
    List<Judged> files = new ArrayList<>();
    scores.forEach(
        (file, score) -> {
          double standing = bulk.standing(score);
          double p = Bulk.pValue(standing);
          files.add(new Judged(file, standing, p, limit > 0 && p <= limit));
        });
    files.sort(Comparator.comparingDouble(Judged::standing).reversed());
    return new FileSurvey(files);
  }

  /** How many are reported. */
  public long strange() {
    return files.stream().filter(Judged::strange).count();
  }
}
