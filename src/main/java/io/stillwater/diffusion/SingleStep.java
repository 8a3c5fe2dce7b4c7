package io.stillwater.diffusion;

/**
 * Samplers that ask D once for each step: x′ = keep·x + (1 − keep)·D(x; σ) + spread·z. They differ
 * in these two numbers. The last step, to σ′ = 0, adds nothing in any of them: it is D itself.
 */
interface SingleStep extends Sampler {
  /** How much of x stays in the step from σ to σ′. */
  double keep(double sigma, double next);

  /** The deviation of the noise that is added, for σ′ above 0. */
  double spread(double sigma, double next);

  @Override
  default double[] walk(Denoiser denoiser, double[] x, Steps steps, Noise noise) {
    double[] now = x.clone();
    for (int i = 0; i < steps.count(); i++) {
      double next = steps.sigma(i + 1);
      double[] clean = denoiser.denoiseAll(now, steps.sigma(i));
      if (next == 0) {
        return clean;
      }
      double keep = keep(steps.sigma(i), next);
      double spread = spread(steps.sigma(i), next);
      for (int j = 0; j < now.length; j++) {
        now[j] = clean[j] + keep * (now[j] - clean[j]);
      }
      if (spread > 0) {
        add(now, spread, noise.draw(now.length / denoiser.dimension(), denoiser.dimension()));
      }
    }
    return now;
  }

  @Override
  default int calls(Steps steps) {
    return steps.count();
  }

  /** x ← x + spread·z. */
  static void add(double[] x, double spread, double[] z) {
    for (int j = 0; j < x.length; j++) {
      x[j] += spread * z[j];
    }
  }
}
