package io.stillwater.model.cut;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.window.Stride;
import io.stillwater.window.sound.LogMel;
import io.stillwater.window.sound.Resamplers;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.surface.Median;
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
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    Plane plane = spectrogram(new WavDecoder(WavLimits.DEFAULT).decode(file));
    double loudness = rate > 0 ? Median.of(plane.values()) : 0;
    int channels = channels().size();
    List<double[]> rows = new ArrayList<>(plane.width());
    for (int c = 0; c < plane.width(); c++) {
      double[] row = new double[channels];
      row[channels - 1] = loudness;
      for (int b = 0; b < plane.height(); b++) {
        row[b] = plane.at(b, c) - loudness;
      }
      rows.add(row);
    }
    // A clip shorter than a window is continued by its last column.
    while (rows.size() < columns) {
      rows.add(rows.get(rows.size() - 1));
    }
    return rows;
  }

  /** (bands, columns) of a sound, the lowest band first, in bels. */
  public Plane spectrogram(Waveform sound) throws UndecodableEvent {
    if (spectrogram.high() > sound.rate() / 2.0) {
      throw new UndecodableEvent(
          String.format(
              Locale.ROOT,
              "the sound has %,d samples a second and nothing above %,.0f Hz, the bundle listens up"
                  + " to %,.0f Hz: record with at least %,.0f samples a second, or train with"
                  + " sounds of this rate",
              sound.rate(),
              sound.rate() / 2.0,
              spectrogram.high(),
              Math.ceil(2 * spectrogram.high())));
    }
    Waveform brought = rate == 0 ? sound : Resamplers.brought(sound, rate, spectrogram.high());
    return new LogMel(spectrogram, brought.rate()).of(brought);
  }

  /**
   * The same of readings.
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
