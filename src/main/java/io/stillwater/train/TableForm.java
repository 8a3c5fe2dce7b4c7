package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.RowFaults;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.Denoisers;
import io.stillwater.train.fit.FitInput;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What the rows of a table are made of, found without labels.
 *
 * <p>Whether values are told by their ranks or in deviations: by how well a small memory tells
 * normal rows from {@link RowFaults} made of them, neither of which it has seen, in blocks that are
 * held out in turn. The mean AUROC over the kinds of faults decides; ranks where they are even.
 *
 * <p>A Gaussian beside the memory where columns outnumber rows: then no row is near another, and
 * directions that normal rows share say more.
 */
final class TableForm {
  private static final List<Scaling> SCALINGS = List.of(Scaling.RANK, Scaling.STANDARD);

  /** Rows that are remembered meanwhile. */
  private static final MemoryFit MEMORY = new MemoryFit(2048);

  /** Rows of a block that faults are made of. */
  private static final int ROWS = 200;

  /** Rows that lend values, from all over the rest. */
  private static final int DONORS = 2000;

  private final TrainingPlan plan;
  private final TrainingInput input;
  private final Progress progress;
  private final Folds folds;

  private TableForm(TrainingPlan plan, TrainingInput input, Progress progress) {
    this.plan = plan;
    this.input = input;
    this.progress = progress;
    this.folds =
        Folds.of(input.samples(), input.spec().length(), input.timed(), Normalisation.Mode.GLOBAL);
  }

  /** The plan with what it leaves open decided. */
  static TrainingPlan of(TrainingPlan plan, TrainingInput input, Progress progress)
      throws TrainingException, BundleException {
    if (input.spec().length() > 1 || input.timed()) {
      return plan;
    }
    TrainingPlan formed = plan;
    if (plan.open().denoisers()) {
      formed = formed.with(denoisers(plan, input));
    }
    return plan.open().scaling()
        ? formed.with(new TableForm(plan, input, progress).preprocessing())
        : formed;
  }

  private static DenoiserFit[] denoisers(TrainingPlan plan, TrainingInput input) {
    List<DenoiserFit> fits = new ArrayList<>(plan.denoisers());
    fits.removeIf(GaussianFit.class::isInstance);
    if (fits.isEmpty() || input.channels().size() > input.samples().size()) {
      fits.add(GaussianFit.DEFAULT);
    }
    return fits.toArray(DenoiserFit[]::new);
  }

  private Preprocessing preprocessing() throws TrainingException, BundleException {
    Preprocessing best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Scaling scaling : SCALINGS) {
      Preprocessing how = plan.preprocessing().with(scaling);
      double told = told(how);
      progress.step(
          "Choosing",
          (SCALINGS.indexOf(scaling) + 1.0) / SCALINGS.size(),
          String.format(Locale.ROOT, "%s scaling tells %.3f of faults", scaling, told));
      best = told > most ? how : best;
      most = Math.max(most, told);
    }
    return best;
  }

  /** The mean AUROC over the kinds of faults. */
  private double told(Preprocessing how) throws TrainingException, BundleException {
    FitInput all = FitInput.all(input, input.normalisation(how), plan.seed(), plan.runtime());
    int[] moving = RowFaults.moving(all.normalisation().constant());
    List<double[]> normal = new ArrayList<>();
    List<List<double[]>> faulty = // by kind
        Stream.generate(() -> (List<double[]>) new ArrayList<double[]>())
            .limit(RowFaults.SHARES.size())
            .toList();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Split split = folds.split(fold);
      FitInput part = all.with(split, input.normalisation(how, split.training()));
      List<Window> rows = RowFaults.windows(input.samples(), split.heldOut().spread(ROWS));
      List<Window> donors = RowFaults.windows(input.samples(), split.training().spread(DONORS));
      RowFaults faults = new RowFaults(donors, moving, new SplittableRandom(plan.seed() + fold));
      try (WindowScorer scorer = Denoisers.fit(List.of(MEMORY), part, progress).scorer()) {
        take(scorer, rows, normal);
        for (int kind = 0; kind < RowFaults.SHARES.size(); kind++) {
          take(scorer, faults.swapped(rows, RowFaults.SHARES.get(kind)), faulty.get(kind));
        }
      }
    }
    FittedCalibration calibration = FittedCalibration.fit(normal);
    double[] below = normal.stream().mapToDouble(calibration::score).toArray();
    return faulty.stream()
        .map(kind -> kind.stream().mapToDouble(calibration::score).toArray())
        .mapToDouble(above -> auroc(below, above))
        .average()
        .orElseThrow();
  }

  private static void take(WindowScorer scorer, List<Window> rows, List<double[]> into) {
    for (WindowError error : scorer.errors(rows)) {
      into.add(error.logLevels());
    }
  }

  /** How often one of the second is above one of the first; a tie is half. */
  static double auroc(double[] below, double[] above) {
    double[] sorted = below.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double value : above) {
      sum += (count(sorted, value, false) + count(sorted, value, true)) / 2.0;
    }
    return sum / sorted.length / above.length;
  }

  /** How many are below a value, or no higher. */
  private static int count(double[] sorted, double value, boolean equal) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (equal && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
