package io.stillwater.stream;

import io.stillwater.alert.PolicyMemory;
import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.window.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a flow keeps beside each key. Not thread-safe. */
final class KeyMemory {
  final PolicyMemory policy;
  final FlowOutput.Place place;
  final Pulse pulse = new Pulse();
  private final int recall;
  private final Deque<Window> held = new ArrayDeque<>();
  KeyStream stream; // what it has learnt of itself; null where a trained detector judges
  boolean stored; // whether that was stored once
  boolean forgotten;
  boolean silent; // and told of
  long lastTime; // event time of the newest reading
  long lastOffset = -1; // of that

  /**
   * @param recall windows that the policy looks back at
   * @param learning what the key learns by; null where a trained detector judges
   */
  KeyMemory(FlowOutput.Place place, int recall, Learning learning) {
    stream = learning == null ? null : new KeyStream(learning.budget());
    this.place = place;
    this.recall = recall;
    this.policy = new PolicyMemory(recall);
  }

  void heard(Reading reading, long now) {
    lastTime = reading.time();
    lastOffset = reading.offset();
    pulse.beat(reading.recordTime(), now);
  }

  /** Whether the key still learns what is normal, and nothing is told of it. */
  boolean warming() {
    return stream != null && stream.warming();
  }

  /** During a rebuild only the newest windows count; they are judged at its end. */
  void hold(Window window) {
    if (held.size() == recall) {
      held.removeFirst();
    }
    held.addLast(window);
  }

  List<Window> release() {
    List<Window> windows = new ArrayList<>(held);
    held.clear();
    return windows;
  }
}
