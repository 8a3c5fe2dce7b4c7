package io.stillwater.source;

import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.window.KeyGrid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Measurements of single channels as readings of all channels, on a grid, key by key.
 *
 * <p>Where no grid is given, its step is the (lower) median of what lies between two measurements
 * of one channel, over the channels, and a value holds for ten times what its channel's
 * measurements are apart, the slowest channel's: both from the first {@value #FIRST} measurements.
 * Not thread-safe.
 */
public final class AlignedReadings implements Readings {
  private static final int FIRST = 50_000;
  private static final int STEPS_HELD = 10;

  private final Readings measured;
  private final Grid grid;
  private final Map<String, KeyGrid> keys = new LinkedHashMap<>();
  private final Queue<Reading> first = new ArrayDeque<>();
  private final Queue<Reading> made = new ArrayDeque<>();
  private long rows;
  private boolean ended;

  /**
   * @param measured readings that have some of the channels each; closed with this
   * @param grid to put them on; {@link Grid#NONE} to find it out
   */
  public AlignedReadings(Readings measured, Grid grid) {
    this.measured = measured;
    this.grid = grid.none() ? find() : grid;
  }

  /** What they are put on. */
  @Override
  public Grid grid() {
    return grid;
  }

  private Grid find() {
    while (first.size() < FIRST && measured.hasNext()) {
      first.add(measured.next());
    }
    Steps steps = new Steps(measured.channels().size());
    first.forEach(steps::add);
    long step = Math.max(1, steps.median());
    return new Grid(step, Math.max(step, STEPS_HELD * Math.max(step, steps.slowest())));
  }

  /** What lies between two measurements of one channel of one key. */
  private static final class Steps {
    private final int channels;
    private final Map<String, long[]> newest = new HashMap<>(); // by key (channels)
    private final List<List<Long>> steps = new ArrayList<>(); // (channels)

    Steps(int channels) {
      this.channels = channels;
      for (int c = 0; c < channels; c++) {
        steps.add(new ArrayList<>());
      }
    }

    void add(Reading reading) {
      long[] before =
          newest.computeIfAbsent(
              reading.key(),
              key -> {
                long[] none = new long[channels];
                Arrays.fill(none, Long.MIN_VALUE);
                return none;
              });
      for (int c = 0; c < channels; c++) {
        if (!Double.isNaN(reading.values()[c])) {
          if (before[c] != Long.MIN_VALUE && reading.time() > before[c]) {
            steps.get(c).add(reading.time() - before[c]);
          }
          before[c] = Math.max(before[c], reading.time());
        }
      }
    }

    private long[] medians() {
      return steps.stream()
          .filter(list -> !list.isEmpty())
          .mapToLong(list -> list.stream().sorted().toList().get(list.size() / 2))
          .sorted()
          .toArray();
    }

    long median() {
      long[] medians = medians();
      return medians.length == 0 ? 0 : medians[(medians.length - 1) / 2];
    }

    long slowest() {
      long[] medians = medians();
      return medians.length == 0 ? 0 : medians[medians.length - 1];
    }
  }

  @Override
  public List<String> channels() {
    return measured.channels();
  }

  @Override
  public Map<String, String> units() {
    return measured.units();
  }

  @Override
  public boolean timed() {
    return measured.timed();
  }

  @Override
  public double progress() {
    return measured.progress();
  }

  @Override
  public boolean hasNext() {
    while (made.isEmpty() && !ended) {
      if (!first.isEmpty()) {
        add(first.remove());
      } else if (measured.hasNext()) {
        add(measured.next());
      } else {
        keys.values().forEach(key -> key.end(this::make));
        ended = true;
      }
    }
    return !made.isEmpty();
  }

  private void add(Reading measurement) {
    keys.computeIfAbsent(measurement.key(), key -> new KeyGrid(grid)).add(measurement, this::make);
  }

  /** Rows are counted anew. */
  private void make(Reading reading) {
    made.add(
        new Reading(reading.key(), reading.time(), reading.values(), reading.recordTime(), rows++));
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more readings");
    }
    return made.remove();
  }

  /** Measurements that came after a newer one of their channel. */
  public long dropped() {
    return keys.values().stream().mapToLong(KeyGrid::dropped).sum();
  }

  @Override
  public void close() {
    measured.close();
  }
}
