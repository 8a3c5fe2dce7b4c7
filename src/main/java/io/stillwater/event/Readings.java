package io.stillwater.event;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Readings from a bounded source, in the order of the source: a file, a range of a topic, a
 * simulation. Not thread-safe; closed by whoever opened it.
 */
public interface Readings extends Iterator<Reading>, AutoCloseable {
  /** The names of the channels, in the order of {@link Reading#values}. */
  List<String> channels();

  /** The units of channels by name, as far as the source says them. */
  default Map<String, String> units() {
    return Map.of();
  }

  /** What they were put on, where they came as measurements of single channels. */
  default Grid grid() {
    return Grid.NONE;
  }

  /** Whether {@link Reading#time} is a time; otherwise it is a row number. */
  boolean timed();

  /** How much has been read, from 0 to 1, for progress bars; NaN where the size is unknown. */
  double progress();

  @Override
  void close();
}
