package io.stillwater.stream;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.KeyState;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the keys of one partition have learnt of themselves, and when it is stored.
 *
 * <p>What is known of a key is a function of its readings up to an offset. A new key is stored with
 * the next commit; after that it is enough to do so now and then, because a restart reads again
 * what came after the oldest reading that is not in what was stored. Whether a key is stored a
 * commit earlier or later changes nothing that comes out. It reads the rows of windows again as
 * well, for a trained bundle that takes over; what learns passes over those.
 *
 * <pre>
 * key a   stored at 100, then readings at 104, 109   }  a restart reads again from 104,
 * key b   stored at 107, no reading since            }  and passes over those of b
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Learners {
  /** Readings of a key after which it is stored again. */
  static final int ROWS = 1_000;

  /** Milliseconds on the wall after which it is. */
  static final long WALL = 600_000;

  /** Bytes of one commit, beyond which known keys wait for the next. */
  static final long BYTES = 4 << 20;

  private final Windower<KeyMemory> windower;
  private final LearntBytes bytes;
  private final Map<String, Long> storedAt = new HashMap<>(); // offset, while rebuilding
  private final Map<String, Unsaved> unsaved = new LinkedHashMap<>(); // by first offset, ascending
  private final Set<String> gone = new HashSet<>();

  /** A key with readings that are in nothing that was stored. */
  private static final class Unsaved {
    private final KeyWindow<KeyMemory> key;
    private final long first; // offset
    private final long since; // on the wall
    private int rows;

    Unsaved(KeyWindow<KeyMemory> key, long first, long since) {
      this.key = key;
      this.first = first;
      this.since = since;
    }

    boolean due(long now) {
      return !key.memory().stored || rows >= ROWS || now - since >= WALL;
    }
  }

  /**
   * Brings back what was stored.
   *
   * @param most keys that are watched
   * @param next the offset of the first record that was not processed: what is stored from beyond
   *     it belongs to a past that was undone
   */
  Learners(
      Learning learning,
      Windower<KeyMemory> windower,
      int most,
      Collection<KeyState> stored,
      long next) {
    this.windower = windower;
    this.bytes = new LearntBytes(learning);
    List<KeyState> known = new ArrayList<>();
    for (KeyState state : stored) {
      if (state.offset() < next) {
        known.add(state);
      } else {
        gone.add(state.key());
      }
    }
    known.sort(Comparator.comparingLong(KeyState::offset));
    int crowded = Math.max(0, known.size() - most);
    known.subList(0, crowded).forEach(state -> gone.add(state.key()));
    known.subList(crowded, known.size()).forEach(this::restore);
  }

  private void restore(KeyState state) {
    try {
      bytes.restore(state, windower);
      storedAt.put(state.key(), state.offset());
    } catch (IOException | IllegalArgumentException e) {
      // It belongs to a trained detector, or to another version: the key begins anew.
      gone.add(state.key());
    }
  }

  /** Whether a reading of the rebuild is in nothing that was stored, and its key still known. */
  boolean replays(Reading reading) {
    Long stored = storedAt.get(reading.key());
    return stored != null && reading.offset() > stored;
  }

  /**
   * A reading of a key came, whatever it led to.
   *
   * @param now milliseconds on the wall
   */
  void touched(KeyWindow<KeyMemory> key, Reading reading, long now) {
    unsaved.computeIfAbsent(key.key(), name -> new Unsaved(key, reading.offset(), now)).rows++;
  }

  /** Judges the newest reading of a key; null where there is nothing to judge yet. */
  Verdict judge(KeyWindow<KeyMemory> key) {
    return key.memory().stream.next(key.newest());
  }

  /** A key is watched no more. */
  void forget(String key) {
    unsaved.remove(key);
    gone.add(key);
  }

  /** From where on a restart has to read again. */
  long neededFrom(long next) {
    return unsaved.isEmpty() ? next : unsaved.values().iterator().next().first;
  }

  /**
   * What is to be stored now, by key; nothing where it is forgotten.
   *
   * @param now milliseconds on the wall
   */
  Map<String, Optional<KeyState>> drain(long now) {
    Map<String, Optional<KeyState>> states = new HashMap<>();
    gone.forEach(key -> states.put(key, Optional.empty()));
    gone.clear();
    storedAt.clear();
    long written = 0;
    Iterator<Unsaved> all = unsaved.values().iterator();
    while (all.hasNext()) {
      Unsaved next = all.next();
      if (next.due(now) && (written < BYTES || !next.key.memory().stored)) {
        KeyState state = bytes.write(next.key);
        states.put(state.key(), Optional.of(state));
        written += state.state().length;
        next.key.memory().stored = true;
        all.remove();
      }
    }
    return states;
  }
}
