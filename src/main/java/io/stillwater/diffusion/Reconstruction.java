package io.stillwater.diffusion;

/**
 * What a window would have looked like normally: partial diffusion that leaves alone what is
 * believable.
 *
 * <p>Plain partial diffusion noises the whole window to a level and walks back down (Meng et al.
 * 2022, "SDEdit"): a level that forgets a fault forgets the load as well. Here the walk goes down
 * through all levels, and at each a channel is put back to what was observed as far as it agrees
 * with the clean window so far (as known pixels are in Lugmayr et al. 2022, "RePaint"), by the
 * weights w = (1 + r²/s²)⁻² of Geman and McClure's robust estimator, r the channel's root mean
 * square of observed − clean and s = {@value #SCALE}:
 *
 * <pre>
 *   z = y
 *   for σ = 16, 8, 4, 2, 1, 0.5:
 *     clean = D(z + σε; σ)
 *     z = w·y + (1 − w)·clean, channel by channel
 * </pre>
 *
 * <table>
 * <caption>how far a channel is believed</caption>
 * <tr><th>r</th><td>0</td><td>0.5</td><td>1.5</td><td>3</td><td>6</td></tr>
 * <tr><th>w</th><td>1</td><td>0.81</td><td>0.25</td><td>0.04</td><td>0.003</td></tr>
 * </table>
 *
 * <p>The mean over {@value #WALKS} walks is taken, each with noise of its own.
 *
 * @param channels of a reading
 */
public record Reconstruction(int channels) {
  private static final double SCALE = 1.5;
  private static final int WALKS = 4;
  private static final double[] SIGMAS = {16, 8, 4, 2, 1, 0.5};

  public Reconstruction {
    if (channels < 1) {
      throw new IllegalArgumentException("a reading has at least 1 channel: were " + channels);
    }
  }

  /** How many windows' D it asks for. */
  public static int calls() {
    return WALKS * SIGMAS.length;
  }

  /**
   * The clean window. The same for the same noise.
   *
   * @param y (length * channels) the window, row by row
   * @param observed (length * channels) 1 where a value was observed; others are made up
   * @param noise of that window
   */
  public double[] of(Denoiser denoiser, float[] y, float[] observed, Noise noise) {
    int dimension = denoiser.dimension();
    double[] z = new double[WALKS * dimension];
    for (int i = 0; i < z.length; i++) {
      z[i] = y[i % dimension];
    }
    double[] clean = z;
    for (double sigma : SIGMAS) {
      double[] noisy = noise.draw(WALKS, dimension);
      for (int i = 0; i < z.length; i++) {
        noisy[i] = z[i] + sigma * noisy[i];
      }
      clean = denoiser.denoiseAll(noisy, sigma);
      believe(y, observed, clean, z);
    }
    double[] mean = new double[dimension];
    for (int i = 0; i < clean.length; i++) {
      mean[i % dimension] += clean[i] / WALKS;
    }
    return mean;
  }

  /** z = w·y + (1 − w)·clean, in each channel of each walk. */
  private void believe(float[] y, float[] observed, double[] clean, double[] z) {
    for (int walk = 0; walk < z.length; walk += y.length) {
      for (int c = 0; c < channels; c++) {
        double weight = weight(y, observed, clean, walk, c);
        for (int i = c; i < y.length; i += channels) {
          double believed = weight * observed[i];
          z[walk + i] = believed * y[i] + (1 - believed) * clean[walk + i];
        }
      }
    }
  }

  private double weight(float[] y, float[] observed, double[] clean, int walk, int channel) {
    double sum = 0;
    double count = 0;
    for (int i = channel; i < y.length; i += channels) {
      double difference = y[i] - clean[walk + i];
      sum += observed[i] * difference * difference;
      count += observed[i];
    }
    double doubt = 1 + sum / Math.max(1, count) / (SCALE * SCALE);
    return 1 / (doubt * doubt);
  }
}
