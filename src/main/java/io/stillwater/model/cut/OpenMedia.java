package io.stillwater.model.cut;

import io.stillwater.detect.FileScore;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import java.util.Objects;

/**
 * How the files of a bundle become readings, ready to work: the graphs that the cut may need are
 * open, on what was asked for, until this is closed. Safe for use by several threads.
 */
public final class OpenMedia implements AutoCloseable {
  private final MediaCut cut;
  private final FileScore files;
  private final Runnable closing;

  private OpenMedia(MediaCut cut, FileScore files, Runnable closing) {
    this.cut = cut;
    this.files = files;
    this.closing = closing;
  }

  /**
   * Opens what the cut needs.
   *
   * @param info whose cut needs no network of another file
   * @param options what it is run on
   * @throws BundleException where it does not run, or a provider is required that does not work
   *     here
   */
  public static OpenMedia of(MediaInfo info, RuntimeOptions options) throws BundleException {
    if (info.cut() instanceof SoundCut sound) {
      SoundRun run = SoundRun.open(sound, options);
      return new OpenMedia(run, info.files(), run::close);
    }
    if (!SurfaceCut.needed(info.cut())) {
      return new OpenMedia(info.cut(), info.files(), () -> {});
    }
    SurfaceCut cut = SurfaceCut.open(info.cut(), options);
    return new OpenMedia(cut, info.files(), cut::close);
  }

  /**
   * @param cut without its network
   * @param features that network; closed with this
   * @throws BundleException where it is another than the cut's; it is closed then
   */
  public OpenMedia(FeatureCut cut, FileScore files, FeatureExtractor features)
      throws BundleException {
    try {
      this.cut = cut.with(features);
    } catch (BundleException e) {
      features.close();
      throw e;
    }
    this.files = Objects.requireNonNull(files, "files");
    this.closing = features::close;
  }

  /**
   * @param run ready to work; closed with this
   */
  public OpenMedia(BackboneRun run, FileScore files) {
    this(run, Objects.requireNonNull(files, "files"), run::close);
  }

  /** How a file becomes readings. */
  public MediaCut cut() {
    return cut;
  }

  /** How the scores of its windows become that of the file. */
  public FileScore files() {
    return files;
  }

  @Override
  public void close() {
    closing.run();
  }
}
