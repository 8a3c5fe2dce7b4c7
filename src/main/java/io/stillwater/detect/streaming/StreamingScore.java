package io.stillwater.detect.streaming;

/**
 * What a stream's own past says of a row.
 *
 * @param score at least 0, larger is stranger; NaN before each channel had a value
 * @param told whether a burst begins here, or gets much worse: the row to alarm at, if any
 */
public record StreamingScore(double score, boolean told) {
  /** Beyond it a burst is told as an alarm where nothing else is asked for. */
  public static final double LIMIT = 0.07;

  /** Whether a burst is told that is beyond the limit. */
  public boolean alarm() {
    return told && score > LIMIT;
  }
}
