package io.stillwater.model.cut;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.window.Stride;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.List;

/**
 * Grey tiles from 0 to 1 as they are, for denoisers that were trained elsewhere on such.
 *
 * @param tile scale, size and stride of the tiles
 */
public record GreyCut(TileSpec tile) implements MediaCut.Placed {
  private MediaCut.Image tiles() {
    return new MediaCut.Image(tile);
  }

  @Override
  public List<String> channels() {
    return tiles().channels();
  }

  @Override
  public int length() {
    return tiles().length();
  }

  @Override
  public Stride stride() {
    return tiles().stride();
  }

  @Override
  public List<double[]> readings(byte[] file) throws UndecodableEvent {
    Pixels pixels = MediaCut.grey(file);
    Plane plane = Plane.of(pixels, 0).averaged(tile.factor());
    return MediaCut.Image.rows(plane, new Tiling(tile, pixels.height(), pixels.width()));
  }

  @Override
  public int square() {
    return tiles().square();
  }

  @Override
  public Plane map(double[] scores, int rows, int columns) {
    return tiles().map(scores, rows, columns);
  }
}
