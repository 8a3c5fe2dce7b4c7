package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.Episode;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch of records came to: everything that is to be committed in one transaction.
 *
 * @param messages alerts, and keys whose normal has moved, in the order in which they arose
 * @param episodes the changed open episodes by place; empty where the episode resolved
 * @param states what is remembered of keys whose states changed; empty where it is forgotten
 * @param scores one for each scored window
 * @param deadLetters one for each record that could not be used
 * @param checkpoints by input partition, for every partition that moved
 * @param counts what the batch adds to the totals
 */
public record FlowOutput(
    List<Message> messages,
    Map<Place, Optional<Episode>> episodes,
    Map<Place, Optional<KeyState>> states,
    List<ScoredWindow> scores,
    List<DeadLetter> deadLetters,
    Map<Integer, Checkpoint> checkpoints,
    Map<Count, Long> counts) {
  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return checkpoints.isEmpty();
  }

  /** The alerts among the messages. */
  public List<Alert> alerts() {
    return of(Alert.class);
  }

  /** The moves among the messages. */
  public List<KeyMove> moves() {
    return of(KeyMove.class);
  }

  private <T extends Message> List<T> of(Class<T> kind) {
    return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Whose episode it is. */
  public record Place(int partition, String key) {}
}
