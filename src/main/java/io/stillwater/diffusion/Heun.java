package io.stillwater.diffusion;

/**
 * Heun's method on the probability flow (Karras et al. 2022, algorithms 1 and 2): each step is
 * corrected with the slope at its end; with churn, noise is put on before it, so that errors of
 * earlier steps are forgotten. Of second order without churn; twice the cost of a single step.
 *
 * @param churn S_churn: how much noise over the whole walk, 0 for none
 * @param low S_tmin: the smallest σ that is churned
 * @param high S_tmax: the largest
 * @param inflation S_noise: the deviation of that noise
 */
public record Heun(double churn, double low, double high, double inflation) implements Sampler {
  private static final double LARGEST = Math.sqrt(2) - 1;

  public Heun {
    if (!(churn >= 0 && low >= 0 && high >= low && inflation > 0)) {
      throw new IllegalArgumentException(
          "churn must be at least 0, its noise levels ascending and its deviation above 0: were "
              + (churn + ", " + low + " to " + high + " and " + inflation));
    }
  }

  /** Without churn, and so without noise. */
  public Heun() {
    this(0, 0, Double.POSITIVE_INFINITY, 1);
  }

  @Override
  public double[] walk(Denoiser denoiser, double[] x, Steps steps, Noise noise) {
    double[] now = x.clone();
    for (int i = 0; i < steps.count(); i++) {
      double sigma = steps.sigma(i);
      boolean churned = churn > 0 && sigma >= low && sigma <= high;
      if (churned) {
        double raised = sigma * (1 + Math.min(churn / steps.count(), LARGEST));
        double spread = inflation * Math.sqrt(raised * raised - sigma * sigma);
        int windows = now.length / denoiser.dimension();
        SingleStep.add(now, spread, noise.draw(windows, denoiser.dimension()));
        sigma = raised;
      }
      now = step(denoiser, now, sigma, steps.sigma(i + 1));
    }
    return now;
  }

  private static double[] step(Denoiser denoiser, double[] x, double sigma, double next) {
    double[] clean = denoiser.denoiseAll(x, sigma);
    if (next == 0) {
      return clean;
    }
    double[] ahead = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      ahead[j] = clean[j] + next / sigma * (x[j] - clean[j]);
    }
    double[] after = denoiser.denoiseAll(ahead, next);
    for (int j = 0; j < x.length; j++) {
      double slopes = (x[j] - clean[j]) / sigma + (ahead[j] - after[j]) / next;
      ahead[j] = x[j] + (next - sigma) / 2 * slopes;
    }
    return ahead;
  }

  @Override
  public int calls(Steps steps) {
    return 2 * steps.count() - (steps.sigma(steps.count()) == 0 ? 1 : 0);
  }
}
