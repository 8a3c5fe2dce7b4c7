package io.stillwater.diffusion;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion
 * Probabilistic Models", algorithm 2): the flow is solved exactly in x, and D is taken to move in
 * ln σ as it did over the step before. Of second order at the cost of a single step, without noise.
 * The first step and the one to 0 are of first order.
 */
public record DpmSolver() implements Sampler {
  @Override
  public double[] walk(Denoiser denoiser, double[] x, Steps steps, Noise noise) {
    double[] now = x.clone();
    double[] before = null;
    for (int i = 0; i < steps.count(); i++) {
      double keep = steps.sigma(i + 1) / steps.sigma(i);
      double[] clean = denoiser.denoiseAll(now, steps.sigma(i));
      if (keep == 0) {
        return clean;
      }
      double onward = before == null ? 0 : onward(steps, i);
      for (int j = 0; j < now.length; j++) {
        double moved = before == null ? 0 : onward * (clean[j] - before[j]);
        now[j] = keep * now[j] + (1 - keep) * (clean[j] + moved);
      }
      before = clean;
    }
    return now;
  }

  /** 1/(2r): half of this step as a part of the one before, both in ln σ. */
  private static double onward(Steps steps, int i) {
    double own = Math.log(steps.sigma(i) / steps.sigma(i + 1));
    return own / (2 * Math.log(steps.sigma(i - 1) / steps.sigma(i)));
  }

  @Override
  public int calls(Steps steps) {
    return steps.count();
  }
}
