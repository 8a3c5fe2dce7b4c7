package io.stillwater.train.report;

import io.stillwater.console.Progress;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.Noise;
import io.stillwater.diffusion.Sampler;
import io.stillwater.diffusion.Steps;
import java.util.Locale;

/**
 * How new windows are drawn from a denoiser. The same seed draws the same windows, the first of
 * many as of few.
 *
 * @param sampler the way from noise to windows
 * @param steps the noise levels it walks down
 * @param seed of the noise
 */
public record Drawing(Sampler sampler, Steps steps, long seed) {
  private static final int VALUES = 1 << 18; // in one walk

  /**
   * Draws, in portions that fit into a processor's cache.
   *
   * @param count how many windows, at least 1
   * @param length readings in a window
   */
  public WindowSet draw(Denoiser denoiser, int count, int length, Progress progress) {
    int dimension = denoiser.dimension();
    int portion = Math.max(1, VALUES / dimension);
    float[] drawn = new float[Math.multiplyExact(count, dimension)];
    Counted counted = new Counted(denoiser, (long) count * sampler.calls(steps), progress);
    for (int from = 0; from < count; from += portion) {
      int windows = Math.min(portion, count - from);
      double[] x = sampler.draw(counted, windows, steps, Noise.seeded(seed, from));
      for (int i = 0; i < x.length; i++) {
        drawn[from * dimension + i] = (float) x[i];
      }
    }
    progress.step("Drawing", 1, count + " windows");
    return new WindowSet(length, dimension / length, drawn);
  }

  /** Tells how far the walks are by what they ask. */
  private static final class Counted implements Denoiser {
    private final Denoiser denoiser;
    private final long all;
    private final Progress progress;
    private long done;

    Counted(Denoiser denoiser, long all, Progress progress) {
      this.denoiser = denoiser;
      this.all = all;
      this.progress = progress;
    }

    @Override
    public int dimension() {
      return denoiser.dimension();
    }

    @Override
    public double[] denoise(double[] x, double sigma) {
      return denoiseAll(x, sigma);
    }

    @Override
    public double[] denoiseAll(double[] x, double sigma) {
      double[] clean = denoiser.denoiseAll(x, sigma);
      count(x, sigma);
      return clean;
    }

    @Override
    public Prediction predict(double[] x, double sigma) {
      Prediction said = denoiser.predict(x, sigma);
      count(x, sigma);
      return said;
    }

    private void count(double[] x, double sigma) {
      done += x.length / dimension();
      progress.step("Drawing", (double) done / all, String.format(Locale.ROOT, "σ %.3g", sigma));
    }
  }
}
