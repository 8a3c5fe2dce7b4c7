package io.stillwater.train.data;

import io.stillwater.event.Reading;
import io.stillwater.window.Cut;
import io.stillwater.window.CutCounts;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Cuts readings into windows and keeps no more than a limit of them: whole blocks stay or go, as
 * {@link Thinning} says. What is kept are the readings, each once, and where windows end; a block
 * that goes gives its room back, so a long input needs no more than a short one.
 *
 * <p>Each key is cut by a windower of its own: a file may hold one key after another, where a
 * stream has them side by side. Not thread-safe.
 */
final class WindowCollector {
  private final RowStore rows;
  private final WindowSpec spec;
  private final int limit;
  private final long seed;
  private final Map<String, Key> keys = new HashMap<>();
  private final CutCounts cuts = new CutCounts();
  private final PriorityQueue<Block> kept =
      new PriorityQueue<>(Comparator.comparingLong(this::hash).reversed());
  private long held;
  private long dropped;

  private static final class Key {
    private final int number;
    private final Windower<Void> windower;
    private final KeyRows rows;
    private int blocks;
    private int inBlock;
    private Block open;

    Key(int number, WindowSpec spec, KeyRows rows) {
      this.number = number;
      this.windower = Windower.offline(spec);
      this.rows = rows;
    }
  }

  /**
   * @param rows room for the readings
   */
  WindowCollector(RowStore rows, WindowSpec spec, int limit, long seed) {
    this.rows = rows;
    this.spec = spec;
    this.limit = limit;
    this.seed = seed;
  }

  /**
   * Takes the next reading.
   *
   * @throws TrainingException where there is no room for it
   */
  void add(Reading reading) throws TrainingException {
    Key key =
        keys.computeIfAbsent(
            reading.key(), name -> new Key(keys.size(), spec, new KeyRows(rows, name, spec)));
    try {
      key.windower.arrive(reading, (window, told, cut) -> came(key, window, told, cut));
    } catch (UncheckedIOException e) {
      throw noRoom(e);
    }
  }

  /** Takes what waits for a next reading; nothing comes any more. */
  void end() throws TrainingException {
    try {
      for (Key key : keys.values()) {
        key.windower.end((window, told, cut) -> came(key, window, told, cut));
      }
    } catch (UncheckedIOException e) {
      throw noRoom(e);
    }
  }

  private static TrainingException noRoom(UncheckedIOException e) {
    return new TrainingException(e.getCause().getMessage(), e.getCause());
  }

  private void came(Key key, KeyWindow<Void> window, Reading reading, Cut cut) {
    cuts.add(reading, cut);
    if (cut == Cut.LATE || cut == Cut.HELD || cut == Cut.ASIDE) {
      return;
    }
    boolean complete = cut == Cut.COMPLETE;
    try {
      key.rows.add(reading, complete ? window.window().lead() : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (complete) {
      collect(key);
    }
  }

  private void collect(Key key) {
    if (key.inBlock == Thinning.BLOCK || key.open == null) {
      key.open = new Block(key.number, key.blocks++, key.rows);
      key.inBlock = 0;
      kept.add(key.open);
    }
    key.inBlock++;
    if (key.open.dropped()) {
      dropped++;
      return;
    }
    key.open.add(key.rows.size() - 1);
    held++;
    thin();
  }

  private void thin() {
    while (held > limit && kept.size() > 1) {
      Block block = kept.remove();
      held -= block.size();
      dropped += block.size();
      block.drop();
    }
  }

  private long hash(Block block) {
    return Thinning.hash(seed, block.key(), block.index());
  }

  /** What stayed, by key and place. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>(kept);
    blocks.sort(Comparator.comparingInt(Block::key).thenComparingInt(Block::index));
    return blocks;
  }

  int keys() {
    return keys.size();
  }

  /** What the readings led to. */
  CutCounts cuts() {
    return cuts;
  }

  /** Windows that were let go for want of room. */
  long dropped() {
    return dropped;
  }
}
