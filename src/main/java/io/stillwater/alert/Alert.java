package io.stillwater.alert;

/**
 * One message about an episode, as it is published.
 *
 * @param id hash of the episode and its sequence: the same after every restart
 * @param time event time
 * @param state opened, updated or resolved
 * @param reason why it resolved, {@code quiet}, {@code silent} or {@code crowded}, or why it was
 *     updated, {@code severity}, {@code channels}, {@code again} or {@code still} (see {@link
 *     EpisodePolicy}); null where it opened
 * @param source where the readings came from
 * @param episode the episode after this alert
 * @param budget what the threshold was set for, in words
 * @param thresholdScore the score of the threshold
 * @param thresholdPValue the p-value of the threshold
 * @param model name, version and digest of the bundle
 */
public record Alert(
    String id,
    long time,
    AlertState state,
    String reason,
    Source source,
    Episode episode,
    String budget,
    double thresholdScore,
    double thresholdPValue,
    Model model)
    implements Message {
  /** Where the readings came from. */
  public record Source(String detector, String topic, int partition) {}

  /** Which bundle judged. */
  public record Model(String name, String version, String digest) {}
}
