package io.stillwater.train;

import io.stillwater.console.Progress;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.Indices;
import io.stillwater.train.data.Split;
import io.stillwater.train.data.Stretches;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.TrainingInput;
import io.stillwater.train.fit.Denoisers;
import io.stillwater.train.fit.FitInput;
import io.stillwater.train.fit.HeldOut;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import java.util.Map;

/**
 * The denoisers of the bundle, and what windows score that they had not seen.
 *
 * <p>Denoisers that are cheap to make are made six times: for each of five blocks without it, and
 * at last from everything, which differs little (cross-conformal, Vovk 2015). A costly one is made
 * once, from a part of the windows; beside it the cheap ones see no more than that part while
 * errors are taken, so that all errors of a window are out of sample, and then all windows. The
 * normalisation of the bundle is then that of the part.
 *
 * @param denoisers of the bundle
 * @param heldOut the errors
 */
record Fitting(Denoisers denoisers, HeldOut heldOut) {
  static Fitting of(TrainingPlan plan, TrainingInput input, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    FitInput all =
        FitInput.all(input, given(plan, input.normalisation(how)), plan.seed(), plan.runtime());
    return plan.costly() ? once(plan, input, all, progress) : inTurn(plan, input, all, progress);
  }

  private static Fitting inTurn(
      TrainingPlan plan, TrainingInput input, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    HeldOut heldOut = heldOut(plan, input, Indices.range(0, all.size()));
    Folds folds = Folds.of(input.samples(), all.length(), input.timed(), how.mode());
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Split split = folds.split(fold);
      String without = "learning without block " + (fold + 1) + " of " + Folds.COUNT;
      progress.step("Calibrating", (double) fold / Folds.COUNT, without);
      FitInput part = all.with(split, given(plan, input.normalisation(how, split.training())));
      Denoisers denoisers = Denoisers.fit(plan.fits(), part, progress);
      heldOut.score(denoisers, split.heldOut(), progress);
    }
    progress.step("Calibrating", 1, "learning from all windows");
    return new Fitting(Denoisers.fit(plan.fits(), all, progress), heldOut);
  }

  private static Fitting once(
      TrainingPlan plan, TrainingInput input, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    Split split = Stretches.of(input.samples(), input.spec(), input.timed(), how.mode());
    requireEnough(split, all);
    FitInput part = all.with(split, given(plan, input.normalisation(how, split.seen())));
    Denoisers denoisers = Denoisers.fit(plan.fits(), part, progress);
    HeldOut heldOut = heldOut(plan, input, split.heldOut());
    heldOut.score(denoisers, split.heldOut(), progress);
    FitInput whole = part.with(Split.all(all.size()), part.normalisation());
    return new Fitting(denoisers.again(plan.fits(), whole, progress), heldOut);
  }

  private static HeldOut heldOut(TrainingPlan plan, TrainingInput input, Indices windows) {
    return new HeldOut(input.samples(), windows, plan.windows().judged(), plan.seed());
  }

  /** With the level that a denoiser brings along. */
  private static Normalisation given(TrainingPlan plan, Normalisation found) {
    return plan.denoisers().stream()
        .flatMap(fit -> fit.level().stream())
        .findFirst()
        .map(level -> new Normalisation(found.how(), level, found.constant(), Map.of()))
        .orElse(found);
  }

  private static void requireEnough(Split split, FitInput all) throws TrainingException {
    int needed = TrainingInput.enough(all.length());
    if (split.training().size() < needed
        || split.validation().size() == 0
        || split.heldOut().size() == 0) {
      throw new TrainingException(
          "too little to train a network on: of "
              + (all.size() + " windows ")
              + (split.training().size() + " are left to learn from, ")
              + (split.validation().size() + " to see when it is enough, and ")
              + (split.heldOut().size() + " for the calibration, needed are " + needed)
              + ", 1 and 1. Give about three times as much, or use --denoiser closed, which needs less.");
    }
  }
}
