package io.stillwater.stream;

import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;

/**
 * Something that waits for the next run of the model, in the order of the log.
 *
 * @param flow the partition it belongs to
 * @param key whose it is
 * @param window to be judged; null where the key was forgotten
 * @param forgotten why the key went; null for a window
 * @param clock the partition's time when it arose
 * @param rebuilt whether the window was judged before a restart already
 */
record Pending(
    PartitionFlow flow,
    KeyWindow<KeyMemory> key,
    Window window,
    Windower.Forgotten forgotten,
    Clock clock,
    boolean rebuilt) {
  /** T and T − A. */
  record Clock(long highest, long oldest) {}
}
