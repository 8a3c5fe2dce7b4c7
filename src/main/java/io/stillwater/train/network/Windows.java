package io.stillwater.train.network;

/** Normalised windows that can be read in any order. Reading is safe from one thread at a time. */
public interface Windows {
  /** How many. */
  int size();

  /**
   * Writes one window.
   *
   * @param index 0 to size − 1
   * @param values receives (dimension) values from {@code at}
   * @param observed receives (dimension) marks from {@code at}: 1 observed, 0 carried forward
   */
  void read(int index, float[] values, float[] observed, int at);
}
