package io.stillwater.train.data;

/**
 * Which windows are for what; no window is in two of them.
 *
 * @param training to learn from
 * @param validation to see by when it is enough; may be empty
 * @param heldOut neither of these has seen: for the calibration
 */
public record Split(Indices training, Indices validation, Indices heldOut) {
  /** Everything is learnt from. */
  public static Split all(int windows) {
    return new Split(Indices.range(0, windows), Indices.none(), Indices.none());
  }

  /** Training and validation. */
  public Indices seen() {
    return training.and(validation);
  }
}
