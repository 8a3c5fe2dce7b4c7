package io.stillwater.train.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How many episodes open in some runs of windows, for every level: the policy is run at a grid of
 * levels, from the highest down. Counting at the level itself and not above a lower one matters: at
 * a lower level neighbours melt into one episode, so its peaks are too few for a higher one.
 *
 * <p>The runs are cut into pieces of time, which are drawn with replacement to see how much another
 * such stretch of time would have differed: a drawing says how often each piece is in it.
 */
final class EpisodeCurve {
  private static final double GROWTH = 1.04; // at least, from one level of the grid to the next

  private final List<Step> steps; // with levels that fall and counts that grow
  private final int pieces;

  /**
   * What opens at one level.
   *
   * @param level the threshold
   * @param pieces (episodes) in which piece each opens
   * @param peaks (episodes) the highest opening level of each
   */
  private record Step(double level, int[] pieces, double[] peaks) {
    double count(int[] drawing) {
      double count = 0;
      for (int piece : pieces) {
        count += drawing[piece];
      }
      return count;
    }
  }

  /**
   * @param episodes the policy
   * @param runs the scores of consecutive windows, for each such run
   * @param size windows in a piece
   * @param wanted where at least so many episodes open the grid may end
   */
  EpisodeCurve(Episodes episodes, List<double[]> runs, int size, double wanted) {
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    this.pieces = Math.max(1, (windows + size - 1) / size);
    this.steps = new ArrayList<>();
    List<double[]> openings = runs.stream().map(episodes::openingLevels).toList();
    double[] levels =
        openings.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    int most = 0;
    for (int above = 1; above <= levels.length && most < wanted; above += Math.max(1, above / 8)) {
      double level = levels[levels.length - above];
      List<Episodes.Opening> found = episodes.openings(runs, openings, level);
      if (found.size() >= GROWTH * most + 1) {
        most = found.size();
        steps.add(step(level, found, size));
      }
    }
  }

  private static Step step(double level, List<Episodes.Opening> found, int size) {
    return new Step(
        level,
        found.stream().mapToInt(opening -> opening.window() / size).toArray(),
        found.stream().mapToDouble(Episodes.Opening::peak).toArray());
  }

  /** Every piece once. */
  int[] all() {
    int[] once = new int[pieces];
    Arrays.fill(once, 1);
    return once;
  }

  /** As many pieces, with replacement (Efron 1979). */
  int[] draw(SplittableRandom random) {
    int[] drawing = new int[pieces];
    for (int i = 0; i < pieces; i++) {
      drawing[random.nextInt(pieces)]++;
    }
    return drawing;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The highest level of the grid. */
  double highest() {
    return steps.get(0).level();
  }

  /** The lowest level of the grid. */
  double lowest() {
    return steps.get(steps.size() - 1).level();
  }

  /** How many episodes open at a level; below the grid as many as at its end. */
  double count(double level, int[] drawing) {
    Step step = at(level);
    double count = 0;
    for (int i = 0; i < step.peaks().length; i++) {
      count += step.peaks()[i] > level ? drawing[step.pieces()[i]] : 0;
    }
    return count;
  }

  /** Those episodes' peaks, as their sum over the level. */
  double excess(double level, int[] drawing) {
    Step step = at(level);
    double sum = 0;
    for (int i = 0; i < step.peaks().length; i++) {
      sum += Math.max(0, step.peaks()[i] - level) * drawing[step.pieces()[i]];
    }
    return sum;
  }

  /**
   * The level at which so many episodes open, between two of the grid by the logarithm of their
   * counts; the end of the grid where there are never so many.
   */
  double level(double wanted, int[] drawing) {
    double before = 0;
    for (int s = 0; s < steps.size(); s++) {
      double count = steps.get(s).count(drawing);
      if (count >= wanted) {
        double level = steps.get(s).level();
        double share = before > 0 ? Math.log(wanted / before) / Math.log(count / before) : 1;
        return s == 0 ? level : level + (1 - share) * (steps.get(s - 1).level() - level);
      }
      before = Math.max(before, count);
    }
    return lowest();
  }

  /** The highest level of the grid that is not above. */
  private Step at(double level) {
    int low = 0;
    int high = steps.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).level() > level) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return steps.get(low);
  }

  /** Windows in a piece of time: a part of all, but no shorter than {@code least}. */
  static int pieceSize(List<double[]> runs, int parts, int least) {
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    return IntStream.of(windows / parts + 1, least, 1).max().getAsInt();
  }
}
