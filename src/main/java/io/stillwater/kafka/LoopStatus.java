package io.stillwater.kafka;

import java.util.Map;
import java.util.Set;

/**
 * How a detector's loop is doing at one moment.
 *
 * @param phase what it is about
 * @param message a sentence: what is wrong and what to do; empty if nothing is
 * @param heartbeatMillisAgo how long ago the loop's thread last went round: what liveness looks at
 * @param assignment the input partitions that this instance reads
 * @param rebuilding those of them that still read what was read before
 * @param lag records not yet read, by input partition
 * @param transactions committed since the start
 * @param aborts transactions given up and done again since the start
 * @param rebuilds partitions whose windows were rebuilt from the log since the start
 * @param dataLoss records that the topic had deleted before they were read
 * @param aside a sentence on the newest reading that was set aside for its clock; empty if none was
 */
public record LoopStatus(
    Phase phase,
    String message,
    long heartbeatMillisAgo,
    Set<Integer> assignment,
    Set<Integer> rebuilding,
    Map<Integer, Long> lag,
    long transactions,
    long aborts,
    long rebuilds,
    long dataLoss,
    String aside) {
  /** What a loop can be about. */
  public enum Phase {
    /** Not yet running. */
    STARTING,
    /** For something outside to change; it goes on by itself. */
    WAITING,
    /** At work, or at rest because nothing comes in. */
    RUNNING,
    /** Closed. */
    STOPPED,
    /** Stopped by something that a person has to look at. */
    FAILED
  }

  public LoopStatus {
    assignment = Set.copyOf(assignment);
    rebuilding = Set.copyOf(rebuilding);
    lag = Map.copyOf(lag);
  }
}
