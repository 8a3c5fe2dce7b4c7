package io.stillwater.train.data;

import io.stillwater.console.Progress;
import io.stillwater.event.Readings;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.util.List;

/** The windows of some readings, cut as a bundle cuts them. */
public final class NormalWindows {
  private NormalWindows() {}

  /**
   * Reads to the end.
   *
   * @param data not closed
   * @param most how many windows to keep about; of more, whole stretches are left out
   * @throws TrainingException where no window is full
   */
  public static List<Window> read(WindowSpec spec, Readings data, int most, Progress progress)
      throws TrainingException {
    try (RowStore rows = new RowStore(data.channels().size(), Room.standard())) {
      return read(new WindowCollector(rows, spec, most, 0), spec, data, progress);
    } catch (IOException e) {
      throw new TrainingException("the readings could not be kept: " + e.getMessage() + ".", e);
    }
  }

  private static List<Window> read(
      WindowCollector collector, WindowSpec spec, Readings data, Progress progress)
      throws TrainingException {
    long readings = 0;
    while (data.hasNext()) {
      collector.add(data.next());
      if (++readings % 10_000 == 0) {
        progress.step("Reading", data.progress(), TrainingInput.count(readings) + " readings");
      }
    }
    collector.end();
    progress.step("Reading", 1, TrainingInput.count(readings) + " readings");
    List<Window> windows = List.copyOf(Samples.of(collector.blocks()).windows());
    if (windows.isEmpty()) {
      throw new TrainingException(
          "the data make no full window: were "
              + (readings + " readings, and a window takes " + spec.length())
              + " in a row of one key. Give more readings, or those of the channels and times that"
              + " the bundle was made from.");
    }
    return windows;
  }
}
