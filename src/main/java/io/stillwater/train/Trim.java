package io.stillwater.train;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.model.BundleException;
import io.stillwater.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Looks once for windows that are too unlike the others, and leaves them out with those that share
 * readings with them.
 *
 * <p>Each window is scored by a small memory of the blocks of time that do not hold it ({@link
 * Folds}), so that a fault does not vouch for itself.
 *
 * @param input what is left
 * @param windows how many were left out
 * @param warnings what the user should know
 */
record Trim(TrainingInput input, int windows, List<String> warnings) {
  private static final MemoryFit MEMORY = new MemoryFit(256);
  private static final int NAMED = 12;

  /** Window lengths that the data must hold for a tail of scores to say something. */
  private static final int LENGTHS = 100;

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
    HeldOut heldOut = Fitting.of(plan.with(MEMORY), input, progress).heldOut();
    FittedCalibration calibration = heldOut.calibration();
    double[] scores = heldOut.scores(calibration);
    double limit = trimming.limit(scores);
    boolean[] strange = new boolean[scores.length];
    for (int i = 0; i < strange.length; i++) {
      strange[i] = scores[i] > limit;
    }
    boolean[] found = Overlap.with(input.samples(), plan.windows().length() - 1, strange);
    List<Stretch> stretches = stretches(input.samples(), found, scores);
    if (stretches.isEmpty()) {
      return new Trim(input, 0, List.of());
    }
    int count = stretches.stream().mapToInt(Stretch::windows).sum();
    boolean stay = trimming.kind() == Trimming.Kind.WARN;
    String warning = warning(stretches, input, stay);
    return new Trim(stay ? input : input.without(found), stay ? 0 : count, List.of(warning));
  }

  private static List<Stretch> stretches(Samples samples, boolean[] found, double[] scores) {
    List<Stretch> stretches = new ArrayList<>();
    for (int from = 0; from < found.length; from++) {
      int to = from;
      while (to < found.length && found[to] && samples.keys()[to] == samples.keys()[from]) {
        to++;
      }
      if (to > from) {
        Window first = samples.windows().get(from);
        double highest = Arrays.stream(scores, from, to).max().orElseThrow();
        stretches.add(new Stretch(first, samples.windows().get(to - 1), to - from, highest));
        from = to - 1;
      }
    }
    stretches.sort(Comparator.comparingDouble(Stretch::highest).reversed());
    return stretches;
  }

  private static String warning(List<Stretch> stretches, TrainingInput input, boolean stay) {
    int count = stretches.stream().mapToInt(Stretch::windows).sum();
    String places =
        stretches.stream()
            .limit(NAMED)
            .map(stretch -> stretch.text(input.timed()))
            .collect(Collectors.joining("; "));
    int more = stretches.size() - NAMED;
    return String.format(
        Locale.ROOT,
        "%,d windows (%.2f %%) are unlike all others%s: %s%s. %s",
        count,
        100.0 * count / input.samples().size(),
        stay ? " and raise the threshold" : " and were left out",
        places,
        more > 0 ? "; and " + more + " stretches more" : "",
        stay
            ? "If they are faults, train with --trim auto, which leaves them out."
            : "If they are normal, train with --trim none.");
  }
}
