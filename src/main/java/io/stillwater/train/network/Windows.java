package io.stillwater.train.network;

import java.util.random.RandomGenerator;

/** Normalised windows that can be read in any order, by one thread at a time. */
public interface Windows {
  /** How many, at least 1. */
  int size();

  /**
   * Writes one window.
   *
   * @param index 0 to size − 1
   * @param values receives (dimension) values from {@code at}
   * @param observed receives (dimension) marks from {@code at}: 1 observed, 0 carried forward
   * @param random for windows that are changed a little each time
   */
  void read(int index, float[] values, float[] observed, int at, RandomGenerator random);
}
