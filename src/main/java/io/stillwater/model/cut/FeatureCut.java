package io.stillwater.model.cut;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.Stride;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The cells of an image, each with what a network that was trained elsewhere says of it. The
 * network is a file of the bundle, and its session is closed by who opened it; without it, the cut
 * only tells its shape.
 */
public final class FeatureCut implements MediaCut.Placed {
  @JsonProperty private final int bands;
  @JsonProperty private final int features;
  @JsonProperty private final int cell;
  private final FeatureExtractor extractor;

  /**
   * @param bands of the images that the network takes, 1 or 3
   * @param features of a cell
   * @param cell pixels on a side of a cell
   */
  @JsonCreator
  FeatureCut(
      @JsonProperty("bands") int bands,
      @JsonProperty("features") int features,
      @JsonProperty("cell") int cell) {
    this(bands, features, cell, null);
  }

  private FeatureCut(int bands, int features, int cell, FeatureExtractor extractor) {
    if ((bands != 1 && bands != 3) || features < 1 || cell < 1) {
      throw new IllegalArgumentException(
          "bands must be 1 or 3, features and cell at least 1: were "
              + (bands + ", " + features + " and " + cell));
    }
    this.bands = bands;
    this.features = features;
    this.cell = cell;
    this.extractor = extractor;
  }

  /** The cells that a network sees. */
  public static FeatureCut of(FeatureExtractor extractor) {
    return new FeatureCut(extractor.bands(), extractor.features(), extractor.cell(), extractor);
  }

  /**
   * The same with its network.
   *
   * @throws BundleException where that is another
   */
  FeatureCut with(FeatureExtractor other) throws BundleException {
    if (!equals(of(other))) {
      throw new BundleException(
          MediaParts.FEATURES
              + (" gives " + of(other) + ", " + MediaInfo.FILE + " says " + this)
              + ". Copy the bundle again, or train it again.");
    }
    return of(other);
  }

  @Override
  public String kind() {
    return Manifest.IMAGES;
  }

  @Override
  public List<String> channels() {
    return MediaCut.names("feature", features);
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public Stride stride() {
    return Stride.rows(1);
  }

  @Override
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    if (extractor == null) {
      throw new IllegalStateException("the network of the features was not opened");
    }
    Pixels pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(file);
    Cells cells = extractor.of(pixels);
    List<double[]> readings = new ArrayList<>(cells.count());
    for (int i = 0; i < cells.count(); i++) {
      double[] reading = new double[features];
      for (int f = 0; f < features; f++) {
        reading[f] = cells.values()[i * features + f];
      }
      readings.add(reading);
    }
    return readings;
  }

  @Override
  public int square() {
    return cell;
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    int down = (rows + cell - 1) / cell;
    int across = (columns + cell - 1) / cell;
    MediaCut.requireScores(scores, down * across);
    float[] values = new float[scores.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scores[i];
    }
    return new Plane(down, across, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureCut cut
        && Arrays.equals(
            new int[] {bands, features, cell}, new int[] {cut.bands, cut.features, cut.cell});
  }

  @Override
  public int hashCode() {
    return Objects.hash(bands, features, cell);
  }

  @Override
  public String toString() {
    return "%d features of cells of %d pixels, from images of %d band%s"
        .formatted(features, cell, bands, bands == 1 ? "" : "s");
  }
}
