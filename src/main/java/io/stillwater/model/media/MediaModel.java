package io.stillwater.model.media;

import io.stillwater.alert.Contribution;
import io.stillwater.alert.Peak;
import io.stillwater.alert.Picture;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowScorer;
import io.stillwater.detect.heat.HeatScale;
import io.stillwater.detect.picture.Restoration;
import io.stillwater.event.Pixels;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.media.MediaObject;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A bundle for images or sounds at work on a stream. A file becomes one reading; a window of one
 * such reading is judged by {@link #detector}. Safe for use by several threads.
 */
public final class MediaModel implements AutoCloseable {
  /** A camera or microphone that is silent for longer is no longer watched. */
  private static final long AGE_MILLIS = 3_600_000;

  private final OpenMedia media;
  private final FileJudge judge;
  private final Detector detector;
  private final FileViews views;
  private volatile String otherSize = "";

  /**
   * @param bundle for images or sounds
   * @param scorer of the bundle's windows; closed with this, or with its detector
   * @param options of what else it runs; closed likewise
   */
  public MediaModel(Bundle bundle, WindowScorer scorer, RuntimeOptions options)
      throws BundleException {
    Optional<Restoration> restoration = bundle.tiles().map(Restoration::new);
    this.media = bundle.openMedia(options);
    Detector pieces = bundle.detector(scorer);
    FileScore files = media.files();
    FittedCalibration calibration = bundle.manifest().calibration();
    this.judge = new FileJudge(pieces, media.cut(), bundle.manifest().window());
    double limit = files.calibration().quantile(files.limit());
    Threshold threshold = new Threshold(limit, files.limit(), Double.NaN, Double.NaN, Double.NaN);
    this.detector =
        new Detector(new FileWindowScorer(pieces, media, judge), files.calibration(), threshold);
    this.views =
        media.cut() instanceof MediaCut.Placed placed
            ? new ImageViews(placed, files, HeatScale.of(calibration, files), restoration)
            : new SoundViews((SoundRun) media.cut(), files, calibration, pieces);
  }

  /**
   * Opens what a bundle for images or sounds runs on.
   *
   * @param scorer of the bundle's windows; closed with this, also where it cannot be opened
   */
  public static MediaModel open(Bundle bundle, WindowScorer scorer, RuntimeOptions options)
      throws BundleException {
    try {
      return new MediaModel(bundle, scorer, options);
    } catch (BundleException | RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  /** Opens all that a bundle for images or sounds runs on. */
  public static MediaModel open(Bundle bundle, RuntimeOptions options) throws BundleException {
    return open(bundle, bundle.scorer(options), options);
  }

  /** Judges windows of one reading of {@link #reading}. */
  public Detector detector() {
    return detector;
  }

  /** Judges files as they are, wherever they come from. */
  public FileJudge judge() {
    return judge;
  }

  /** How the scores of its pieces become that of a file. */
  public FileScore files() {
    return media.files();
  }

  /** Shows where files are strange. */
  public FileViews views() {
    return views;
  }

  /** What a topic for it carries. */
  MediaFamily family() {
    return judge.family();
  }

  /** How a stream of files is cut: each is a window of its own. */
  public static WindowSpec window() {
    return new WindowSpec(1, Stride.rows(1), 0, 0, AGE_MILLIS);
  }

  /**
   * Decodes a file and cuts it into pieces.
   *
   * @throws UndecodableEvent if it is none that the bundle can judge
   */
  public Reading reading(MediaObject object) throws UndecodableEvent {
    byte[] file = object.bytes();
    double[] values = judge.values(file);
    sized(object.key(), judge.pieces(values));
    return new Reading(
        object.key(), object.time(), values, object.recordTime(), object.offset(), file);
  }

  private void sized(String key, int pieces) {
    double times = media.files().otherSize(pieces);
    if (times != 1 && otherSize.isEmpty()) {
      otherSize =
          String.format(
              Locale.ROOT,
              "an image of %s has %.2f times the area of those of training: the limit does not hold"
                  + " for such images; cut them alike, or train with such sizes too",
              key,
              times);
    }
  }

  /** What was found of files so far, in a sentence; empty where there is nothing to say. */
  String said() {
    return otherSize;
  }

  /**
   * An image, or the spectrogram of a sound, without judging it: what {@link MediaView#original}
   * is.
   *
   * @throws UndecodableEvent if it is none that the bundle can judge
   */
  public Pixels original(MediaObject object) throws UndecodableEvent {
    return judge.bounded(object.bytes(), () -> views.original(object.bytes()));
  }

  /** Shows where a file is strange; the same whenever it is asked. */
  public MediaView view(Reading file) {
    try {
      return judge.bounded(file.file(), () -> views.view(file, judge.judge(file)));
    } catch (UndecodableEvent e) {
      throw new IllegalStateException("a file that was judged cannot be drawn", e);
    }
  }

  /**
   * Explains a verdict of {@link #detector} in an alert.
   *
   * @param inlineBytes of all pictures in it
   */
  public Peak peak(Verdict verdict, int inlineBytes) {
    Reading file = verdict.window().last();
    Picture picture = new InlinePictures(inlineBytes).of(view(file));
    return new Peak(
        verdict.score(),
        verdict.pValue().value(),
        verdict.recent(),
        verdict.pValue().extrapolated(),
        file.time(),
        file.time(),
        file.offset(),
        file.offset(),
        List.<Contribution>of(),
        List.of(),
        picture);
  }

  /** One file as the detector takes it. */
  public static Window window(Reading file) {
    return new Window(new Reading[] {file}, 0);
  }

  @Override
  public void close() {
    detector.close();
  }
}
