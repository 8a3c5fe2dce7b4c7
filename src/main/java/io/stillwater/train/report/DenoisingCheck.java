package io.stillwater.train.report;

import io.stillwater.diffusion.Denoiser;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How much of the noise a denoiser leaves, beside what one leaves that knows no more than the
 * variance v of each channel: σ²·v/(v + σ²). One that leaves more was told something wrong: another
 * prediction, another schedule, or another scale of the data.
 *
 * <table>
 * <caption>data with a variance of one, σ = 1</caption>
 * <tr><th>denoiser</th><th>error</th><th>plain</th></tr>
 * <tr><td>D(x) = x/2</td><td>0.5</td><td>0.5</td></tr>
 * <tr><td>D(x) = x</td><td>1</td><td>0.5</td></tr>
 * </table>
 *
 * @param sigma σ
 * @param error mean of (D(y + σ·n; σ) − y)² over the values of channels that move
 * @param plain what knowing the variances would leave
 */
public record DenoisingCheck(double sigma, double error, double plain) {
  private static final int DRAWS = 32;
  private static final double WORSE = 1.1;

  /** At each of those levels, over clean windows. */
  public static List<DenoisingCheck> of(
      Denoiser denoiser, Normalisation how, List<Window> clean, double[] sigmas, long seed) {
    double[] variances = variances(how, clean);
    List<DenoisingCheck> checks = new ArrayList<>();
    for (double sigma : sigmas) {
      Random random = new Random(seed);
      double plain = 0;
      double error = 0;
      for (Window window : clean) {
        error += error(denoiser, how, how.normalise(window), sigma, random) / clean.size();
      }
      int moving = 0;
      for (int c = 0; c < variances.length; c++) {
        moving += how.constant()[c] ? 0 : 1;
        double v = how.constant()[c] ? 0 : variances[c];
        plain += sigma * sigma * v / (v + sigma * sigma);
      }
      checks.add(new DenoisingCheck(sigma, error, plain / moving));
    }
    return checks;
  }

  private static double[] variances(Normalisation how, List<Window> clean) {
    double[] variances = new double[how.channels()];
    for (Window window : clean) {
      float[] values = how.normalise(window);
      for (int i = 0; i < values.length; i++) {
        double share = (double) variances.length / values.length / clean.size();
        variances[i % variances.length] += values[i] * values[i] * share;
      }
    }
    return variances;
  }

  private static double error(
      Denoiser denoiser, Normalisation how, float[] clean, double sigma, Random random) {
    double[] noisy = new double[DRAWS * clean.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = clean[i % clean.length] + sigma * random.nextGaussian();
    }
    double[] denoised = denoiser.denoiseAll(noisy, sigma);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < noisy.length; i++) {
      if (!how.constant()[i % how.channels()]) {
        double difference = denoised[i] - clean[i % clean.length];
        sum += difference * difference;
        count++;
      }
    }
    return sum / count;
  }

  /** Whether it is clearly worse than knowing nothing but variances. */
  public boolean bad() {
    return !(error <= WORSE * plain);
  }
}
