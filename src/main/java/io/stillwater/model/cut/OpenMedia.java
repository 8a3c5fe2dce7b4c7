package io.stillwater.model.cut;

import io.stillwater.detect.FileScore;
import io.stillwater.model.manifest.BundleException;
import java.util.Objects;
import java.util.Optional;

/**
 * How the files of a bundle become readings, ready to work: the network of features that the cut
 * may need is open, on what was asked for, until this is closed. Safe for use by several threads.
 */
public final class OpenMedia implements AutoCloseable {
  private final MediaCut cut;
  private final FileScore files;
  private final Optional<FeatureExtractor> features;

  /**
   * @param info whose cut needs no network
   */
  public OpenMedia(MediaInfo info) {
    this.cut = info.cut();
    this.files = info.files();
    this.features = Optional.empty();
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
    this.features = Optional.of(features);
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
    features.ifPresent(FeatureExtractor::close);
  }
}
