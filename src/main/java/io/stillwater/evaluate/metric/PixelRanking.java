package io.stillwater.evaluate.metric;

/**
 * How well maps of scores tell the pixels of defects from all others, over many images of any size.
 * One image after another, in a histogram of {@value #BINS} bins: scores that agree in sign,
 * exponent and the first 11 bits after the leading one (that is, within .05 %) are taken for equal,
 * whatever their scale. Not thread-safe.
 *
 * <p>AUPRO is the area under the curve of mean region overlap (Bergmann et al. 2020, "Uninformed
 * Students", section 4.2). With the regions r being the connected parts of all masks (8 neighbours)
 * and the pixels s(x) ≥ t flagged at a threshold t,
 *
 * <pre>
 * PRO(t) = 1/R · Σ_r |{x ∈ r: s(x) ≥ t}| / |r|
 * FPR(t) = |{x normal: s(x) ≥ t}| / |{x normal}|
 * AUPRO  = 1/limit · ∫ PRO dFPR, from FPR 0 to the limit, straight between thresholds
 * </pre>
 *
 * <p>so that a small defect counts as much as a large one. Random scores come to limit/2.
 *
 * <table>
 * <caption>one image, 4 normal pixels scoring 1, 2, 3, 6; a defect of 1 pixel scoring 7, one of 2
 * pixels scoring 5, 0; limit .5</caption>
 * <tr><th>FPR</th><th>0</th><th>1/4</th><th>1/4</th><th>2/4</th></tr>
 * <tr><th>PRO</th><td>1/2</td><td>1/2</td><td>3/4</td><td>3/4</td></tr>
 * <tr><th>AUPRO</th><td colspan="4">(1/4·1/2 + 1/4·3/4)/(1/2) = 5/8</td></tr>
 * </table>
 */
public final class PixelRanking {
  static final int BINS = 1 << 20;

  /** The limit that is customary. */
  public static final double LIMIT = 0.3;

  private static final int SHIFT = 12;

  private final long[] normal = new long[BINS];
  private final long[] anomalous = new long[BINS];
  private final double[] overlap = new double[BINS]; // 1/|r| for each pixel of a region
  private long normals;
  private long anomalies;
  private long regions;

  /**
   * Adds an image.
   *
   * @param scores (rows, columns), larger is stranger
   * @param mask (rows, columns), true at defects
   * @throws IllegalArgumentException where a score is not a number
   */
  public void add(float[] scores, boolean[] mask, int columns) {
    if (scores.length != mask.length || scores.length % columns != 0) {
      throw new IllegalArgumentException(
          "expected scores and mask of %d columns each: were %d scores, a mask of %d"
              .formatted(columns, scores.length, mask.length));
    }
    Components parts = Components.of(mask, columns);
    for (int i = 0; i < scores.length; i++) {
      int bin = bin(scores[i]);
      if (mask[i]) {
        anomalous[bin]++;
        anomalies++;
        overlap[bin] += 1.0 / parts.sizes()[parts.part()[i]];
      } else {
        normal[bin]++;
        normals++;
      }
    }
    regions += parts.sizes().length;
  }

  /** Ascends with the score. */
  static int bin(float score) {
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("the score of a pixel is not a number");
    }
    int bits = Float.floatToIntBits(score + 0f); // −0 is 0
    return (bits >= 0 ? bits ^ Integer.MIN_VALUE : ~bits) >>> SHIFT;
  }

  /** Pixels of both kinds. */
  public long pixels() {
    return normals + anomalies;
  }

  /** Connected parts of masks. */
  public long regions() {
    return regions;
  }

  /** As {@link io.stillwater.evaluate.Ranking#auroc}; NaN without pixels of either kind. */
  public double auroc() {
    return defined() ? curve().roc() : Double.NaN;
  }

  /** As {@link io.stillwater.evaluate.Ranking#aupr}; NaN without pixels of either kind. */
  public double aupr() {
    return defined() ? curve().pr() : Double.NaN;
  }

  private boolean defined() {
    return normals > 0 && anomalies > 0;
  }

  private CurveAreas curve() {
    CurveAreas curve = new CurveAreas();
    long falseAlarms = 0;
    long hits = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      if (normal[bin] + anomalous[bin] > 0) {
        falseAlarms += normal[bin];
        hits += anomalous[bin];
        curve.add(
            (double) falseAlarms / normals,
            (double) hits / anomalies,
            (double) hits / (hits + falseAlarms));
      }
    }
    return curve;
  }

  /**
   * The area under the overlap of regions; NaN without pixels of either kind.
   *
   * @param limit the highest share of normal pixels flagged, in (0, 1]
   */
  public double aupro(double limit) {
    if (!defined()) {
      return Double.NaN;
    }
    double area = 0;
    double falseRate = 0;
    double rate = 0;
    long falseAlarms = 0;
    double hits = 0;
    for (int bin = BINS - 1; bin >= 0 && falseRate < limit; bin--) {
      falseAlarms += normal[bin];
      hits += overlap[bin];
      double nextFalse = (double) falseAlarms / normals;
      double next = hits / regions;
      double end = Math.min(limit, nextFalse);
      if (nextFalse > falseRate) {
        double atEnd = rate + (next - rate) * (end - falseRate) / (nextFalse - falseRate);
        area += (end - falseRate) * (rate + atEnd) / 2;
      }
      falseRate = nextFalse;
      rate = next;
    }
    return area / limit;
  }
}
