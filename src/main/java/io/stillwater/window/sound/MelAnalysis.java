package io.stillwater.window.sound;

import java.util.Arrays;

/**
 * What a log-mel spectrogram of clips of one rate is made of: where its columns begin, how much of
 * the clip each sees and through which window, how long the transform is, and what its bins count
 * for in the bands.
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
public final class MelAnalysis {
  /** Values of a transform at most, if the window is not longer. */
  private static final int LONGEST = 1 << 16;

  private final SpectrogramSpec spec;
  private final int rate;
  private final double[] hann;
  private final double power;
  private final int length;
  private final MelBands bands;

  /**
   * @param rate samples a second
   */
  public MelAnalysis(SpectrogramSpec spec, int rate) {
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
    int window = (int) Math.max(2, Math.round(spec.window() * rate));
    this.hann = new double[window];
    double sum = 0;
    for (int i = 0; i < window; i++) {
      hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
      sum += hann[i] * hann[i];
    }
    this.power = sum;
    int whole = Integer.highestOneBit(2 * window - 1);
    while (whole < LONGEST && !MelBands.full(spec, (double) rate / whole, whole / 2 + 1)) {
      whole *= 2;
    }
    this.length = whole;
    this.bands = new MelBands(spec, binWidth(), bins());
  }

  /** What was asked for. */
  public SpectrogramSpec spec() {
    return spec;
  }

  /** Samples a second. */
  public int rate() {
    return rate;
  }

  /** Samples that a column sees. */
  public int window() {
    return hann.length;
  }

  /** Values of the transform, a power of two. */
  public int length() {
    return length;
  }

  /** Columns of a clip of that many samples, at least 1. */
  public int columns(int samples) {
    int whole = Math.max(0, samples - window());
    int count = 1;
    while (begin(count) <= whole) {
      count++;
    }
    return count;
  }

  /** The first sample of a column: by seconds, so that no rounding adds up. */
  public int begin(int column) {
    return (int) Math.round(column * spec.hop() * rate);
  }

  /** w of the sample so far behind a column's first; 0 behind its last. */
  public double hann(int sample) {
    return sample < hann.length ? hann[sample] : 0;
  }

  /** What |X_k|² of a bin counts for in a band, in full scales squared a hertz. */
  public double weight(int band, int bin) {
    return bands.weight(band, bin) * both(bin) / (rate * power);
  }

  /** The highest bin that counts in any band. */
  public int highest() {
    return bands.highest();
  }

  MelBands bands() {
    return bands;
  }

  /** (bins) |X_k| of a density. */
  double[] magnitudes(double[] density) {
    double[] out = new double[bins()];
    for (int k = 0; k < out.length; k++) {
      out[k] = Math.sqrt(density[k] * rate * power / both(k));
    }
    return out;
  }

  /** The conjugate bin says the same, but where there is none. */
  private int both(int bin) {
    return bin == 0 || bin == length / 2 ? 1 : 2;
  }

  /** The transform behind so many columns. */
  ShortTime shortTime(int columns) {
    int[] begins = new int[columns];
    Arrays.setAll(begins, this::begin);
    return new ShortTime(hann, begins, new Fourier(length));
  }

  /** Hertz from bin to bin. */
  double binWidth() {
    return (double) rate / length;
  }

  /** Of a density: from 0 Hz to half the rate. */
  int bins() {
    return length / 2 + 1;
  }
}
