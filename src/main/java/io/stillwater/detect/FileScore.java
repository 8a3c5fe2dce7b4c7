package io.stillwater.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;

/**
 * From the scores of a file's pieces (cells of an image, windows of a sound) to the file's score,
 * measured against normal files that were held out whole. What is wrong may be small or large: so
 * the means of several shares of the highest pieces are looked at, each as surprising as it is
 * among those of normal files, and the most surprising decides; with one share, its mean does.
 *
 * <pre>
 * pieces            share   mean
 * 1 2 3 10          0.25    10
 * 1 2 3 10          0.5     6.5
 * 1 2 3 10          0.01    10 (one piece at least)
 * </pre>
 *
 * @param tail the share of pieces that count, in (0, 1]; of several the smallest
 * @param calibration of what decides, one level
 * @param limit the p-value from which on downwards a file is an alarm, in (0, 1)
 * @param shares where several are looked at, each, ascending; none where the mean of one decides
 * @param whole how surprising a file is as a whole; none where files say nothing so
 * @param sizes the least and the most pieces that a normal file had; none where a file's size says
 *     nothing, or where that is not known
 */
public record FileScore(
    double tail,
    FittedCalibration calibration,
    double limit,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Share> shares,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Surprise> whole,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> sizes) {
  /**
   * How much more surprising a file has to be as a whole than by its pieces: so it gets a tenth of
   * the false alarms.
   */
  private static final double LESS = Math.log(10);

  /** So many times as large, or as small, a file is one of another size. */
  private static final double OTHER_SIZE = 1.25;

  /** The judgement of a file. */
  public record Judged(double score, PValue pValue, boolean alarm) {}

  /**
   * What is known of a file.
   *
   * @param pieces their scores, at least one
   * @param whole how unusual the file is as a whole; NaN where nothing is said of that
   */
  public record Known(double[] pieces, double whole) {
    public Known {
      require(pieces.length > 0, "a file needs at least one piece: had none");
    }

    /** Of which nothing is said as a whole. */
    public static Known of(double... pieces) {
      return new Known(pieces, Double.NaN);
    }
  }

  /**
   * A share of the pieces.
   *
   * @param share in (0, 1]
   * @param surprise of the mean of so many highest pieces of held-out files
   */
  public record Share(double share, Surprise surprise) {
    public Share {
      requireShare(share);
    }

    double of(double[] ascending) {
      return surprise.of(highest(ascending, share));
    }
  }

  public FileScore {
    shares = List.copyOf(shares);
    whole = List.copyOf(whole);
    sizes = List.copyOf(sizes);
    requireShare(tail);
    require(
        sizes.isEmpty() || (sizes.size() == 2 && sizes.get(0) >= 1 && sizes.get(0) <= sizes.get(1)),
        "expected the least and the most pieces of a file: were " + sizes);
    require(
        shares.isEmpty() ? whole.isEmpty() : shares.get(0).share() == tail && whole.size() <= 1,
        "the shares must begin with tail, and what is said of a file as a whole needs some");
    require(limit > 0 && limit < 1, "limit must be a p-value between 0 and 1: was " + limit);
    require(calibration.means().length == 1, "expected one level: were several");
  }

  /** Of one share of the pieces. */
  public FileScore(double share, FittedCalibration calibration, double limit) {
    this(share, calibration, limit, List.of(), List.of(), List.of());
  }

  /**
   * Fits everything to held-out files.
   *
   * @param shares of the pieces that count, ascending
   */
  public static FileScore fit(List<Double> shares, double limit, List<Known> heldOut) {
    boolean asWhole = heldOut.stream().noneMatch(file -> Double.isNaN(file.whole()));
    List<Surprise> whole =
        asWhole
            ? List.of(Surprise.fit(heldOut.stream().mapToDouble(Known::whole).toArray()))
            : List.of();
    List<Share> fitted =
        shares.size() == 1 && !asWhole
            ? List.of()
            : shares.stream().map(share -> fit(share, heldOut)).toList();
    double tail = shares.get(0);
    List<double[]> levels =
        heldOut.stream().map(file -> new double[] {level(tail, fitted, whole, file)}).toList();
    return new FileScore(
        tail, FittedCalibration.fit(levels), limit, fitted, whole, sizes(shares, heldOut));
  }

  /** Where the highest pieces decide, more of them find a higher one. */
  private static List<Integer> sizes(List<Double> shares, List<Known> files) {
    if (shares.size() == 1) {
      return List.of();
    }
    int[] counts = files.stream().mapToInt(file -> file.pieces().length).sorted().toArray();
    return List.of(counts[0], counts[counts.length - 1]);
  }

  private static Share fit(double share, List<Known> files) {
    double[] means = files.stream().mapToDouble(file -> tailMean(file.pieces(), share)).toArray();
    return new Share(share, Surprise.fit(means));
  }

  /** Judges a file. */
  public Judged judge(Known file) {
    double score = calibration.score(new double[] {level(file)});
    PValue pValue = calibration.pValue(score);
    return new Judged(score, pValue, pValue.value() <= limit);
  }

  /**
   * How many times as many pieces a file has as any normal one had, if that is so much that its
   * limit does not hold; below 1 for fewer. 1 otherwise.
   *
   * @param pieces of the file
   */
  public double otherSize(int pieces) {
    if (sizes.isEmpty()) {
      return 1;
    }
    double less = (double) pieces / sizes.get(0);
    double more = (double) pieces / sizes.get(1);
    return less * OTHER_SIZE < 1 ? less : more > OTHER_SIZE ? more : 1;
  }

  /** The score of one piece on the scale of files: what a file of such pieces alone would score. */
  public double own(double piece) {
    return calibration.score(new double[] {level(Known.of(piece))});
  }

  /**
   * The score of a piece beyond which it is strange: where a file, of which the smallest share of
   * the pieces is such, is an alarm.
   */
  public double alarmPiece() {
    double level =
        calibration.means()[0] + calibration.deviations()[0] * calibration.quantile(limit);
    return shares.isEmpty() ? level : shares.get(0).surprise().inverse(level);
  }

  /**
   * The score from which on pieces of this file are shown as strange, so that an alarm has one at
   * least.
   */
  public double shownFrom(Known file) {
    double highest = Arrays.stream(file.pieces()).max().orElseThrow();
    double strange = alarmPiece();
    return judge(file).alarm() ? Math.min(strange, Math.nextDown(highest)) : strange;
  }

  /** What a file's score is told from. */
  public double level(Known file) {
    return level(tail, shares, whole, file);
  }

  private static double level(double tail, List<Share> shares, List<Surprise> whole, Known file) {
    double[] ascending = ascending(file.pieces());
    if (shares.isEmpty()) {
      return highest(ascending, tail);
    }
    double level = shares.stream().mapToDouble(share -> share.of(ascending)).max().orElseThrow();
    for (Surprise said : Double.isNaN(file.whole()) ? List.<Surprise>of() : whole) {
      level = Math.max(level, said.of(file.whole()) - LESS);
    }
    return level;
  }

  static double tailMean(double[] pieces, double share) {
    require(pieces.length > 0, "a file needs at least one piece: had none");
    return highest(ascending(pieces), share);
  }

  private static double[] ascending(double[] pieces) {
    double[] sorted = pieces.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The mean of that share of the highest, one at least. */
  private static double highest(double[] ascending, double share) {
    int n = ascending.length;
    int count = (int) Math.max(1, Math.round(share * n));
    return Arrays.stream(ascending, n - count, n).average().orElseThrow();
  }

  private static void requireShare(double share) {
    require(share > 0 && share <= 1, "a share of pieces must be in (0, 1]: was " + share);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
