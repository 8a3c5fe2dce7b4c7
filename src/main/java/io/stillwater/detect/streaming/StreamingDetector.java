package io.stillwater.detect.streaming;

import java.util.Arrays;

/**
 * Judges one key's stream without a training: each row by the rows before it. It warms up from the
 * stream's own beginning and goes on learning, so that what has come to stay is new once.
 *
 * <p>The memory denoiser grows with the stream and looks at it twice, at the newest reading and at
 * the mean of the last {@value #SPAN}; the errors, in the stream's own standard deviations, add up
 * ({@link SpanNovelty}). Channels are looked at singly, and the strangest speaks for the row. What
 * was told lately raises the bar ({@link Habituation}). Memory and time for a row are bounded,
 * whatever the length of the stream. A missing value is that of before. Nothing is told in the
 * first {@value #SPAN} rows, where everything is new.
 *
 * <p>The same rows give the same scores. Not thread-safe.
 */
public final class StreamingDetector {
  /** Readings of the longer view: what the default detector's windows span. */
  static final int SPAN = 64;

  /** The longer view's weight. */
  static final double WEIGHT = 0.5;

  /** Rows until a window is remembered: a fault is no excuse for its next row. */
  static final int DELAY = 16;

  /** Windows nearer than this, in standard deviations, are one. */
  static final double RADIUS = 0.01;

  /** Windows that are remembered at most, for each view. */
  static final int CAPACITY = 4096;

  /** Rows after which the scales forget. */
  static final int HORIZON = 10_000;

  /** Values of this size and beyond, which no sensor means, are taken for missing. */
  private static final double BEYOND = 1e100;

  private final SpanNovelty[] newest; // (channels)
  private final SpanNovelty[] longer; // (channels)
  private final Habituation habituation = new Habituation();
  private final double[] values; // (channels) the last that was seen
  private long rows;
  private int unseen; // channels without a value so far

  /** For a stream of so many channels. */
  public StreamingDetector(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("a stream needs at least 1 channel: was " + channels);
    }
    newest = new SpanNovelty[channels];
    longer = new SpanNovelty[channels];
    Arrays.setAll(newest, c -> new SpanNovelty(1));
    Arrays.setAll(longer, c -> new SpanNovelty(SPAN));
    values = new double[channels];
    Arrays.fill(values, Double.NaN);
    unseen = channels;
  }

  /**
   * Judges the next row, and learns it.
   *
   * @param row (channels) as it was read; NaN where a value is missing
   */
  public StreamingScore next(double[] row) {
    if (row.length != values.length) {
      throw new IllegalArgumentException(
          "the stream has " + values.length + " channels, the row has " + row.length);
    }
    for (int c = 0; c < row.length; c++) {
      if (Math.abs(row[c]) < BEYOND) {
        unseen -= Double.isNaN(values[c]) ? 1 : 0;
        values[c] = row[c];
      }
    }
    if (unseen > 0) {
      return new StreamingScore(Double.NaN, false);
    }
    double error = 0;
    for (int c = 0; c < values.length; c++) {
      double own = newest[c].next(values[c]) + WEIGHT * longer[c].next(values[c]);
      error = Math.max(error, own);
    }
    StreamingScore said = habituation.next(error);
    return ++rows > SPAN ? said : new StreamingScore(said.score(), false);
  }
}
