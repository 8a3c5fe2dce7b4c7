package io.stillwater.model;

import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.Provider;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;

/** Proves that a bundle scores here as where it was made. */
final class GoldenReplay {
  private static final int MADE = 2; // holed and turned, behind the others

  private GoldenReplay() {}

  /**
   * Scores the windows, one of them holed and one turned upside down, and keeps the results: those
   * of the CPU, which all providers are measured by.
   */
  static List<GoldenWindow> record(Manifest draft, byte[] model, List<Window> windows)
      throws BundleException {
    if (windows.isEmpty()) {
      throw new BundleException(
          "a bundle needs at least one golden window: there was none. Train on more data.");
    }
    List<GoldenWindow> golden = new ArrayList<>(windows.stream().map(GoldenWindow::of).toList());
    golden.add(golden.get(0).holed());
    golden.add(golden.get(0).turned());
    try (WindowScorer scorer =
        OnnxScorer.open(
            model,
            draft.shape(),
            draft.normalisation(),
            RuntimeOptions.standard().with(ProviderChoice.CPU))) {
      List<WindowError> errors = scorer.errors(golden.stream().map(GoldenWindow::window).toList());
      for (int i = 0; i < golden.size(); i++) {
        golden.set(i, golden.get(i).scored(errors.get(i).logLevels()));
      }
    }
    return golden;
  }

  /** Those that {@link #record} was given. */
  static List<GoldenWindow> asTheyCame(List<GoldenWindow> golden) {
    return golden.subList(0, Math.max(0, golden.size() - MADE));
  }

  static void check(OnnxScorer scorer, ScoringShape shape, List<GoldenWindow> golden)
      throws BundleException {
    if (golden.isEmpty()) {
      throw new BundleException("the bundle has no golden windows. Train it again.");
    }
    for (GoldenWindow window : golden) {
      if (!window.fits(shape)) {
        throw new BundleException(
            "a golden window does not fit the manifest, which says "
                + (shape.length() + " readings of " + shape.channels() + " channels at ")
                + (shape.levels() + " levels. Train it again."));
      }
    }
    Provider provider = scorer.provider().provider();
    List<WindowError> errors = scorer.errors(golden.stream().map(GoldenWindow::window).toList());
    for (int i = 0; i < golden.size(); i++) {
      double[] seen = errors.get(i).logLevels();
      int level = golden.get(i).differs(seen, provider.tolerance());
      if (level >= 0) {
        throw new BundleException(
            "the bundle does not score here as where it was made: golden window "
                + (i + " has log error " + seen[level] + " at level " + level)
                + (", recorded was " + golden.get(i).logLevels()[level])
                + (" within "
                    + provider.tolerance()
                    + "·(1 + |recorded|) on the "
                    + provider.word())
                + (provider == Provider.CUDA_HALF
                    ? ". Open it without half precision."
                    : ". Train it on this machine, or report the processor."));
      }
    }
  }
}
