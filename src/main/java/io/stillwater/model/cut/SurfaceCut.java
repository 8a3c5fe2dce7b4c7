package io.stillwater.model.cut;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Stride;
import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * The cells of a grey image and how unlike normal ones they look, ready to work: what a bundle says
 * of itself ({@link MediaCut.Learned} or {@link MountedCut}), and its graphs, which are open until
 * this is closed. Safe for use by several threads.
 *
 * @param described as it is written
 * @param run what computes
 */
public record SurfaceCut(MediaCut.Placed described, SurfaceRun run)
    implements MediaCut.Placed, AutoCloseable {

  /** Without session, a cut only tells its shape. */
  static IllegalStateException notOpened() {
    return new IllegalStateException("the image model was not opened");
  }

  /**
   * Whether a cut of that form has graphs to be opened.
   *
   * @param cut as it is written
   */
  public static boolean needed(MediaCut cut) {
    return cut instanceof MediaCut.Learned || cut instanceof MountedCut;
  }

  /**
   * Opens the graphs, made of the weights that the cut has; the caller's to close.
   *
   * @param cut for which they are {@link #needed}
   * @param options what they are run on
   */
  public static SurfaceCut open(MediaCut cut, RuntimeOptions options) throws BundleException {
    if (cut instanceof MediaCut.Learned learned) {
      return new SurfaceCut(learned, SurfaceRun.of(learned.surface(), null, options));
    }
    if (cut instanceof MountedCut mounted) {
      return new SurfaceCut(mounted, SurfaceRun.of(mounted.surface(), mounted.mount(), options));
    }
    throw new IllegalArgumentException("only what was learned has graphs: was " + cut);
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
  public boolean saysWhole() {
    return run.saysWhole();
  }

  @Override
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    return pieces(file).readings();
  }

  @Override
  public MediaCut.Pieces pieces(byte[] file) throws UndecodableEvent {
    Plane plane = MediaCut.plane(file);
    String refusal = run.refusal(plane.height(), plane.width());
    if (refusal != null) {
      throw new UndecodableEvent(refusal);
    }
    SurfaceRun.Seen seen = run.see(plane);
    return new MediaCut.Pieces(MediaCut.Learned.cells(seen.unlikeness()), seen.whole());
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
    run.close();
  }

  @Override
  public String toString() {
    return described.toString();
  }
}
