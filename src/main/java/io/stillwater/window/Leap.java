package io.stillwater.window;

/**
 * Which steps of a key's event time are so long that its clock may have jumped: more than {@value
 * #STEPS} usual ones. What is usual was found when a bundle was trained, or is what most of the
 * key's newest readings say. Not thread-safe.
 */
final class Leap {
  /** Usual steps in a leap. */
  static final int STEPS = 8;

  private final long millis;
  private final TakenRows rows; // null where the step is given

  private Leap(long millis, TakenRows rows) {
    this.millis = millis;
    this.rows = rows;
  }

  /** A leap is longer than that; there is none at 0. */
  static Leap of(long millis) {
    return new Leap(millis, null);
  }

  /** A leap is longer than {@value #STEPS} times most steps between those rows. */
  static Leap learnt(TakenRows rows) {
    return new Leap(0, rows);
  }

  /** Whether every clock is believed. */
  boolean none() {
    return rows == null && millis == 0;
  }

  /** Whether a step has to be confirmed; any has while no step is known. */
  boolean must(long step) {
    return step > 0 && (rows == null ? step > millis : most(step, true));
  }

  /** Whether a step parts readings that may be one course; none does while no step is known. */
  boolean parts(long step) {
    return rows == null ? millis > 0 && step > millis : most(step, false);
  }

  /** Whether most of the steps forward that are known are shorter than an eighth of it. */
  private boolean most(long step, boolean unknown) {
    int known = 0;
    int shorter = 0;
    for (int place = 1; place < rows.size(); place++) {
      long usual = rows.step(place);
      known += usual > 0 ? 1 : 0;
      shorter += usual > 0 && usual < (double) step / STEPS ? 1 : 0;
    }
    return known == 0 ? unknown : 2 * shorter > known;
  }
}
