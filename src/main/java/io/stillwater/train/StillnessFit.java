package io.stillwater.train;

import io.stillwater.detect.Activity;
import io.stillwater.detect.Stillness;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.Thinning;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds for each channel how calm a window must be to be calmer than anything that training showed.
 *
 * <p>Calm is told by three numbers of a window and a channel ({@link Activity}): −ln of the mean
 * step and of the range, each with the least step of the channel added, for at that grain nothing
 * tells still from slow; and ln(1 + unchanged readings). The limit of each is the highest of
 * training and ln {@value #MARGIN} more, or the mean and {@value #DEVIATIONS} deviations where that
 * is more.
 *
 * <ul>
 *   <li>What a block of time ({@link Folds}) shows beyond the limit of the other blocks is no fault
 *       but the way of the channel: that number then says nothing.
 *   <li>A channel of two values is a switch. It may rest.
 *   <li>Unchanged values say something from half a window on, and {@value #UNCHANGED} readings.
 *   <li>Steps and ranges say something from {@value #LEAST} windows side by side on: of fewer the
 *       next one is the calmest too often by chance, 1/(n + 1).
 * </ul>
 *
 * <p>Of more than {@value #MOST} windows blocks are chosen evenly ({@link Thinning}).
 */
final class StillnessFit {
  private static final int MARGIN = 3;
  private static final int DEVIATIONS = 8;
  private static final int LEAST = 20;
  private static final int UNCHANGED = 32;
  private static final int MOST = 1 << 18;

  private final Samples samples;
  private final Indices windows;
  private final Folds folds;
  private final int length;
  private final int channels;

  private StillnessFit(TrainingInput input, Normalisation.Mode mode, long seed) {
    this.samples = input.samples();
    this.windows = Thinning.of(Indices.range(0, samples.size()), MOST, seed);
    this.length = input.spec().length();
    this.channels = input.channels().size();
    this.folds = Folds.of(samples, length, input.timed(), mode);
  }

  /** Of those channels that may be still, in their order. */
  static List<Stillness> of(TrainingInput input, Normalisation.Mode mode, long seed) {
    return new StillnessFit(input, mode, seed).found();
  }

  private List<Stillness> found() {
    boolean calm = sideBySide() >= LEAST;
    Grain[] grains = grains();
    Calmness[][] shown = shown(grains); // (channels)(numbers)
    List<Stillness> found = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      if (!grains[c].measures()) {
        continue;
      }
      double step = calm ? Math.exp(-shown[c][0].limit()) - grains[c].step(length) : 0;
      double range = calm ? Math.exp(-shown[c][1].limit()) - grains[c].least : 0;
      double unchanged =
          Math.max(Math.max(length / 2, UNCHANGED), Math.floor(Math.exp(shown[c][2].limit())));
      Stillness still =
          new Stillness(
              c, Math.max(0, step), Math.max(0, range), unchanged < length ? (int) unchanged : 0);
      if (still.step() > 0 || still.range() > 0 || still.unchanged() > 0) {
        found.add(still);
      }
    }
    return found;
  }

  /** How many windows the readings hold that share none. */
  private int sideBySide() {
    long readings = 0;
    for (int from = 0; from < samples.size(); from = samples.endOfKey(from)) {
      readings += samples.end(samples.endOfKey(from) - 1) - samples.end(from) + length;
    }
    return Math.toIntExact(readings / length);
  }

  /** Of each channel, from the newest two readings of each window. */
  private Grain[] grains() {
    Grain[] grains = new Grain[channels];
    Arrays.setAll(grains, c -> new Grain());
    windows.forEach(
        i -> {
          Window window = samples.window(i);
          double[] before = window.row(length - 2).values();
          double[] newest = window.last().values();
          for (int c = 0; c < channels; c++) {
            grains[c].add(before[c], newest[c]);
          }
        });
    return grains;
  }

  private Calmness[][] shown(Grain[] grains) {
    Calmness[][] shown = new Calmness[channels][3];
    for (Calmness[] numbers : shown) {
      Arrays.setAll(numbers, number -> new Calmness());
    }
    windows.forEach(
        i -> {
          Window window = samples.window(i);
          for (int c = 0; c < channels; c++) {
            Activity activity = grains[c].measures() ? Activity.of(window, c) : null;
            if (activity != null && !Double.isNaN(activity.step())) {
              int fold = folds.of(i);
              shown[c][0].add(fold, -Math.log(activity.step() + grains[c].step(length)));
              shown[c][1].add(fold, -Math.log(activity.range() + grains[c].least));
              shown[c][2].add(fold, Math.log1p(activity.unchanged()));
            }
          }
        });
    return shown;
  }

  /** The least step of a channel, and whether it has more than two values. */
  private static final class Grain {
    private double least = Double.POSITIVE_INFINITY;
    private double first = Double.NaN;
    private double second = Double.NaN;
    private boolean more;

    void add(double before, double value) {
      if (Double.isNaN(first)) {
        first = value;
      } else if (value != first && Double.isNaN(second)) {
        second = value;
      } else if (!Double.isNaN(value)) {
        more |= value != first && value != second;
      }
      double step = Math.abs(value - before);
      least = step > 0 ? Math.min(least, step) : least;
    }

    boolean measures() {
      return more && least < Double.POSITIVE_INFINITY;
    }

    /** The mean step of a window with one such step. */
    double step(int length) {
      return least / (length - 1);
    }
  }

  /** What windows showed of one number, by block: the higher, the calmer. */
  private static final class Calmness {
    private final int[] counts = new int[Folds.COUNT];
    private final double[] sums = new double[Folds.COUNT];
    private final double[] squares = new double[Folds.COUNT];
    private final double[] highest = new double[Folds.COUNT];

    Calmness() {
      Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    void add(int block, double value) {
      counts[block]++;
      sums[block] += value;
      squares[block] += value * value;
      highest[block] = Math.max(highest[block], value);
    }

    /** Of all blocks; infinite where one of them is beyond the others, or alone. */
    double limit() {
      for (int block = 0; block < Folds.COUNT; block++) {
        double others = limit(block);
        if (counts[block] > 0 && (highest[block] > others || others == Double.POSITIVE_INFINITY)) {
          return Double.POSITIVE_INFINITY;
        }
      }
      return limit(-1);
    }

    /** Without a block; −1 for none. */
    private double limit(int without) {
      double count = 0;
      double sum = 0;
      double square = 0;
      double top = Double.NEGATIVE_INFINITY;
      for (int block = 0; block < Folds.COUNT; block++) {
        if (block != without) {
          count += counts[block];
          sum += sums[block];
          square += squares[block];
          top = Math.max(top, highest[block]);
        }
      }
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      double limit = Math.max(top + Math.log(MARGIN), mean + DEVIATIONS * deviation);
      return count == 0 ? Double.POSITIVE_INFINITY : limit;
    }
  }
}
