package io.stillwater.cli.demo;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which faults were found, and when.
 *
 * <p>A fault is found by the first alert of its key that says anything but "over" and whose event
 * time lies between the fault's start and its end, or at most {@value #GRACE_MILLIS} ms later. An
 * episode that opened outside all faults of its key is a false alarm.
 *
 * <table>
 * <caption>one fault of pump-1 from 20 s to 35 s</caption>
 * <tr><th>opened</th><th>key</th><th>counts as</th></tr>
 * <tr><td>21 s</td><td>pump-1</td><td>found after 1 s</td></tr>
 * <tr><td>38 s</td><td>pump-1</td><td>found after 18 s (the grace)</td></tr>
 * <tr><td>12 s</td><td>pump-1</td><td>false alarm</td></tr>
 * <tr><td>21 s</td><td>pump-2</td><td>false alarm</td></tr>
 * </table>
 *
 * <p>Safe for use by several threads.
 */
final class FaultBook {
  static final long GRACE_MILLIS = 5_000;

  private final List<Injected> faults = new ArrayList<>();
  private final Map<Injected, Long> found = new HashMap<>();
  private int falseAlarms;

  /**
   * A fault with what came of it.
   *
   * @param after milliseconds of event time until it was found; empty if it was not
   */
  record Entry(Injected fault, OptionalLong after) {}

  /** A fault begins. */
  synchronized void inject(Injected fault) {
    faults.add(fault);
  }

  /** An alert came. Returns the fault that it is the first to report, or null. */
  synchronized Injected report(Alert alert) {
    if (alert.state() == AlertState.RESOLVED) {
      return null;
    }
    Injected cause = cause(alert.episode().key(), alert.time());
    if (cause == null) {
      falseAlarms += alert.state() == AlertState.OPENED ? 1 : 0;
      return null;
    }
    return found.putIfAbsent(cause, alert.time() - cause.from()) == null ? cause : null;
  }

  /** All faults, in the order in which they began. */
  synchronized List<Entry> entries() {
    return faults.stream().map(f -> new Entry(f, after(f))).toList();
  }

  /** Episodes that no fault explains. */
  synchronized int falseAlarms() {
    return falseAlarms;
  }

  private OptionalLong after(Injected fault) {
    Long after = found.get(fault);
    return after == null ? OptionalLong.empty() : OptionalLong.of(after);
  }

  private Injected cause(String key, long time) {
    return faults.stream()
        .filter(f -> f.key().equals(key) && time >= f.from() && time <= f.to() + GRACE_MILLIS)
        .findFirst()
        .orElse(null);
  }
}
