package io.stillwater.stream;

/**
 * How a key is doing, for the page and the REST interface. Immutable.
 *
 * @param partition of the input topic
 * @param key the sensor key
 * @param state what its newest reading led to
 * @param lastTime event time of the newest reading
 * @param offset of the newest reading
 * @param rows readings in its window so far; the window's length once it is full
 * @param score of its newest window; NaN before the first
 * @param pValue of its newest window; NaN before the first
 * @param recent the p-value of its newest window among its own scores of the last days; NaN where
 *     that is not known
 * @param movedSince event time from which on its normal has been elsewhere than in training; null
 *     if it has not moved
 * @param episode id of the open episode; null if there is none
 * @param isSilent whether nothing came from it for far longer than usual, by the partition's clock
 *     or by that on the wall: silent since {@code lastTime}
 */
public record KeyStatus(
    int partition,
    String key,
    State state,
    long lastTime,
    long offset,
    int rows,
    double score,
    double pValue,
    double recent,
    Long movedSince,
    String episode,
    boolean isSilent) {
  /** The same key, silent; one that is alerting or warming is that all the same. */
  KeyStatus silent() {
    boolean tells = state == State.ALERTING || state == State.WARMING;
    State shown = tells ? state : State.SILENT;
    return new KeyStatus(
        partition,
        key,
        shown,
        lastTime,
        offset,
        rows,
        score,
        pValue,
        recent,
        movedSince,
        episode,
        true);
  }

  /** What a key can be doing. */
  public enum State {
    WARMING,
    OK,
    MOVED,
    MISSING_DATA,
    SILENT,
    ALERTING
  }
}
