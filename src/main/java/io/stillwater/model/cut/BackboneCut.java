package io.stillwater.model.cut;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.window.Stride;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Neighbourhoods;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Resizing;
import java.util.List;

/**
 * The cells of an image, each with how far what a foreign network says of it lies from normal at
 * its place, joined with how unlike normal it looks to networks of the own making: as it is
 * written, without what computes, which {@link BackboneRun} has. The sum of −log p over the parts,
 * each against normal cells.
 *
 * @param shape of what the foreign network gives; all images are brought to one size
 * @param info what it wants of images, and where it is from
 * @param placed whether each place has its own normal
 * @param tails what normal cells say, part by part: the foreign network's first
 * @param beside what was learned of the images themselves, or nothing
 */
public record BackboneCut(
    FeatureCut.Shape shape,
    FeatureInfo info,
    boolean placed,
    List<FittedCalibration> tails,
    List<MediaCut> beside)
    implements MediaCut.Placed, FromElsewhere {
  public BackboneCut {
    tails = List.copyOf(tails);
    beside = List.copyOf(beside);
    if (!shape.sized()) {
      throw new IllegalArgumentException("images must be brought to one size: had " + shape);
    }
    if (beside.size() > 1 || tails.size() != 1 + beside.size()) {
      throw new IllegalArgumentException(
          "a tail for each of one or two parts is needed: were "
              + (tails.size() + " tails, and beside the network " + beside));
    }
    if (!beside.stream().allMatch(SurfaceCut::needed)) {
      throw new IllegalArgumentException("only what was learned can be joined: was " + beside);
    }
  }

  /** Rows of cells of an image of so many pixels: the finer grid of the parts. */
  int rows(int height) {
    return beside.isEmpty() ? shape.rows() : Math.max(shape.rows(), CellFeatures.cells(height));
  }

  /** Columns likewise. */
  int columns(int width) {
    return beside.isEmpty()
        ? shape.columns()
        : Math.max(shape.columns(), CellFeatures.cells(width));
  }

  @Override
  public List<String> channels() {
    return List.of("unlikeness");
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
  public List<double[]> readings(byte[] file) {
    throw new IllegalStateException("the network of the features was not opened");
  }

  @Override
  public int square() {
    return CellFeatures.CELL;
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    int down = rows(rows);
    int across = columns(columns);
    MediaCut.requireScores(scores, down * across);
    float[] values = new float[scores.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scores[i];
    }
    Plane map =
        Resizing.of(
            new Plane(down, across, values), CellFeatures.cells(rows), CellFeatures.cells(columns));
    return Neighbourhoods.strangest(map);
  }

  @Override
  public String toString() {
    return shape
        + (placed ? ", each compared with its own place" : ", compared with all places")
        + (beside.isEmpty() ? "" : "; with " + beside.get(0));
  }
}
