package io.stillwater.train;

import java.util.stream.IntStream;

/**
 * Which windows are for what: ascending indices, no window in two of them.
 *
 * @param training to learn from
 * @param validation to see by when it is enough; may be empty
 * @param heldOut neither of these has seen: for the calibration
 */
record Split(int[] training, int[] validation, int[] heldOut) {
  /** Everything is learnt from. */
  static Split all(int windows) {
    return new Split(IntStream.range(0, windows).toArray(), new int[0], new int[0]);
  }

  /** Training and validation, ascending. */
  int[] seen() {
    return IntStream.concat(IntStream.of(training), IntStream.of(validation)).sorted().toArray();
  }
}
