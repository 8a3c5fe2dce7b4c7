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
import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.window.Window;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where sounds are strange: which seconds, and which bands of the spectrogram.
 *
 * <pre>
 * file,from_s,to_s,low_hz,high_hz,score
 * fan/0815.wav,1.248,1.504,2519,2768,5.31
 * </pre>
 *
 * <p>The score is that of the part's strangest window, on the scale of the files' scores.
 */
final class SoundViews implements FileViews {
  /** Pixels on a side of a value, at most, and of a picture about. */
  private static final int MOST_ZOOM = 4;

  private static final int WIDTH = 2000;

  private final SoundRun run;
  private final SoundCut cut;
  private final FileScore files;
  private final SoundHeat heat;
  private final Detector windows;

  /**
   * @param calibration of windows
   * @param windows says what is expected of them
   */
  SoundViews(SoundRun run, FileScore files, FittedCalibration calibration, Detector windows) {
    this.run = run;
    this.cut = run.described();
    this.files = files;
    this.heat = new SoundHeat(cut.spectrogram(), cut.columns(), calibration, files);
    this.windows = windows;
  }

  @Override
  public Pixels original(byte[] file) throws UndecodableEvent {
    int channels = cut.channels().size();
    Plane observed = spectrogram(FilePieces.flat(run.pieces(file), channels, false));
    return SpectrogramPicture.of(observed).grey(observed, 1);
  }

  @Override
  public MediaView view(Reading file, JudgedFile judged) throws UndecodableEvent {
    Plane observed = spectrogram(file.values());
    double seconds = sound(file.file()).seconds();
    double[] scores = judged.scores();
    List<double[]> errors = errors(judged);
    List<Window> cuts = judged.pieces().stream().map(Verdict::window).toList();
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

  @Override
  public Painted painted(byte[] file, JudgedFile judged) throws UndecodableEvent {
    double[] scores = judged.scores();
    List<double[]> errors = errors(judged);
    Waveform sound = sound(file);
    Plane spectrogram = run.spectrogram(sound);
    int zoom = Math.max(1, Math.min(MOST_ZOOM, WIDTH / spectrogram.width()));
    return new Painted(
        heat.map(spectrogram, scores, errors, zoom),
        heat.parts(scores, errors, sound.seconds()).stream().map(this::row).toList());
  }

  private List<String> row(SoundPart part) {
    return List.of(
        String.format(Locale.ROOT, "%.3f", part.fromSeconds()),
        String.format(Locale.ROOT, "%.3f", part.toSeconds()),
        String.format(Locale.ROOT, "%.0f", part.lowHertz()),
        String.format(Locale.ROOT, "%.0f", part.highHertz()),
        Double.toString(files.own(part.score())));
  }

  @Override
  public String table() {
    return "parts.csv";
  }

  @Override
  public List<String> columns() {
    return List.of("from_s", "to_s", "low_hz", "high_hz", "score");
  }

  @Override
  public Optional<Plane> map(byte[] file, double[] scores) {
    return Optional.empty();
  }

  @Override
  public Optional<SpectrogramSpec> spectrogram() {
    return Optional.of(cut.spectrogram());
  }

  private static Waveform sound(byte[] file) throws UndecodableEvent {
    return new WavDecoder(WavLimits.DEFAULT).decode(file);
  }

  private static List<double[]> errors(JudgedFile judged) {
    return judged.pieces().stream().map(piece -> piece.error().channels()).toList();
  }

  /** (bands, columns), the lowest band first, of (columns * channels). */
  private Plane spectrogram(double[] values) {
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
