package io.stillwater.model.cut;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.window.Stride;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Resizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cells of an image, each with what a network that was trained elsewhere says of it. The
 * network is a file of the bundle, and its session is closed by who opened it; without it, the cut
 * only tells its shape.
 */
public final class FeatureCut implements MediaCut.Placed, FromElsewhere {
  /** Pixels on a side of the squares of maps, where all images are brought to one size. */
  static final int SQUARE = 4;

  /**
   * What the network gives.
   *
   * @param bands of the images that it takes, 1 or 3
   * @param features of a cell
   * @param cell pixels on a side of a cell; 0 where images are brought to one size
   * @param rows of cells of all images, which are brought to one size; 0 where they are not
   * @param columns likewise
   */
  public record Shape(int bands, int features, int cell, int rows, int columns) {
    public Shape {
      boolean sized = cell == 0 && rows >= 1 && columns >= 1;
      boolean open = cell >= 1 && rows == 0 && columns == 0;
      if ((bands != 1 && bands != 3) || features < 1 || (!sized && !open)) {
        throw new IllegalArgumentException(
            "bands must be 1 or 3, features at least 1, and either cell or rows and columns: were "
                + (bands + ", " + features + ", " + cell + ", " + rows + " and " + columns));
      }
    }

    /** Of a network that was opened. */
    public static Shape of(FeatureExtractor extractor) {
      boolean sized = extractor.sized();
      return new Shape(
          extractor.bands(),
          extractor.features(),
          extractor.cell(),
          sized ? extractor.rows() : 0,
          sized ? extractor.columns() : 0);
    }

    boolean sized() {
      return cell == 0;
    }

    @Override
    public String toString() {
      String cells = sized() ? rows + " x " + columns + " cells" : "cells of " + cell + " pixels";
      return "%d features of %s, from images of %d band%s"
          .formatted(features, cells, bands, bands == 1 ? "" : "s");
    }
  }

  @JsonProperty private final Shape shape;
  @JsonProperty private final FeatureInfo info;
  private final FeatureExtractor extractor;

  /**
   * @param shape of what the network gives
   * @param info what it wants of images, and where it is from
   */
  @JsonCreator
  FeatureCut(@JsonProperty("shape") Shape shape, @JsonProperty("info") FeatureInfo info) {
    this(shape, info, null);
  }

  private FeatureCut(Shape shape, FeatureInfo info, FeatureExtractor extractor) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.info = Objects.requireNonNull(info, "info");
    this.extractor = extractor;
  }

  /** The cells that a network sees. */
  public static FeatureCut of(FeatureExtractor extractor) {
    return new FeatureCut(Shape.of(extractor), extractor.info(), extractor);
  }

  @Override
  public FeatureInfo info() {
    return info;
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
  public List<String> channels() {
    return MediaCut.names("feature", shape.features());
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
    int features = shape.features();
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
    return shape.sized() ? SQUARE : shape.cell();
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    int down = (rows + square() - 1) / square();
    int across = (columns + square() - 1) / square();
    int height = shape.sized() ? shape.rows() : down;
    int width = shape.sized() ? shape.columns() : across;
    MediaCut.requireScores(scores, height * width);
    float[] values = new float[scores.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scores[i];
    }
    return Resizing.of(new Plane(height, width, values), down, across);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureCut cut && shape.equals(cut.shape) && info.equals(cut.info);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, info);
  }

  @Override
  public String toString() {
    return shape.toString();
  }
}
