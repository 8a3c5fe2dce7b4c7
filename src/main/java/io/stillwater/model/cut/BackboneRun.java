package io.stillwater.model.cut;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.PlaceModel;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Stride;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.Median;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Resizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link BackboneCut} describes, ready to work. Safe for use by several threads.
 *
 * @param described as it is written
 * @param extractor the foreign network; closed with this
 * @param places what is normal of what it says
 * @param beside what was learned of the images themselves, or null; closed with this
 */
public record BackboneRun(
    BackboneCut described, FeatureExtractor extractor, PlaceModel places, SurfaceCut beside)
    implements MediaCut.Placed, AutoCloseable {
  public BackboneRun {
    Objects.requireNonNull(described, "described");
    Objects.requireNonNull(places, "places");
  }

  /**
   * Opens what was learned beside, and joins it with the network.
   *
   * @param extractor its network; closed where this fails
   * @throws BundleException where network or places are others than the cut's, or something does
   *     not run
   */
  public static BackboneRun open(
      BackboneCut cut, FeatureExtractor extractor, PlaceModel places, RuntimeOptions options)
      throws BundleException {
    try {
      FeatureCut.Shape shape = FeatureCut.Shape.of(extractor);
      if (!shape.equals(cut.shape())) {
        throw new BundleException(
            MediaParts.FEATURES
                + (" gives " + shape + ", " + MediaInfo.FILE + " says " + cut.shape())
                + ". Copy the bundle again, or train it again.");
      }
      if (places.size() != shape.features() || !places.fits(shape.rows(), shape.columns())) {
        throw new BundleException(
            MediaParts.PLACES + " is not of " + shape + ". Copy the bundle again.");
      }
      SurfaceCut beside =
          cut.beside().isEmpty() ? null : SurfaceCut.open(cut.beside().get(0), options);
      return new BackboneRun(cut, extractor, places, beside);
    } catch (BundleException | RuntimeException e) {
      extractor.close();
      throw e;
    }
  }

  /** Each cell as the mean over itself and its eight neighbours, as far as there are any. */
  public static Cells smooth(Cells cells) {
    int size = cells.size();
    int columns = cells.columns();
    float[] out = new float[cells.values().length];
    for (int y = 0; y < cells.rows(); y++) {
      int bottom = Math.min(cells.rows() - 1, y + 1);
      for (int x = 0; x < columns; x++) {
        int right = Math.min(columns - 1, x + 1);
        int at = (y * columns + x) * size;
        int count = (bottom - Math.max(0, y - 1) + 1) * (right - Math.max(0, x - 1) + 1);
        for (int v = Math.max(0, y - 1); v <= bottom; v++) {
          for (int u = Math.max(0, x - 1); u <= right; u++) {
            int from = (v * columns + u) * size;
            for (int f = 0; f < size; f++) {
              out[at + f] += cells.values()[from + f] / count;
            }
          }
        }
      }
    }
    return new Cells(cells.rows(), columns, size, out);
  }

  /**
   * The logarithms of distances from normal, less their median over the image: so a piece that is
   * unlike those of training everywhere, but sound, stays normal. On the cells' own grid.
   */
  public static Plane distances(PlaceModel places, Cells smooth) {
    float[] values = places.distances(smooth);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.log(values[i] + 1e-6);
    }
    float median = Median.of(values);
    for (int i = 0; i < values.length; i++) {
      values[i] -= median;
    }
    return new Plane(smooth.rows(), smooth.columns(), values);
  }

  /** A value as −log p against normal cells. */
  private static double surprise(FittedCalibration tail, double value) {
    return -Math.log(tail.pValue(tail.score(new double[] {value})).value());
  }

  /** (rows, columns) the sum of −log p over the parts, on the finer grid. */
  Plane unlikeness(Pixels image) throws UndecodableEvent {
    List<Plane> parts = new ArrayList<>();
    parts.add(distances(places, smooth(extractor.of(image))));
    if (beside != null) {
      Plane plane = Plane.of(image.grey(), 0);
      String refusal = beside.run().refusal(plane.height(), plane.width());
      if (refusal != null) {
        throw new UndecodableEvent(refusal);
      }
      parts.add(beside.run().see(plane).unlikeness());
    }
    int rows = described.rows(image.height());
    int columns = described.columns(image.width());
    float[] sum = new float[rows * columns];
    for (int p = 0; p < parts.size(); p++) {
      Plane part = parts.get(p);
      float[] own = part.values().clone();
      for (int i = 0; i < own.length; i++) {
        own[i] = (float) surprise(described.tails().get(p), own[i]);
      }
      Plane fine = Resizing.of(new Plane(part.height(), part.width(), own), rows, columns);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += fine.values()[i];
      }
    }
    return new Plane(rows, columns, sum);
  }

  @Override
  public List<String> channels() {
    return described.channels();
  }

  @Override
  public int length() {
    return described.length();
  }

  @Override
  public Stride stride() {
    return described.stride();
  }

  @Override
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    return MediaCut.Learned.cells(unlikeness(new ImageDecoder(ImageLimits.DEFAULT).decode(file)));
  }

  @Override
  public int square() {
    return described.square();
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    return described.map(scores, rows, columns);
  }

  @Override
  public void close() {
    extractor.close();
    if (beside != null) {
      beside.close();
    }
  }

  @Override
  public String toString() {
    return described.toString();
  }
}
