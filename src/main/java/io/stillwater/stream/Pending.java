package io.stillwater.stream;

import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.Notice;
import io.stillwater.detect.Verdict;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;

/**
 * Something that waits for the next run of the model, in the order of the log: a window, a verdict,
 * a key that was forgotten, or a notice.
 *
 * @param flow the partition it belongs to
 * @param key whose it is; null for a notice
 * @param window to be judged; null for anything else
 * @param verdict that needs no model; null for anything else
 * @param forgotten why the key went; null for anything else
 * @param notice to be told in its turn; null for anything else
 * @param clock T and T − A when it arose; null for a notice
 * @param at offset of the record that it arose with; 0 for what is no window
 * @param rebuilt whether the window was judged before a restart already
 */
record Pending(
    PartitionFlow flow,
    KeyWindow<KeyMemory> key,
    Window window,
    Verdict verdict,
    Windower.Forgotten forgotten,
    Notice notice,
    EpisodePolicy.Clock clock,
    long at,
    boolean rebuilt) {
  static Pending of(
      PartitionFlow flow,
      KeyWindow<KeyMemory> key,
      Window window,
      EpisodePolicy.Clock clock,
      long at,
      boolean rebuilt) {
    return new Pending(flow, key, window, null, null, null, clock, at, rebuilt);
  }

  static Pending of(
      PartitionFlow flow, KeyWindow<KeyMemory> key, Verdict verdict, EpisodePolicy.Clock clock) {
    return new Pending(flow, key, null, verdict, null, null, clock, 0, false);
  }

  static Pending of(
      PartitionFlow flow,
      KeyWindow<KeyMemory> key,
      Windower.Forgotten forgotten,
      EpisodePolicy.Clock clock) {
    return new Pending(flow, key, null, null, forgotten, null, clock, 0, false);
  }

  static Pending of(PartitionFlow flow, Notice notice) {
    return new Pending(flow, null, null, null, null, notice, null, 0, false);
  }
}
