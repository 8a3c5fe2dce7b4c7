package io.stillwater.train;

import io.stillwater.model.BundleException;
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
    FitInput all = FitInput.all(input, given(plan, input.normalisation(how)), plan);
    return plan.costly() ? once(plan, input, all, progress) : inTurn(plan, input, all, progress);
  }

  private static Fitting inTurn(
      TrainingPlan plan, TrainingInput input, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    HeldOut heldOut = new HeldOut(input.samples());
    for (Split split : Folds.of(input.samples(), all.length(), input.timed(), how.mode())) {
      FitInput part = all.with(split, given(plan, input.normalisation(how, split.training())));
      Denoisers denoisers = Denoisers.fit(plan.denoisers(), part, progress);
      heldOut.score(denoisers, split.heldOut(), all.size(), progress);
    }
    return new Fitting(Denoisers.fit(plan.denoisers(), all, progress), heldOut);
  }

  private static Fitting once(
      TrainingPlan plan, TrainingInput input, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    Preprocessing how = plan.preprocessing();
    Split split = Stretches.of(input.samples(), input.spec(), input.timed(), how.mode());
    requireEnough(split, all);
    FitInput part = all.with(split, given(plan, input.normalisation(how, split.seen())));
    Denoisers denoisers = Denoisers.fit(plan.denoisers(), part, progress);
    HeldOut heldOut = new HeldOut(input.samples());
    heldOut.score(denoisers, split.heldOut(), split.heldOut().length, progress);
    FitInput whole = part.with(Split.all(all.size()), part.normalisation());
    return new Fitting(denoisers.again(plan.denoisers(), whole, progress), heldOut);
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
    if (split.training().length < needed
        || split.validation().length == 0
        || split.heldOut().length == 0) {
      throw new TrainingException(
          "too little to train a network on: of "
              + (all.size() + " windows ")
              + (split.training().length + " are left to learn from, ")
              + (split.validation().length + " to see when it is enough, and ")
              + (split.heldOut().length + " for the calibration, needed are " + needed)
              + ", 1 and 1. Give about three times as much, or use --denoiser memory, which needs less.");
    }
  }
}
