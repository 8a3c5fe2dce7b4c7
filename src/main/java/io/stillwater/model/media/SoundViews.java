package io.stillwater.model.media;

import io.stillwater.alert.Picture;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.heat.SoundHeat;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.detect.heat.SpectrogramPicture;
import io.stillwater.detect.picture.ExpectedSound;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.window.Window;
import io.stillwater.window.tile.Plane;
import java.util.List;

/** Where sounds are strange: which seconds, and which bands of the spectrogram. */
final class SoundViews {
  private final SoundCut cut;
  private final FileScore files;
  private final SoundHeat heat;
  private final Detector windows;

  /**
   * @param calibration of windows
   * @param windows says what is expected of them
   */
  SoundViews(SoundCut cut, FileScore files, FittedCalibration calibration, Detector windows) {
    this.cut = cut;
    this.files = files;
    this.heat = new SoundHeat(cut.spectrogram(), cut.columns(), calibration, files);
    this.windows = windows;
  }

  MediaView view(Reading file, JudgedFile judged) throws UndecodableEvent {
    Plane observed = spectrogram(cut, file.values());
    double seconds = new WavDecoder(WavLimits.DEFAULT).decode(file.file()).seconds();
    double[] scores = judged.scores();
    List<Verdict> pieces = judged.pieces();
    List<double[]> errors = pieces.stream().map(v -> v.error().channels()).toList();
    List<Window> cuts = pieces.stream().map(Verdict::window).toList();
    SpectrogramPicture picture = SpectrogramPicture.of(observed);
    return new MediaView(
        Picture.SOUND,
        seconds,
        picture.grey(observed, 1),
        SpectrogramPicture.upright(heat.heat(scores, errors, observed.width())),
        picture.grey(cut.spectrogram(ExpectedSound.of(windows, cuts)), 1),
        List.of(),
        heat.parts(scores, errors, seconds).stream().map(this::scaled).toList());
  }

  private SoundPart scaled(SoundPart part) {
    return new SoundPart(
        part.fromSeconds(),
        part.toSeconds(),
        part.lowHertz(),
        part.highHertz(),
        files.own(part.score()));
  }

  /** A spectrogram in grey, low at the bottom. */
  static Pixels original(Plane spectrogram) {
    return SpectrogramPicture.of(spectrogram).grey(spectrogram, 1);
  }

  /** (bands, columns), the lowest band first, of (columns * channels). */
  static Plane spectrogram(SoundCut cut, double[] values) {
    int channels = cut.channels().size();
    int columns = values.length / channels;
    float[] out = new float[values.length];
    for (int c = 0; c < columns; c++) {
      for (int b = 0; b < channels; b++) {
        out[b * columns + c] = (float) values[c * channels + b];
      }
    }
    return cut.spectrogram(new Plane(channels, columns, out));
  }
}
