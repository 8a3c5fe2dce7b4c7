package io.stillwater.model.cut;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.window.Stride;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns of log-mel spectrograms, of sounds that are brought to one rate first, so that a sound
 * has the same numbers at whatever rate it was recorded.
 *
 * <p>The bands tell how far they are above or below the whole sound's loudness, the median over all
 * its bands and columns in bels, which is one more channel: what is louder is so once, and not in
 * every band, and where normal sounds differ in loudness it says little. An event of less than half
 * of the sound does not move it, so that it is strange where it is, and not everywhere.
 *
 * <pre>
 * bands of a column    loudness of the sound    reading
 * -5 -7 -9             -6                       1 -1 -3 -6
 * </pre>
 *
 * <p>As it is written, without what computes, which {@link SoundRun} has.
 *
 * @param spectrogram how they are made
 * @param columns in a window
 * @param rate samples a second that sounds are brought to; 0 where each is taken as it comes, and
 *     its bands with their loudness, as in bundles made before there was a rate
 */
public record SoundCut(
    SpectrogramSpec spectrogram,
    int columns,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rate)
    implements MediaCut {
  /** In a window: 144 ms at 16,000 Hz and more, 407 ms at 2,000 Hz. */
  private static final int COLUMNS = 8;

  public SoundCut {
    if (columns < 1 || rate < 0 || (rate > 0 && spectrogram.high() > rate / 2.0)) {
      throw new IllegalArgumentException(
          "expected at least 1 column, and a rate of 0 or at least twice the highest frequency: "
              + ("were " + columns + ", " + rate + " Hz and " + spectrogram.high() + " Hz"));
    }
  }

  /** What suits sounds of a rate; half of it is above all that is listened to. */
  public static SoundCut of(int rate) {
    return new SoundCut(SpectrogramSpec.of(rate), COLUMNS, rate);
  }

  @Override
  public MediaFamily family() {
    return MediaFamily.SOUNDS;
  }

  @Override
  public List<String> channels() {
    List<String> channels = new ArrayList<>(MediaCut.names("mel", spectrogram.bands()));
    if (rate > 0) {
      channels.add("loudness");
    }
    return channels;
  }

  @Override
  public int length() {
    return columns;
  }

  @Override
  public Stride stride() {
    return Stride.rows(1);
  }

  @Override
  public List<double[]> readings(byte[] file) {
    throw SoundRun.notOpened();
  }

  /**
   * The spectrogram of readings: (bands, columns), the lowest band first, in bels.
   *
   * @param values (channels, columns)
   */
  public Plane spectrogram(Plane values) {
    if (rate == 0) {
      return values;
    }
    int width = values.width();
    float[] bels = new float[spectrogram.bands() * width];
    for (int i = 0; i < bels.length; i++) {
      bels[i] = values.values()[i] + values.at(spectrogram.bands(), i % width);
    }
    return new Plane(spectrogram.bands(), width, bels);
  }

  /** What is listened to, in words. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%sbands from %,.0f to %,.0f Hz, a column each %.0f ms, windows of %d columns",
        rate == 0 ? "" : String.format(Locale.ROOT, "%,d Hz, ", rate),
        spectrogram.low(),
        spectrogram.high(),
        1000 * spectrogram.hop(),
        columns);
  }
}
