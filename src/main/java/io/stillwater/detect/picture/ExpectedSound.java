package io.stillwater.detect.picture;

import io.stillwater.detect.Detector;
import io.stillwater.window.Window;
import io.stillwater.window.tile.OverlapAverage;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.List;

/**
 * What a sound's columns would have looked like normally: the mean over overlapping windows of what
 * the detector expects of each, every half a window.
 */
public final class ExpectedSound {
  private ExpectedSound() {}

  /**
   * The expected readings.
   *
   * @param windows of one sound, every column's, in order; at least one
   * @return (channels, columns)
   */
  public static Plane of(Detector detector, List<Window> windows) {
    int length = windows.get(0).length();
    int channels = windows.get(0).channels();
    int columns = windows.size() + length - 1;
    // A reading is a column, so that the sound lies on its side: time goes down.
    TileSpec spec = new TileSpec(1, length, channels, Math.max(1, length / 2), channels);
    Tiling tiling = new Tiling(spec, columns, channels);
    OverlapAverage average = new OverlapAverage(tiling);
    float[] map = new float[length * channels];
    for (int t = 0; t < tiling.count(); t++) {
      double[] expected = detector.expected(windows.get(tiling.top(t)));
      for (int i = 0; i < map.length; i++) {
        map[i] = (float) expected[i];
      }
      average.add(t, map, 0);
    }
    Plane lying = average.finish();
    float[] values = new float[columns * channels];
    for (int c = 0; c < columns; c++) {
      for (int b = 0; b < channels; b++) {
        values[b * columns + c] = lying.at(c, b);
      }
    }
    return new Plane(channels, columns, values);
  }
}
