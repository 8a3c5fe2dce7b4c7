package io.stillwater.train.data;

import io.stillwater.event.Reading;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;

/** Windows of several keys, one reading after the other. */
final class SampleWindows {
  private SampleWindows() {}

  /**
   * One key for each number.
   *
   * @param length readings in a window
   * @param windowsOfKeys how many windows each key has
   */
  static Samples of(int length, int... windowsOfKeys) {
    WindowSpec spec = new WindowSpec(length, Stride.rows(1), 0, 0, 0);
    WindowCollector collector =
        new WindowCollector(new RowStore(1, Room.standard()), spec, Integer.MAX_VALUE, 0);
    try {
      for (int key = 0; key < windowsOfKeys.length; key++) {
        for (int i = 0; i < windowsOfKeys[key] + length - 1; i++) {
          collector.add(Reading.ofRow("k" + key, i, new double[] {i}, i));
        }
      }
    } catch (TrainingException e) {
      throw new IllegalStateException(e);
    }
    return Samples.of(collector.blocks());
  }
}
