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
      Denoiser.Prediction said = denoiser.predict(now, steps.sigma(i));
      double[] clean = said.clean();
      if (next == 0) {
        return clean;
      }
      double keep = keep(steps.sigma(i), next);
      for (int j = 0; j < now.length; j++) {
        now[j] = clean[j] + keep * (now[j] - clean[j]);
      }
      if (spread(steps.sigma(i), next) > 0) {
        double[] z = noise.draw(now.length / denoiser.dimension(), denoiser.dimension());
        spread(now, z, said, steps.sigma(i), next);
      }
    }
    return now;
  }

  /** x ← x + the step's deviation · z, the same for all values unless a sampler knows better. */
  default void spread(double[] x, double[] z, Denoiser.Prediction said, double sigma, double next) {
    add(x, spread(sigma, next), z);
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
