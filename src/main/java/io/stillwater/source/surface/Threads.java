package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/** The threads of one direction: each a little different, and not quite even along its way. */
final class Threads {
  private static final int COUNT = 64;

  private static final int LONG = 128;

  /** Half a thread's width, of the distance between threads. */
  private static final double HALF = 0.46;

  private final GrainField own;
  private final GrainField slow;
  private final GrainField fine;
  private final double tone;
  private final double uneven;

  /**
   * @param tone how light they are, from 0 to 1
   * @param uneven deviation of the threads' tones
   */
  Threads(double tone, double uneven, SeededNoise noise) {
    own = new GrainField(COUNT, 4, noise);
    slow = new GrainField(COUNT, LONG, noise);
    fine = new GrainField(COUNT, LONG, noise);
    this.tone = tone;
    this.uneven = uneven;
  }

  /**
   * The place across a thread, from -1 to 1, beyond for the gaps.
   *
   * @param across number of the thread, with the place across its room as fraction
   * @param along crossings along it
   */
  double place(double across, double along) {
    int thread = (int) Math.floor(across);
    double wander = slow.along(thread, along / 3.5);
    double middle = 0.5 + 0.025 * own.along(thread, 0) + 0.02 * wander;
    // Thick places are rarer and stronger than a normal distribution would have them.
    double slub = slow.along(thread, along / 9 + LONG / 4);
    double half = HALF * (1 + 0.03 * own.along(thread, 1) + 0.035 * slub * Math.abs(slub));
    return (across - thread - middle) / half;
  }

  /** The tone of a thread, with the twist of its fibres. */
  double tone(double across, double along) {
    int thread = (int) Math.floor(across);
    double side = across - thread - 0.5;
    double twist = along * 2.6 + side * 1.1;
    double stripe = Math.abs(2 * (twist - Math.floor(twist)) - 1) - 0.5;
    double fibre = fine.along(side > 0 ? thread : thread + COUNT / 2, along * 2.5);
    return tone
        * (1
            + uneven * own.along(thread, 2)
            + 0.02 * slow.along(thread, along / 6 + LONG / 2)
            + 0.1 * stripe
            + 0.035 * fibre);
  }
}
