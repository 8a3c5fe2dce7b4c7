package io.stillwater.window.sound;

import io.stillwater.event.Waveform;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/**
 * Sound again from a log-mel spectrogram, which tells neither phases nor what lies inside a band.
 *
 * <p>The power of the bins is the non-negative one whose bands are nearest to those that are given,
 * in the sense of Kullback and Leibler, by the multiplicative rule S ← S·Mᵀ(P/MS)/Mᵀ1 (Lee and
 * Seung 2001, "Algorithms for Non-negative Matrix Factorization", with M known). The phases are
 * found by turns (Griffin and Lim 1984, section IV): the transform of the samples whose transform
 * is nearest takes the wanted magnitudes and keeps its own phases. How far the magnitudes are from
 * the wanted ones never grows from turn to turn.
 *
 * <p>What is heard is therefore like the sound, never the sound: a tone has some width, and a click
 * is blurred to a window.
 */
public final class GriffinLim {
  /** Turns after which little changes. */
  public static final int TURNS = 60;

  private static final int SPREADING = 100;

  private final MelAnalysis mel;
  private final int rate;
  private final double[] convergence;
  private final Waveform sound;

  /**
   * Finds the sound.
   *
   * @param spectrogram (bands, columns), in bels
   * @param rate samples a second
   * @param turns at least 1
   */
  public GriffinLim(SpectrogramSpec spec, Plane spectrogram, int rate, int turns) {
    if (spectrogram.height() != spec.bands() || turns < 1) {
      throw new IllegalArgumentException(
          "expected "
              + spec.bands()
              + " bands and at least 1 turn: were "
              + spectrogram.height()
              + " and "
              + turns);
    }
    this.mel = new MelAnalysis(spec, rate);
    this.rate = rate;
    double[][] magnitudes = new double[spectrogram.width()][];
    double[] power = new double[spec.bands()];
    for (int c = 0; c < magnitudes.length; c++) {
      for (int b = 0; b < power.length; b++) {
        power[b] = Math.max(0, Math.pow(10, spectrogram.at(b, c)) - spec.floor());
      }
      magnitudes[c] = mel.magnitudes(spread(power));
    }
    this.convergence = new double[turns];
    this.sound = phased(magnitudes, turns);
  }

  /** What was found. */
  public Waveform sound() {
    return sound;
  }

  /** (turns) ‖|X| − wanted‖ / ‖wanted‖ over all columns and bins, before each turn's samples. */
  public double[] convergence() {
    return convergence.clone();
  }

  /** (bins) The power density whose bands are those. */
  private double[] spread(double[] power) {
    MelBands bands = mel.bands();
    double[] ones = new double[mel.bins()];
    double[] density = new double[mel.bins()];
    for (int b = 0; b < power.length; b++) {
      bands.spread(b, 1, ones);
      bands.spread(b, power[b], density);
    }
    for (int k = 0; k < density.length; k++) {
      density[k] = ones[k] > 0 ? density[k] / ones[k] : 0;
    }
    double[] ratios = new double[mel.bins()];
    for (int i = 0; i < SPREADING; i++) {
      Arrays.fill(ratios, 0);
      for (int b = 0; b < power.length; b++) {
        double now = bands.of(b, density);
        bands.spread(b, now > 0 ? power[b] / now : 0, ratios);
      }
      for (int k = 0; k < density.length; k++) {
        density[k] *= ones[k] > 0 ? ratios[k] / ones[k] : 0;
      }
    }
    return density;
  }

  private Waveform phased(double[][] wanted, int turns) {
    ShortTime transform = mel.shortTime(wanted.length);
    int length = 2 * (mel.bins() - 1);
    double[] re = new double[length];
    double[] im = new double[length];
    double[] x = new double[transform.samples()];
    double norm = 1e-300;
    for (int c = 0; c < wanted.length; c++) {
      norm += square(wanted[c]);
      started(wanted[c], c, re, im);
      transform.backward(re, im, c, x);
    }
    transform.finish(x);
    for (int turn = 0; turn < turns; turn++) {
      double[] sums = new double[x.length];
      double gap = 0;
      for (int c = 0; c < wanted.length; c++) {
        transform.forward(x, c, re, im);
        gap += replace(wanted[c], re, im);
        transform.backward(re, im, c, sums);
      }
      convergence[turn] = Math.sqrt(gap / norm);
      transform.finish(sums);
      x = sums;
    }
    float[] samples = new float[x.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) x[i];
    }
    return new Waveform(samples, rate, (double) samples.length / rate);
  }

  /** Σ of squares over all bins of the two-sided spectrum. */
  private static double square(double[] magnitudes) {
    double sum = 0;
    for (int k = 0; k < magnitudes.length; k++) {
      boolean once = k == 0 || k == magnitudes.length - 1;
      sum += (once ? 1 : 2) * magnitudes[k] * magnitudes[k];
    }
    return sum;
  }

  /** The wanted magnitudes with phases that turn from bin to bin, so that columns do not click. */
  private static void started(double[] wanted, int column, double[] re, double[] im) {
    for (int k = 0; k < wanted.length; k++) {
      double phase = 2 * Math.PI * ((0.618034 * k * (column + 1) + 0.414214 * k * k) % 1);
      boolean real = k == 0 || k == wanted.length - 1;
      set(
          k,
          wanted[k] * (real ? 1 : Math.cos(phase)),
          real ? 0 : wanted[k] * Math.sin(phase),
          re,
          im);
    }
  }

  /** Gives the spectrum the wanted magnitudes; the squared distance from what it had. */
  private static double replace(double[] wanted, double[] re, double[] im) {
    double gap = 0;
    for (int k = 0; k < wanted.length; k++) {
      double had = Math.hypot(re[k], im[k]);
      boolean once = k == 0 || k == wanted.length - 1;
      gap += (once ? 1 : 2) * (had - wanted[k]) * (had - wanted[k]);
      double scale = had > 0 ? wanted[k] / had : 0;
      set(k, had > 0 ? scale * re[k] : wanted[k], scale * im[k], re, im);
    }
    return gap;
  }

  /** One bin, and the conjugate one of real samples. */
  private static void set(int k, double real, double imaginary, double[] re, double[] im) {
    re[k] = real;
    im[k] = imaginary;
    if (k > 0 && k < re.length / 2) {
      re[re.length - k] = real;
      im[im.length - k] = -imaginary;
    }
  }
}
