package io.stillwater.model.cut;

import io.stillwater.window.Stride;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * The cells of a grey image where camera and thing never move, so that each cell knows what is
 * usual there: as it is written, without what computes, which {@link SurfaceCut} has.
 *
 * @param surface what was learned of normal images
 * @param mount what is usual at each place
 */
public record MountedCut(Surface surface, Mount mount) implements MediaCut.Placed {
  private MediaCut.Learned cells() {
    return new MediaCut.Learned(surface);
  }

  @Override
  public List<String> channels() {
    return cells().channels();
  }

  @Override
  public int length() {
    return cells().length();
  }

  @Override
  public Stride stride() {
    return cells().stride();
  }

  @Override
  public List<double[]> readings(byte[] file) {
    throw SurfaceCut.notOpened();
  }

  @Override
  public int square() {
    return cells().square();
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    return cells().map(scores, rows, columns);
  }

  @Override
  public String toString() {
    return cells()
        + ", each compared with its own place in images of %d x %d pixels"
            .formatted(mount.width(), mount.height());
  }
}
