package io.stillwater.train;

import io.stillwater.event.Reading;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Cuts readings into windows and keeps no more than a limit: whole blocks of consecutive windows
 * stay or go, so that what stays is as consecutive as a stream. Which go depends on the seed and
 * the block's place alone (the blocks with the largest hashes: bottom-k sampling), so every block
 * is as likely to stay and a long input needs no more memory than a short one.
 *
 * <p>Each key is cut by a windower of its own: a file may hold one key after another, where a
 * stream has them side by side. Not thread-safe.
 */
final class WindowCollector {
  private static final int BLOCK = 512;

  private final WindowSpec spec;
  private final int limit;
  private final long seed;
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<Cut, Long> cuts = new EnumMap<>(Cut.class);
  private final PriorityQueue<Block> kept =
      new PriorityQueue<>(Comparator.comparingLong(this::hash).reversed());
  private long held;
  private long dropped;

  private static final class Key {
    private final int number;
    private final Windower<Void> windower;
    private long readings;
    private int blocks;
    private int inBlock;
    private Block open;

    Key(int number, WindowSpec spec) {
      this.number = number;
      this.windower = Windower.offline(spec);
    }
  }

  WindowCollector(WindowSpec spec, int limit, long seed) {
    this.spec = spec;
    this.limit = limit;
    this.seed = seed;
  }

  void add(Reading reading) {
    Key key = keys.get(reading.key());
    if (key == null) {
      key = new Key(keys.size(), spec);
      keys.put(reading.key(), key);
    }
    KeyWindow<Void> cut = key.windower.add(reading);
    cuts.merge(key.windower.cut(), 1L, Long::sum);
    if (key.windower.cut() != Cut.LATE) {
      key.readings++;
    }
    if (key.windower.cut() == Cut.COMPLETE) {
      collect(key, cut.window());
    }
  }

  private void collect(Key key, Window window) {
    if (key.inBlock == BLOCK || key.open == null) {
      key.open = new Block(key.number, key.blocks++);
      key.inBlock = 0;
      kept.add(key.open);
    }
    key.inBlock++;
    if (key.open.dropped()) {
      dropped++;
      return;
    }
    key.open.add(window, key.readings - 1);
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
    long hash = seed * 0x9E3779B97F4A7C15L + block.key() * 0xC2B2AE3D27D4EB4FL + block.index();
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return (hash ^ (hash >>> 31)) >>> 1;
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

  /** How many readings led to that. */
  long count(Cut cut) {
    return cuts.getOrDefault(cut, 0L);
  }

  /** Windows that were let go for want of room. */
  long dropped() {
    return dropped;
  }
}
