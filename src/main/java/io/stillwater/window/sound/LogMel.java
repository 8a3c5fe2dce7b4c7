package io.stillwater.window.sound;

import io.stillwater.event.Waveform;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/**
 * Log-mel spectrograms of clips of one rate.
 *
 * <p>Every column is the one-sided power spectral density of {@code window} seconds, S_k = c |X_k|²
 * / (rate Σ w²) with c = 2, and 1 at 0 Hz and half the rate (Welch 1967 without averaging); so Σ
 * S_k rate/N is the mean square of what the window let through. Bands are weighted means of it, in
 * bels: log10(S + floor).
 *
 * <pre>
 * sound                                       expected
 * white noise of variance v at rate r         2 v / r in every band, in the mean
 * a tone of amplitude a                       Σ S_k rate/N = a²/2
 * silence                                     log10(floor)
 * </pre>
 *
 * <p>A transform is as long as the window or longer, continued by zeros: a power of two, so long
 * that every band has a bin of its own.
 *
 * <p>Columns begin every {@code hop} from the clip's beginning on; what does not fill a window at
 * the end is left out. A clip shorter than a window is continued by silence. Thread-safe.
 */
public final class LogMel {
  /** Values of a transform at most, if the window is not longer. */
  private static final int LONGEST = 1 << 16;

  private final SpectrogramSpec spec;
  private final int rate;
  private final int window;
  private final double[] hann;
  private final double power;
  private final Fourier fourier;
  private final MelBands bands;

  /**
   * @param rate samples a second
   */
  public LogMel(SpectrogramSpec spec, int rate) {
    if (spec.high() > rate / 2.0) {
      throw new IllegalArgumentException(
          "the spectrogram reaches up to "
              + spec.high()
              + " Hz, the sound has "
              + rate
              + " samples a second and ends at "
              + rate / 2.0
              + " Hz: train with a lower upper end, or record faster");
    }
    if (spec.hop() * rate < 1) {
      throw new IllegalArgumentException(
          "the hop of " + spec.hop() + " s is less than a sample at " + rate + " Hz");
    }
    this.spec = spec;
    this.rate = rate;
    this.window = (int) Math.max(2, Math.round(spec.window() * rate));
    this.hann = new double[window];
    double sum = 0;
    for (int i = 0; i < window; i++) {
      hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
      sum += hann[i] * hann[i];
    }
    this.power = sum;
    int length = Integer.highestOneBit(2 * window - 1);
    while (length < LONGEST && !MelBands.full(spec, (double) rate / length, length / 2 + 1)) {
      length *= 2;
    }
    this.fourier = new Fourier(length);
    this.bands = new MelBands(spec, (double) rate / length, length / 2 + 1);
  }

  /** Columns of a clip of that many samples, at least 1. */
  public int columns(int samples) {
    int whole = Math.max(0, samples - window);
    int count = 1;
    while (begin(count) <= whole) {
      count++;
    }
    return count;
  }

  /** (bands, columns), the lowest band first, in bels. */
  public Plane of(Waveform sound) {
    if (sound.rate() != rate) {
      throw new IllegalArgumentException("the clip has " + sound.rate() + " Hz: expected " + rate);
    }
    int columns = columns(sound.samples().length);
    float[] out = new float[bands.count() * columns];
    double[] re = new double[fourier.length()];
    double[] im = new double[fourier.length()];
    for (int c = 0; c < columns; c++) {
      density(sound.samples(), begin(c), re, im);
      for (int b = 0; b < bands.count(); b++) {
        out[b * columns + c] = (float) Math.log10(bands.of(b, re) + spec.floor());
      }
    }
    return new Plane(bands.count(), columns, out);
  }

  /** The first sample of a column: by seconds, so that no rounding adds up. */
  private int begin(int column) {
    return (int) Math.round(column * spec.hop() * rate);
  }

  /** Power spectral density of the window that begins there, into the first N/2+1 of {@code re}. */
  void density(float[] samples, int begin, double[] re, double[] im) {
    int length = fourier.length();
    for (int i = 0; i < length; i++) {
      boolean inside = i < window && begin + i < samples.length;
      re[i] = inside ? hann[i] * samples[begin + i] : 0;
      im[i] = 0;
    }
    fourier.transform(re, im);
    for (int k = 0; k <= length / 2; k++) {
      double both = k == 0 || k == length / 2 ? 1 : 2;
      re[k] = both * (re[k] * re[k] + im[k] * im[k]) / (rate * power);
    }
  }

  MelBands bands() {
    return bands;
  }

  /** (bins) |X_k| of a density, the inverse of {@link #density} but for the phases. */
  double[] magnitudes(double[] density) {
    double[] out = new double[bins()];
    for (int k = 0; k < out.length; k++) {
      double both = k == 0 || k == out.length - 1 ? 1 : 2;
      out[k] = Math.sqrt(density[k] * rate * power / both);
    }
    return out;
  }

  /** The transform behind so many columns. */
  ShortTime shortTime(int columns) {
    int[] begins = new int[columns];
    Arrays.setAll(begins, this::begin);
    return new ShortTime(hann, begins, fourier);
  }

  /** Hertz from bin to bin of {@link #density}. */
  double binWidth() {
    return (double) rate / fourier.length();
  }

  int bins() {
    return fourier.length() / 2 + 1;
  }
}
