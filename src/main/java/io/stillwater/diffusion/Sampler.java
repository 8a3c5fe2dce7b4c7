package io.stillwater.diffusion;

/**
 * A way from noise to windows, down a grid of noise levels, with whatever {@link Denoiser}.
 * Implementations are immutable and safe to share.
 */
public interface Sampler {
  /**
   * Walks down.
   *
   * @param x (windows, dimension) windows with noise of the first level; not changed
   * @param noise asked only by samplers that add noise on their way
   * @return (windows, dimension) windows with noise of the last level
   */
  double[] walk(Denoiser denoiser, double[] x, Steps steps, Noise noise);

  /** How many windows' D one window's walk takes: what it costs. */
  int calls(Steps steps);

  /**
   * New windows. They begin as noise of variance 1 + σ², which is what data of variance one have
   * become at the first level.
   *
   * @return (windows, dimension)
   */
  default double[] draw(Denoiser denoiser, int windows, Steps steps, Noise noise) {
    double[] x = noise.draw(windows, denoiser.dimension());
    double deviation = Math.hypot(1, steps.first());
    for (int i = 0; i < x.length; i++) {
      x[i] *= deviation;
    }
    return walk(denoiser, x, steps, noise);
  }

  /**
   * Windows as they would have been normally: noise of the first level is put on them, and then
   * taken off again. What is smaller than the noise is lost, what is larger stays (Meng et al.
   * 2022, "SDEdit").
   *
   * @param y (windows, dimension) windows without noise; not changed
   * @param steps from the level up to which something is to be forgotten
   * @return (windows, dimension)
   */
  default double[] partial(Denoiser denoiser, double[] y, Steps steps, Noise noise) {
    double[] x = noise.draw(y.length / denoiser.dimension(), denoiser.dimension());
    for (int i = 0; i < x.length; i++) {
      x[i] = y[i] + steps.first() * x[i];
    }
    return walk(denoiser, x, steps, noise);
  }
}
