package io.stillwater.window;

import io.stillwater.event.Reading;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Cuts the readings of one partition, or of one file, into windows, key by key. The same code
 * serves and trains.
 *
 * <p>A window is the last {@code length} readings of a key, in the order of the log, whose record
 * timestamps lie within A of the partition's highest so far, T, and whose steps in event time are
 * within the gap. It is completed by the first reading of the key in a new cell floor(time /
 * stride). A reading before its key's newest one in event time is late: counted, and otherwise as
 * if it had not come. An equal time is not late.
 *
 * <table>
 * <caption>length 3, stride 20 ms, gap 50 ms, one key</caption>
 * <tr><th>time</th><th>cell</th><th>cut</th><th>window</th></tr>
 * <tr><td>0</td><td>0</td><td>WARMING</td><td></td></tr>
 * <tr><td>10</td><td>0</td><td>WARMING</td><td></td></tr>
 * <tr><td>20</td><td>1</td><td>COMPLETE</td><td>0, 10, 20</td></tr>
 * <tr><td>30</td><td>1</td><td>SAME_CELL</td><td></td></tr>
 * <tr><td>25</td><td>1</td><td>LATE</td><td></td></tr>
 * <tr><td>45</td><td>2</td><td>COMPLETE</td><td>20, 30, 45</td></tr>
 * <tr><td>96</td><td>4</td><td>WARMING</td><td>(the step of 51 is beyond the gap)</td></tr>
 * </table>
 *
 * <p>All state is a function of the log from {@link #neededFrom} on, given T there. Not
 * thread-safe.
 *
 * @param <M> what the user keeps beside each key
 */
public final class Windower<M> {
  /** Why a key was forgotten. */
  public enum Forgotten {
    /** Nothing came from it for longer than A. */
    SILENT,
    /** More keys than the limit; this one was seen least recently. */
    CROWDED
  }

  /** What is told of readings. */
  @FunctionalInterface
  public interface Outcome<M> {
    /**
     * A reading came to something; {@link KeyWindow#window} is the window that it completed. One
     * that was {@link Cut#HELD} is told of twice.
     */
    void came(KeyWindow<M> key, Reading reading, Cut cut);
  }

  private static final int FEW = 1024; // forgotten keys that are not worth clearing away

  private final WindowSpec spec;
  private final KeyWindow.Cutting cutting;
  private final int maxKeys;
  private final Function<String, M> memories;
  private final BiConsumer<KeyWindow<M>, Forgotten> onForgotten;
  private final LinkedHashMap<String, KeyWindow<M>> keys = new LinkedHashMap<>(16, 0.75f, true);

  /** All keys, and some that were forgotten, by the least that each may need. */
  private final PriorityQueue<KeyWindow<M>> byNeed =
      new PriorityQueue<>(Comparator.comparingLong(KeyWindow::leastNeeded));

  private final RecordClock clock;
  private Cut cut;

  /**
   * @param spec how to cut
   * @param maxKeys how many keys are kept; the least recently seen goes first
   * @param recall how many of each key's newest windows must come back after a restart
   * @param memories makes what is kept beside a new key
   * @param onForgotten told of every key that goes
   */
  public Windower(
      WindowSpec spec,
      int maxKeys,
      int recall,
      Function<String, M> memories,
      BiConsumer<KeyWindow<M>, Forgotten> onForgotten) {
    this(new KeyWindow.Cutting(spec, recall, false), maxKeys, memories, onForgotten);
  }

  private Windower(
      KeyWindow.Cutting cutting,
      int maxKeys,
      Function<String, M> memories,
      BiConsumer<KeyWindow<M>, Forgotten> onForgotten) {
    if (maxKeys < 1) {
      throw new IllegalArgumentException("key limit must be at least 1: was " + maxKeys);
    }
    this.cutting = cutting;
    this.spec = cutting.spec();
    this.clock = new RecordClock(spec.ageMillis());
    this.maxKeys = maxKeys;
    this.memories = memories;
    this.onForgotten = onForgotten;
  }

  /**
   * A windower whose keys tell by their own newest readings what a usual step is, and so when a
   * clock has jumped. What they hold has to be stored, and brought back by {@link #restore}.
   */
  public static <M> Windower<M> learning(
      WindowSpec spec,
      int maxKeys,
      int recall,
      Function<String, M> memories,
      BiConsumer<KeyWindow<M>, Forgotten> onForgotten) {
    return new Windower<>(
        new KeyWindow.Cutting(spec, recall, true), maxKeys, memories, onForgotten);
  }

  /** A windower for a bounded source, where nothing has to be rebuilt and no key goes. */
  public static Windower<Void> offline(WindowSpec spec) {
    return new Windower<>(spec, Integer.MAX_VALUE, 0, key -> null, (key, why) -> {});
  }

  /**
   * Takes the next reading, whose clock is believed; {@link #cut} and {@link KeyWindow#window} then
   * say what it led to.
   */
  public KeyWindow<M> add(Reading reading) {
    KeyWindow<M> key = seen(reading);
    cut = key.add(young(reading), oldestTime());
    return key;
  }

  /**
   * Takes the next reading of a stream, and tells what became of it, or of the one before it that
   * waited: the clocks of keys may be wrong.
   */
  public KeyWindow<M> arrive(Reading reading, Outcome<M> outcome) {
    KeyWindow<M> key = seen(reading);
    key.arrive(young(reading), oldestTime(), outcome);
    return key;
  }

  /** Nothing comes any more: tells what becomes of readings that wait. */
  public void end(Outcome<M> outcome) {
    keys.values().forEach(key -> key.end(oldestTime(), outcome));
  }

  /** Nothing that could tell more comes soon from that key: what waits is believed. */
  public void end(String name, Outcome<M> outcome) {
    for (KeyWindow<M> key : keys.values()) {
      if (key.key().equals(name)) {
        key.end(oldestTime(), outcome);
      }
    }
  }

  private KeyWindow<M> seen(Reading reading) {
    move(reading);
    forgetSilent();
    KeyWindow<M> key = keys.get(reading.key());
    if (key == null) {
      makeRoom();
      key = create(reading.key());
    }
    key.seen(clock.time(), reading.offset());
    return key;
  }

  /** One that is older than A is as old as the record before it. */
  private Reading young(Reading reading) {
    return reading.recordTime() < oldestTime() ? reading.recordedAt(clock.time()) : reading;
  }

  private void move(Reading reading) {
    long before = clock.time();
    String ahead = clock.ahead();
    clock.pass(reading);
    if (clock.time() < before) {
      keys.values().forEach(key -> key.seenAtMost(clock.time()));
    } else if (ahead != null && clock.time() > before && keys.containsKey(ahead)) {
      keys.get(ahead).seenNow(clock.time());
    }
  }

  /** What the newest reading led to. */
  public Cut cut() {
    return cut;
  }

  /** Makes a key that is not there yet; one that is there does not count as seen. */
  public void keep(String name) {
    if (!keys.containsKey(name)) { // get would move it: the map is in the order of access
      create(name).seen(clock.time(), Long.MAX_VALUE);
    }
  }

  /**
   * Brings a key back with its newest readings, before the first reading of a rebuild. Keys are to
   * be brought back in the order in which they were seen last.
   *
   * @param readings of the key, oldest first
   * @param waiting what its clock waited for
   * @param seenAt the partition's highest record time when it was last seen
   */
  public KeyWindow<M> restore(
      String name, List<Reading> readings, KeyWindow.Waiting waiting, long seenAt) {
    KeyWindow<M> key = create(name);
    long offset = Long.MAX_VALUE;
    for (Reading reading : readings) {
      key.add(reading, Long.MIN_VALUE);
      offset = reading.offset();
    }
    key.waits(waiting);
    key.seen(seenAt, offset);
    return key;
  }

  /** A reading passes that is known already: T moves, and nothing else. */
  public void passing(Reading reading) {
    move(reading);
  }

  /** Whether T is all there is to know of the partition's clock. */
  public boolean settled() {
    return clock.settled();
  }

  /** All keys, the least recently seen first; a view. */
  public Collection<KeyWindow<M>> keys() {
    return Collections.unmodifiableCollection(keys.values());
  }

  /**
   * T: the highest record timestamp so far that can be believed; {@link Long#MIN_VALUE} before the
   * first reading.
   */
  public long highestTime() {
    return clock.time();
  }

  /** Sets T, before the first reading of a rebuild. */
  public void startAt(long time) {
    clock.startAt(time);
  }

  /** T − A: the oldest record timestamp that a window may hold. */
  public long oldestTime() {
    return spec.ageMillis() == 0 || clock.time() == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : clock.time() - spec.ageMillis();
  }

  /**
   * The first offset from which reading again brings all keys back; {@code next} if there is
   * nothing to bring back. What a key needs never falls, so only keys that needed least the last
   * time are looked at again: the cost does not grow with the keys.
   *
   * @param next the offset of the next reading, no less than at the last call
   */
  public long neededFrom(long next) {
    long oldest = oldestTime();
    while (!byNeed.isEmpty()) {
      KeyWindow<M> key = byNeed.peek();
      long before = key.leastNeeded();
      long needed = Math.min(next, key.neededFrom(oldest));
      if (!key.isForgotten() && needed == before) {
        return needed;
      }
      byNeed.remove();
      if (!key.isForgotten()) {
        key.needs(needed);
        byNeed.add(key);
      }
    }
    return next;
  }

  private KeyWindow<M> create(String name) {
    KeyWindow<M> key = new KeyWindow<>(cutting, name, memories.apply(name));
    keys.put(name, key);
    if (byNeed.size() > 2 * keys.size() + FEW) {
      byNeed.removeIf(KeyWindow::isForgotten);
    }
    byNeed.add(key);
    return key;
  }

  private void forget(KeyWindow<M> key, Forgotten why) {
    key.forget();
    onForgotten.accept(key, why);
  }

  private void forgetSilent() {
    long oldest = oldestTime();
    Iterator<Map.Entry<String, KeyWindow<M>>> oldestFirst = keys.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      KeyWindow<M> key = oldestFirst.next().getValue();
      if (key.seenAt() >= oldest) {
        return;
      }
      oldestFirst.remove();
      forget(key, Forgotten.SILENT);
    }
  }

  private void makeRoom() {
    if (keys.size() >= maxKeys) {
      Iterator<Map.Entry<String, KeyWindow<M>>> oldestFirst = keys.entrySet().iterator();
      KeyWindow<M> key = oldestFirst.next().getValue();
      oldestFirst.remove();
      forget(key, Forgotten.CROWDED);
    }
  }
}
