package io.stillwater.stream.output;

import io.stillwater.alert.Alert;
import io.stillwater.alert.Episode;
import io.stillwater.alert.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch of records came to: everything that is to be committed in one transaction.
 *
 * @param messages alerts, and news of keys, in the order in which they arose
 * @param episodes what is remembered of the changed episodes by place; empty where that is nothing
 * @param states what is remembered of keys whose states changed; empty where it is forgotten
 * @param scores one for each scored window
 * @param deadLetters one for each record that could not be used
 * @param asides readings whose clocks had jumped
 * @param checkpoints by input partition, for every partition that moved
 * @param counts what the batch adds to the totals
 */
public record FlowOutput(
    List<Message> messages,
    Map<Place, Optional<Episode>> episodes,
    Map<Place, Optional<KeyState>> states,
    List<ScoredWindow> scores,
    List<DeadLetter> deadLetters,
    List<Aside> asides,
    Map<Integer, Checkpoint> checkpoints,
    Map<Count, Long> counts) {
  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return checkpoints.isEmpty();
  }

  /** The alerts among the messages. */
  public List<Alert> alerts() {
    return messages.stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
  }

  /** Whose episode it is. */
  public record Place(int partition, String key) {}
}
