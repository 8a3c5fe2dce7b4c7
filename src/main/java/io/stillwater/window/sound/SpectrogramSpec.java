package io.stillwater.window.sound;

/**
 * How sound becomes a spectrogram; part of the bundle. In seconds and hertz; clips of different
 * rates give the same numbers if they are brought to one first ({@link Resampler}).
 *
 * @param window seconds that one column looks at, through a Hann window
 * @param hop seconds from column to column
 * @param bands rows, equally spaced on the mel scale
 * @param low lower end of the lowest band, in Hz
 * @param high upper end of the highest band, in Hz
 * @param floor added to every band's power before its logarithm is taken, in full scales squared a
 *     hertz: what is quieter counts as silence
 */
public record SpectrogramSpec(
    double window, double hop, int bands, double low, double high, double floor) {
  /** Windows of 32 ms every 16 ms, 64 bands from 50 Hz to 7,800 Hz. */
  public static final SpectrogramSpec DEFAULT =
      new SpectrogramSpec(0.032, 0.016, 64, 50, 7800, 1e-13);

  /** Of half the rate: what is above is where recorders and filters fade out. */
  private static final double HIGHEST = 0.975;

  /** From this rate on columns are as long as ears like them, whatever is above. */
  private static final int AUDIBLE = 16_000;

  /**
   * What suits sounds of a rate. Whoever records slowly listens for something slow: below {@value
   * #AUDIBLE} Hz, r times less, windows are √r times as long, the lowest band has as many periods
   * in a window, and the bands are ∛r times fewer.
   *
   * <pre>
   * rate       window     hop       bands    range
   * 1,000      128 ms     64 ms     25       12 to 488 Hz
   * 2,000       91 ms     45 ms     32       18 to 975 Hz
   * 4,000       64 ms     32 ms     40       25 to 1,950 Hz
   * 8,000       45 ms     23 ms     51       35 to 3,900 Hz
   * 16,000      32 ms     16 ms     64       50 to 7,800 Hz
   * 192,000     32 ms     16 ms     64       50 to 93,600 Hz
   * </pre>
   *
   * @param rate samples a second
   */
  public static SpectrogramSpec of(int rate) {
    double slower = Math.max(1, (double) AUDIBLE / rate);
    double root = Math.sqrt(slower);
    return new SpectrogramSpec(
        DEFAULT.window * root,
        DEFAULT.hop * root,
        (int) Math.round(DEFAULT.bands / Math.cbrt(slower)),
        DEFAULT.low / root,
        HIGHEST * rate / 2,
        DEFAULT.floor);
  }

  public SpectrogramSpec {
    require(window > 0 && window <= 10, "window must be above 0 and at most 10 s: was " + window);
    require(hop > 0 && hop <= window, "hop must be above 0 and at most the window: was " + hop);
    require(bands >= 1 && bands <= 1024, "bands must be in 1..1024: were " + bands);
    require(
        low >= 0 && low < high, "expected 0 <= low < high: were " + low + " and " + high + " Hz");
    require(floor > 0 && floor < 1, "floor must be between 0 and 1: was " + floor);
  }

  /** Hertz from which on a band is the one that hears a tone most. */
  public double lowEnd(int band) {
    return point(band + 0.5);
  }

  /** Hertz up to which a band is the one that hears a tone most. */
  public double highEnd(int band) {
    return point(band + 1.5);
  }

  /** Points at equal distances in mel: band b rises from point b to b+1 and falls to b+2. */
  private double point(double number) {
    double from = MelBands.mel(low);
    return MelBands.hertz(from + number * (MelBands.mel(high) - from) / (bands + 1));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
