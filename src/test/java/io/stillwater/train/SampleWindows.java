package io.stillwater.train;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;

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
    List<Block> blocks = new ArrayList<>();
    for (int key = 0; key < windowsOfKeys.length; key++) {
      Block block = new Block(key, 0);
      for (int i = 0; i < windowsOfKeys[key]; i++) {
        Reading[] rows = {Reading.ofRow("k" + key, i, new double[] {i}, i)};
        block.add(new Window(rows, 0), i + length - 1);
      }
      blocks.add(block);
    }
    return Samples.of(blocks);
  }
}
