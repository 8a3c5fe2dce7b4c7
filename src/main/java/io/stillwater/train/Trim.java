package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Overlap;
import io.stillwater.train.data.Samples;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.data.Trimming;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.HeldOut;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks once for windows that are too unlike the others, and leaves them out with those that share
 * readings with them.
 *
 * <p>Each window is scored by a small memory, and a normal distribution where channels are not
 * many, of the blocks of time that do not hold it ({@link Folds}), so that a fault does not vouch
 * for itself.
 *
 * @param input what is left
 * @param windows how many were left out
 * @param warnings what the user should know
 */
record Trim(TrainingInput input, int windows, List<String> warnings) {
  private static final MemoryFit MEMORY = new MemoryFit(256);
  private static final int NAMED = 12;

  /** Channels up to which a normal distribution is soon fitted. */
  private static final int NARROW = 64;

  /** Window lengths that the data must hold for their bulk to say something. */
  private static final int LENGTHS = 10;

  /** Windows that were found, one after another. */
  private record Stretch(Window first, Window last, int windows, double highest) {
    String text(boolean timed) {
      String key = first.key().isEmpty() ? "" : first.key() + " ";
      return timed
          ? key
              + Instant.ofEpochMilli(first.endTime())
              + " to "
              + Instant.ofEpochMilli(last.endTime())
          : key + "rows " + first.endTime() + " to " + last.endTime();
    }
  }

  static Trim of(TrainingPlan plan, TrainingInput input, Progress progress)
      throws TrainingException, BundleException {
    Trimming trimming = plan.windows().trimming();
    boolean few = input.samples().size() < LENGTHS * plan.windows().length();
    if (trimming.kind() == Trimming.Kind.NONE || (few && trimming.kind() != Trimming.Kind.SHARE)) {
      return new Trim(input, 0, List.of());
    }
    TrainingPlan small = plan.with(fits(plan.windows().length(), input.channels().size()));
    HeldOut heldOut = Fitting.of(small, input, progress).heldOut();
    FittedCalibration calibration = heldOut.calibration();
    double[] scores = heldOut.scores(calibration);
    double limit = trimming.limit(scores);
    boolean[] strange = new boolean[input.samples().size()];
    for (int place = 0; place < scores.length; place++) {
      strange[heldOut.windows().get(place)] = scores[place] > limit;
    }
    boolean[] found = Overlap.with(input.samples(), plan.windows().length() - 1, strange);
    List<Stretch> stretches = stretches(input.samples(), found, heldOut.windows(), scores);
    if (stretches.isEmpty()) {
      return new Trim(input, 0, List.of());
    }
    int count = stretches.stream().mapToInt(Stretch::windows).sum();
    boolean stay = trimming.kind() == Trimming.Kind.WARN;
    String warning = warning(stretches, input, heldOut, stay);
    return new Trim(stay ? input : input.without(found), stay ? 0 : count, List.of(warning));
  }

  /** A normal distribution sees single readings that a small memory overlooks. */
  private static DenoiserFit[] fits(int length, int channels) {
    boolean narrow = length > 1 && channels <= NARROW;
    return narrow ? new DenoiserFit[] {MEMORY, GaussianFit.DEFAULT} : new DenoiserFit[] {MEMORY};
  }

  private static List<Stretch> stretches(
      Samples samples, boolean[] found, Indices scored, double[] scores) {
    List<Stretch> stretches = new ArrayList<>();
    for (int from = 0; from < found.length; from++) {
      int to = from;
      while (to < found.length && found[to] && samples.key(to) == samples.key(from)) {
        to++;
      }
      if (to > from) {
        double highest = highest(scored, scores, from, to);
        stretches.add(
            new Stretch(samples.window(from), samples.window(to - 1), to - from, highest));
        from = to - 1;
      }
    }
    stretches.sort(Comparator.comparingDouble(Stretch::highest).reversed());
    return stretches;
  }

  private static double highest(Indices scored, double[] scores, int from, int to) {
    return IntStream.range(from, to)
        .map(scored::placeOf)
        .filter(place -> place >= 0)
        .mapToDouble(place -> scores[place])
        .max()
        .orElseThrow();
  }

  private static String warning(
      List<Stretch> stretches, TrainingInput input, HeldOut looked, boolean stay) {
    int count = stretches.stream().mapToInt(Stretch::windows).sum();
    String places =
        stretches.stream()
            .limit(NAMED)
            .map(stretch -> stretch.text(input.timed()))
            .collect(Collectors.joining("; "));
    int more = stretches.size() - NAMED;
    return String.format(
        Locale.ROOT,
        "%,d windows (%.2f %%%s) are unlike all others%s: %s%s. %s",
        count,
        100.0 * count / looked.size(),
        looked.size() == looked.available()
            ? ""
            : " of " + TrainingInput.count(looked.size()) + " that were looked at",
        stay ? " and raise the threshold" : " and were left out",
        places,
        more > 0 ? "; and " + more + " stretches more" : "",
        stay
            ? "If they are faults, train with --trim auto, which leaves them out."
            : "If they are normal, train with --trim none.");
  }
}
