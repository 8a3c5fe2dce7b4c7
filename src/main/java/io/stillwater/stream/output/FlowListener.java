package io.stillwater.stream.output;

import io.stillwater.alert.Alert;

/**
 * Told of everything that was committed, in order, by the loop's thread. Must return at once and
 * never throw.
 */
public interface FlowListener {
  /** A window was scored. */
  void scored(ScoredWindow window);

  /** An alert was sent. */
  void alerted(Alert alert);
}
