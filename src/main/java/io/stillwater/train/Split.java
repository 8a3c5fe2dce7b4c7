package io.stillwater.train;

/**
 * Which windows are for what; no window is in two of them.
 *
 * @param training to learn from
 * @param validation to see by when it is enough; may be empty
 * @param heldOut neither of these has seen: for the calibration
 */
record Split(Indices training, Indices validation, Indices heldOut) {
  /** Everything is learnt from. */
  static Split all(int windows) {
    return new Split(Indices.range(0, windows), Indices.none(), Indices.none());
  }

  /** Training and validation. */
  Indices seen() {
    return training.and(validation);
  }
}
