package io.stillwater.stream;

import io.stillwater.alert.EpisodePolicy;
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
 * @param clock T and T − A when it arose
 * @param rebuilt whether the window was judged before a restart already
 */
record Pending(
    PartitionFlow flow,
    KeyWindow<KeyMemory> key,
    Window window,
    Windower.Forgotten forgotten,
    EpisodePolicy.Clock clock,
    boolean rebuilt) {}
