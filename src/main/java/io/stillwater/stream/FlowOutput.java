package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.Episode;
import io.stillwater.alert.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch of records came to: everything that is to be committed in one transaction.
 *
 * @param alerts in the order in which they arose
 * @param notices news of keys that are no alerts, in the order in which they arose
 * @param episodes what is remembered of the changed episodes by place; empty where that is nothing
 * @param scores one for each scored window
 * @param deadLetters one for each record that could not be used
 * @param checkpoints by input partition, for every partition that moved
 * @param counts what the batch adds to the totals
 */
public record FlowOutput(
    List<Alert> alerts,
    List<Notice> notices,
    Map<Place, Optional<Episode>> episodes,
    List<ScoredWindow> scores,
    List<DeadLetter> deadLetters,
    Map<Integer, Checkpoint> checkpoints,
    Map<Count, Long> counts) {
  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return checkpoints.isEmpty();
  }

  /** Whose episode it is. */
  public record Place(int partition, String key) {}
}
