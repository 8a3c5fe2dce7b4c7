package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.GaussianGraph;
import io.stillwater.model.graph.ViewedGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.View;
import io.stillwater.train.data.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The exact denoiser of normally distributed windows, with the mean and the covariance of the data:
 * it knows how channels and readings move together, also where no window of the data has been.
 *
 * @param view what it sees of a window; empty for every scale at which a window is looked at
 */
public record GaussianFit(Optional<View> view) implements DenoiserFit {
  public static final GaussianFit DEFAULT = new GaussianFit(Optional.empty());

  /** Windows that the covariance is computed from at most, evenly spread. */
  private static final int MOST = 8192;

  /** Values of these windows at most, so that the time for wide windows is bounded. */
  private static final int VALUES = MOST * Principal.WIDE;

  private static final NoiseLevels LEVELS = new NoiseLevels(0.1, 0.3, 1);

  @Override
  public boolean costly() {
    return false;
  }

  @Override
  public List<DenoiserFit> at(int length) {
    return view.isPresent()
        ? List.of(this)
        : View.scales(length).stream()
            .<DenoiserFit>map(scale -> new GaussianFit(Optional.of(scale)))
            .toList();
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress)
      throws TrainingException, BundleException {
    View seen = view.orElse(View.whole(input.length()));
    int most = Math.min(MOST, Math.max(1, VALUES / (seen.tokens() * input.channels())));
    float[][] windows = input.read(seen, input.training().spread(most));
    float[] mean = mean(windows);
    for (float[] window : windows) {
      for (int i = 0; i < mean.length; i++) {
        window[i] -= mean[i];
      }
    }
    Principal principal = Principal.of(windows);
    DenoiserGraph gaussian =
        new GaussianGraph(
            mean, principal.directions(), principal.variances(), principal.rest(), LEVELS);
    return ViewedGraph.of(seen, input.length(), gaussian);
  }

  private static float[] mean(float[][] windows) {
    double[] sum = new double[windows[0].length];
    for (float[] window : windows) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += window[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / windows.length);
    }
    return mean;
  }

  @Override
  public String toString() {
    return "GaussianFit "
        + view.map(View::text).orElse("all scales")
        + Arrays.toString(LEVELS.sigmas());
  }
}
