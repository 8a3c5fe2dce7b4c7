package io.stillwater.detect.recent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A key's recent scores by slot, the limit that follows from them, and the test for a lasting move:
 * below 1 KiB as bytes ({@link RecentBytes}). Not thread-safe.
 */
public final class RecentScores {
  /** No bin: nothing is known that could raise the limit. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  /** Limits that are remembered, so that the newest windows can be judged again. */
  static final int LIMITS = 5;

  private static final double UPPER = 0.9; // the quantile by which slots are compared
  private static final double DECADE = 1; // in units of the scale
  private static final double SPREADS = 3;

  /** One slot's scores. */
  record Slot(long index, Histogram scores) {}

  /** From that slot on, scores in that bin or higher are rare for the key; or UNKNOWN. */
  record Limit(long slot, int bin) {}

  final Deque<Slot> slots = new ArrayDeque<>(); // ascending; the last is the present one
  final Deque<Limit> limits = new ArrayDeque<>(); // ascending
  final MoveTest test = new MoveTest();
  long cell = Long.MIN_VALUE; // of the newest score that was looked at
  private Histogram teaching = new Histogram(); // of the slots that teach in the present one

  /** The slot from which on normal has moved; {@link MoveTest#NONE} if it has not. */
  long movedSince() {
    return test.since;
  }

  /** Whether a moment is in a later slot than what was seen so far. */
  boolean entersSlot(long slot) {
    return slots.isEmpty() || slot > slots.getLast().index();
  }

  /** Begins a slot; those before it are over. */
  void enter(long slot, int memory, ScoreScale scale) {
    slots.addLast(new Slot(slot, new Histogram()));
    while (slots.getFirst().index() < slot - 1 - memory) {
      slots.removeFirst();
    }
    learn(scale);
    limits.addLast(new Limit(slot, limit()));
    if (limits.size() > LIMITS) {
      limits.removeFirst();
    }
  }

  /** Finds the scores that teach in the present slot; a function of the slots. */
  void learn(ScoreScale scale) {
    teaching = new Histogram();
    usual(scale).forEach(slot -> teaching.add(slot.scores()));
  }

  /**
   * The slots that teach: those that a whole slot has passed since, without those that were strange
   * beside the others, unless normal has moved since then. A slot is strange if its upper scores
   * are higher than the median slot's by a decade of p-values, and by three times what slots differ
   * by.
   */
  private List<Slot> usual(ScoreScale scale) {
    long present = slots.getLast().index();
    List<Slot> past = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.index() <= present - 2 && slot.scores().total() > 0) {
        past.add(slot);
      }
    }
    double[] upper =
        past.stream().mapToDouble(slot -> scale.units(slot.scores().quantile(UPPER))).toArray();
    double most = most(upper);
    List<Slot> usual = new ArrayList<>();
    for (int i = 0; i < upper.length; i++) {
      boolean moved = test.since != MoveTest.NONE && past.get(i).index() >= test.since;
      if (upper[i] <= most || moved) {
        usual.add(past.get(i));
      }
    }
    return usual;
  }

  private static double most(double[] upper) {
    double middle = lowerMedian(upper.clone());
    double spread = lowerMedian(Arrays.stream(upper).map(u -> Math.abs(u - middle)).toArray());
    return middle + Math.max(DECADE, SPREADS * spread);
  }

  private static double lowerMedian(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[(values.length - 1) / 2];
  }

  /** The lowest bin that is rare enough among the scores that teach. */
  private int limit() {
    if (1.0 / (1 + teaching.total()) > Adaptation.SHARE) {
      return UNKNOWN;
    }
    int bin = Short.MIN_VALUE;
    for (int i = teaching.size() - 1; i >= 0; i--) {
      if (rarity(teaching.bin(i)) > Adaptation.SHARE) {
        bin = teaching.bin(i) + 1;
        break;
      }
    }
    return bin;
  }

  /** (1 + scores that teach at or above) / (1 + all of them): a conformal p-value. */
  private double rarity(int bin) {
    return (1.0 + teaching.atOrAbove(bin)) / (1.0 + teaching.total());
  }

  /** How often the key's recent scores reach that bin; NaN while too few are known. */
  double pValue(int bin) {
    return limits.getLast().bin() == UNKNOWN ? Double.NaN : rarity(bin);
  }

  /** Whether that bin is rare for the key, by the limit that held in that slot. */
  boolean rare(long slot, int bin) {
    int limit = UNKNOWN;
    for (Limit known : limits) {
      limit = known.slot() <= slot ? known.bin() : limit;
    }
    return limit == UNKNOWN || bin >= limit;
  }

  /** Forgets the slots since normal had moved: it is back. */
  void forget(long from, long until) {
    slots.removeIf(slot -> slot.index() >= from && slot.index() < until);
  }
}
