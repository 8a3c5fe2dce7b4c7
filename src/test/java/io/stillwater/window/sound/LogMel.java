package io.stillwater.window.sound;

import io.stillwater.event.Waveform;
import io.stillwater.window.tile.Plane;

/**
 * Log-mel spectrograms in double precision by a fast transform, one column after another: what the
 * graph of the product is held against.
 */
public final class LogMel {
  private final MelAnalysis analysis;
  private final Fourier fourier;
  private final double power; // Σ w²

  /**
   * @param rate samples a second
   */
  public LogMel(SpectrogramSpec spec, int rate) {
    this.analysis = new MelAnalysis(spec, rate);
    this.fourier = new Fourier(analysis.length());
    double sum = 0;
    for (int i = 0; i < analysis.window(); i++) {
      sum += analysis.hann(i) * analysis.hann(i);
    }
    this.power = sum;
  }

  MelAnalysis analysis() {
    return analysis;
  }

  /** (bands, columns), the lowest band first, in bels. */
  public Plane of(Waveform sound) {
    SpectrogramSpec spec = analysis.spec();
    int columns = analysis.columns(sound.samples().length);
    float[] out = new float[spec.bands() * columns];
    double[] re = new double[fourier.length()];
    double[] im = new double[fourier.length()];
    for (int c = 0; c < columns; c++) {
      density(sound.samples(), analysis.begin(c), re, im);
      for (int b = 0; b < spec.bands(); b++) {
        out[b * columns + c] = (float) Math.log10(analysis.bands().of(b, re) + spec.floor());
      }
    }
    return new Plane(spec.bands(), columns, out);
  }

  /** Power spectral density of the window that begins there, into the first N/2+1 of {@code re}. */
  void density(float[] samples, int begin, double[] re, double[] im) {
    for (int i = 0; i < fourier.length(); i++) {
      re[i] = begin + i < samples.length ? analysis.hann(i) * samples[begin + i] : 0;
      im[i] = 0;
    }
    fourier.transform(re, im);
    for (int k = 0; k < analysis.bins(); k++) {
      double both = k == 0 || k == fourier.length() / 2 ? 1 : 2;
      re[k] = both * (re[k] * re[k] + im[k] * im[k]) / (analysis.rate() * power);
    }
  }
}
