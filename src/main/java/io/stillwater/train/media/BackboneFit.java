package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.BackboneCut;
import io.stillwater.model.cut.BackboneRun;
import io.stillwater.model.cut.FeatureCut;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.PlaceModel;
import io.stillwater.train.data.TrainingException;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns what is normal of what a foreign network says of images, place by place or over all
 * places, and joins it with what was learned of the images themselves. Every fifth image is set
 * apart first: it says which of the two explains images better that were not seen, and what normal
 * cells say of each part. Not thread-safe.
 */
final class BackboneFit {
  /** One image in so many is set apart, and so many images at most. */
  private static final int APART = 5;

  private static final int MOST_APART = 100;

  /** Cells behind a tail at most. */
  private static final int MOST_CELLS = 200_000;

  /** What was learned. */
  record Result(BackboneCut cut, PlaceModel places) {}

  /** Gives images one after another, decoded. */
  interface Images {
    int count();

    Pixels read(int number) throws UndecodableEvent, IOException;
  }

  private final FeatureExtractor extractor;
  private final SurfaceCut surface; // or null
  private final List<Cells> apart = new ArrayList<>();
  private final List<Pixels> apartImages = new ArrayList<>();
  private final List<Pixels> waiting = new ArrayList<>();
  private PlaceMoments moments;

  /**
   * @param extractor brings all images to one size
   * @param surface what was learned of the images themselves; null for nothing
   */
  BackboneFit(FeatureExtractor extractor, SurfaceCut surface) {
    this.extractor = extractor;
    this.surface = surface;
  }

  /**
   * Learns.
   *
   * @param mounting of camera and thing
   */
  Result fit(Images images, Mounting mounting, Progress progress)
      throws TrainingException, IOException {
    int skipped = 0;
    for (int i = 0; i < images.count(); i++) {
      progress.step("Looking", (double) i / images.count(), (i + 1) + " images");
      try {
        Pixels image = images.read(i);
        if (i % APART == APART - 1 && apart.size() < MOST_APART) {
          apart.add(BackboneRun.smooth(extractor.of(image)));
          apartImages.add(image);
        } else {
          waiting.add(image);
        }
        if (waiting.size() == extractor.together()) {
          addWaiting();
        }
      } catch (UndecodableEvent e) {
        skipped++; // told when it is read to be learned from
      }
    }
    tryWaiting();
    if (moments == null || apart.size() < 2) {
      throw new TrainingException(
          "only " + (images.count() - skipped) + " images can be used; give at least 20.");
    }
    return result(mounting);
  }

  private void tryWaiting() throws TrainingException {
    try {
      addWaiting();
    } catch (UndecodableEvent e) {
      throw new TrainingException("the last images cannot be used: " + e.getMessage());
    }
  }

  private void addWaiting() throws UndecodableEvent {
    if (waiting.isEmpty()) {
      return;
    }
    List<Cells> cells = extractor.of(waiting).stream().map(BackboneRun::smooth).toList();
    waiting.clear();
    if (moments == null) {
      moments = new PlaceMoments(cells);
    }
    cells.forEach(moments::add);
  }

  private Result result(Mounting mounting) {
    PlaceModel byPlace = moments.byPlace();
    PlaceModel overall = moments.overall();
    boolean placed =
        mounting == Mounting.FIXED
            || (mounting == Mounting.FOUND_OUT && likelihood(byPlace) > likelihood(overall));
    PlaceModel first = placed ? byPlace : overall;
    List<FittedCalibration> tails = new ArrayList<>();
    tails.add(tail(apart.stream().map(cells -> BackboneRun.distances(first, cells)).toList()));
    if (surface != null) {
      tails.add(
          tail(
              apartImages.stream()
                  .map(image -> surface.run().see(Plane.of(image.grey(), 0)).unlikeness())
                  .toList()));
    }
    apart.forEach(moments::add);
    BackboneCut cut =
        new BackboneCut(
            FeatureCut.Shape.of(extractor),
            extractor.info(),
            placed,
            tails,
            surface == null ? List.of() : List.of(surface.described()));
    return new Result(cut, placed ? moments.byPlace() : moments.overall());
  }

  /** The mean logarithm of the normal density at cells that were set apart, but for a constant. */
  private double likelihood(PlaceModel model) {
    double sum = 0;
    long count = 0;
    for (Cells cells : apart) {
      for (float distance : model.distances(cells)) {
        sum += distance * model.size();
      }
      count += cells.count();
    }
    return -0.5 * (sum / count + model.logDeterminant());
  }

  /** Of the values of some cells, evenly chosen. */
  private static FittedCalibration tail(List<Plane> planes) {
    long all = planes.stream().mapToLong(plane -> plane.values().length).sum();
    int step = (int) Math.max(1, all / MOST_CELLS);
    List<double[]> values = new ArrayList<>();
    int at = 0;
    for (Plane plane : planes) {
      for (float value : plane.values()) {
        if (at++ % step == 0) {
          values.add(new double[] {value});
        }
      }
    }
    return FittedCalibration.fit(values);
  }
}
