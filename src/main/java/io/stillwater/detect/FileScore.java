package io.stillwater.detect;

import java.util.Arrays;
import java.util.List;

/**
 * From the scores of a file's pieces (tiles of an image, windows of a sound) to the file's score:
 * the mean of its highest ones, measured against normal files that were held out whole.
 *
 * <pre>
 * pieces            tail    tail mean
 * 1 2 3 10          0.25    10
 * 1 2 3 10          0.5     6.5
 * 1 2 3 10          0.01    10 (one piece at least)
 * </pre>
 *
 * @param tail the share of pieces that count, in (0, 1]
 * @param calibration of the tail means of held-out files, one level
 * @param limit the p-value from which on downwards a file is an alarm, in (0, 1)
 */
public record FileScore(double tail, FittedCalibration calibration, double limit) {
  /** The judgement of a file. */
  public record Judged(double score, PValue pValue, boolean alarm) {}

  public FileScore {
    require(tail > 0 && tail <= 1, "tail must be in (0, 1]: was " + tail);
    require(limit > 0 && limit < 1, "limit must be a p-value between 0 and 1: was " + limit);
    require(calibration.means().length == 1, "expected one level: were several");
  }

  /** Fits the calibration to held-out files, each given by the scores of its pieces. */
  public static FileScore fit(double tail, double limit, List<double[]> heldOut) {
    List<double[]> means =
        heldOut.stream().map(pieces -> new double[] {tailMean(pieces, tail)}).toList();
    return new FileScore(tail, FittedCalibration.fit(means), limit);
  }

  /** Judges a file by the scores of its pieces, of which there is at least one. */
  public Judged judge(double[] pieces) {
    double score = own(tailMean(pieces, tail));
    PValue pValue = calibration.pValue(score);
    return new Judged(score, pValue, pValue.value() <= limit);
  }

  /** The score of one piece on the scale of files: what a file of such pieces alone would score. */
  public double own(double piece) {
    return calibration.score(new double[] {piece});
  }

  /**
   * The score of a piece beyond which a file of such pieces is an alarm. A file that is an alarm
   * has at least one piece beyond it, since some piece is at least the mean.
   */
  public double alarmPiece() {
    return calibration.means()[0] + calibration.deviations()[0] * calibration.quantile(limit);
  }

  /** What a file's score is told from: the mean of its highest pieces. */
  public double level(double[] pieces) {
    return tailMean(pieces, tail);
  }

  static double tailMean(double[] pieces, double tail) {
    require(pieces.length > 0, "a file needs at least one piece: had none");
    double[] sorted = pieces.clone();
    Arrays.sort(sorted);
    int count = (int) Math.max(1, Math.round(tail * sorted.length));
    return Arrays.stream(sorted, sorted.length - count, sorted.length).average().orElseThrow();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
