package io.stillwater.detect;

/**
 * What false alarms a threshold leaves in normal data, beside what was promised.
 *
 * @param decides the promise that the threshold is owed to: the strictest
 * @param timeInAlarm the share of a key's scored windows at which an episode may be open, from the
 *     one that opens it up to the one that resolves it; 1 where nothing is promised of it, NaN if
 *     unknown
 * @param episodes per key and day; unknown where there is no clock
 * @param inAlarm that share of windows
 */
public record Outlook(Side decides, double timeInAlarm, Estimate episodes, Estimate inAlarm) {
  /** Of bundles that were made before time in alarm was looked at. */
  public static final Outlook UNKNOWN =
      new Outlook(Side.UNKNOWN, Double.NaN, Estimate.UNKNOWN, Estimate.UNKNOWN);

  /** A promise. */
  public enum Side {
    /** So many false-alarm episodes per key and day. */
    EPISODES,
    /** Such a share of the time in alarm. */
    TIME,
    /** Such a share of normal windows beyond the threshold. */
    P_VALUE,
    /** Not told. */
    UNKNOWN
  }

  /** Whether something is promised of the time in alarm. */
  public boolean boundsTime() {
    return timeInAlarm < 1;
  }
}
