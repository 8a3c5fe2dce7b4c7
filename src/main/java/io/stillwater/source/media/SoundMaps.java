package io.stillwater.source.media;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.heat.SoundHeat;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.source.SourceException;
import io.stillwater.window.tile.Plane;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A folder of spectrograms with their heat: for {@code fan/0815.wav} of the sounds, {@code
 * fan/0815.wav.png}, and the parts beyond the limit in {@code parts.csv}.
 *
 * <pre>
 * file,from_s,to_s,low_hz,high_hz,score
 * fan/0815.wav,1.248,1.504,2519,2768,5.31
 * </pre>
 *
 * <p>The score is that of the part's strangest window, on the scale of the files' scores. One sound
 * is in memory at a time. Not thread-safe.
 */
public final class SoundMaps implements MediaMaps {
  /** Where the parts are listed. */
  public static final String PARTS = "parts.csv";

  /** Pixels on a side of a value, at most, and of a picture about. */
  private static final int MOST_ZOOM = 4;

  private static final int WIDTH = 2000;

  private final SoundRun cut;
  private final FileScore files;
  private final SoundHeat heat;
  private final PictureFolder pictures;

  private SoundMaps(SoundRun cut, FileScore files, SoundHeat heat, PictureFolder pictures) {
    this.cut = cut;
    this.files = files;
    this.heat = heat;
    this.pictures = pictures;
  }

  /**
   * Starts a folder, which is made where it is missing; pictures that are there are written over.
   *
   * @param sounds the folder that keys are told from
   * @param cut closed by its owner, after this
   * @param windows what the windows of normal sounds score
   * @throws SourceException if it cannot be written, or lies among the sounds
   */
  public static SoundMaps create(
      Path folder, Path sounds, SoundRun cut, FileScore files, FittedCalibration windows) {
    PictureFolder pictures =
        PictureFolder.create(
            folder, sounds, PARTS, "file", "from_s", "to_s", "low_hz", "high_hz", "score");
    SoundHeat heat =
        new SoundHeat(cut.described().spectrogram(), cut.described().columns(), windows, files);
    return new SoundMaps(cut, files, heat, pictures);
  }

  @Override
  public void write(String key, byte[] file, JudgedFile judged) throws UndecodableEvent {
    double[] scores = judged.scores();
    List<double[]> errors =
        judged.pieces().stream().map(piece -> piece.error().channels()).toList();
    Waveform sound = new WavDecoder(WavLimits.DEFAULT).decode(file);
    Plane spectrogram = cut.spectrogram(sound);
    int zoom = Math.max(1, Math.min(MOST_ZOOM, WIDTH / spectrogram.width()));
    pictures.picture(key, heat.map(spectrogram, scores, errors, zoom));
    for (SoundPart part : heat.parts(scores, errors, sound.seconds())) {
      pictures.row(
          key,
          String.format(Locale.ROOT, "%.3f", part.fromSeconds()),
          String.format(Locale.ROOT, "%.3f", part.toSeconds()),
          String.format(Locale.ROOT, "%.0f", part.lowHertz()),
          String.format(Locale.ROOT, "%.0f", part.highHertz()),
          Double.toString(files.own(part.score())));
    }
  }

  @Override
  public void close() {
    pictures.close();
  }
}
