package io.stillwater.detect.streaming;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Judges one key's stream without a training: each row by the rows before it. It warms up from the
 * stream's own beginning and goes on learning, so that what has come to stay is new once.
 *
 * <p>The memory denoiser grows with the stream and looks at it twice, at the newest reading and at
 * the mean of the last {@value #SPAN}; the errors, in the stream's own standard deviations, add up
 * ({@link SpanNovelty}). Channels are looked at singly, and the strangest speaks for the row. What
 * was told lately raises the bar ({@link Habituation}). A missing value is that of before. Nothing
 * is told in the first {@value #SPAN} rows, where everything is new; a channel that comes later is
 * heard after so many rows of its own.
 *
 * <p>Memory and time for a row are bounded, whatever the length of the stream: what it knows takes
 * less than {@value #MOST_BYTES} bytes. Many channels share that, so that each remembers less; of
 * more than {@value #MOST_CHANNELS} channels those that came first are looked at.
 *
 * <p>The same rows give the same scores. Not thread-safe.
 */
public final class StreamingDetector {
  /** Readings of the longer view: what the default detector's windows span. */
  public static final int SPAN = 64;

  /** Channels that are looked at, at most. */
  public static final int MOST_CHANNELS = 256;

  /** What is known takes fewer bytes than this. */
  static final int MOST_BYTES = 640 * 1024;

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

  private static final int BYTES_OF_A_CHANNEL = 1536; // but for what it remembers, with its name
  private static final int BYTES_OF_A_MEAN = 10;

  private SpanNovelty[] newest = {}; // (channels) null where none was seen
  private SpanNovelty[] longer = {}; // (channels)
  private boolean[] late = {}; // (channels) whether its first value was not in the first row
  private double[] values = {}; // (channels) the last that was seen
  private double[] errors = {}; // (channels) of the last row
  private final Habituation habituation = new Habituation();
  private double newestError; // of the last row, by the newest readings alone
  private long rows;
  private int seen; // channels with a value so far

  /**
   * Judges the next row, and learns it.
   *
   * @param row (channels) as it was read; NaN where a value is missing; at least as many channels
   *     as the rows before
   */
  public StreamingScore next(double[] row) {
    if (row.length < values.length) {
      throw new IllegalArgumentException(
          "the stream has " + values.length + " channels, the row has " + row.length);
    }
    grow(row.length);
    for (int c = 0; c < row.length; c++) {
      if (Math.abs(row[c]) < BEYOND && (newest[c] != null || begin(c, rows > 0))) {
        values[c] = row[c];
      }
    }
    if (seen == 0) {
      return new StreamingScore(Double.NaN, false);
    }
    double error = 0;
    newestError = 0;
    for (int c = 0; c < values.length; c++) {
      if (newest[c] != null) {
        double last = newest[c].next(values[c]);
        double own = last + WEIGHT * longer[c].next(values[c]);
        boolean heard = !late[c] || newest[c].rows() > SPAN;
        errors[c] = heard ? own : 0;
        error = Math.max(error, errors[c]);
        newestError = Math.max(newestError, heard ? last : 0);
      }
    }
    StreamingScore said = habituation.next(error);
    return ++rows > SPAN ? said : new StreamingScore(said.score(), false);
  }

  /** Whether the last row was among the first, where everything is new. */
  boolean warming() {
    return rows <= SPAN;
  }

  /** (channels) the errors behind the last row's score, in standard deviations, a copy. */
  double[] errors() {
    return errors.clone();
  }

  /** The largest of the channels' errors by the newest reading alone. */
  double newestError() {
    return newestError;
  }

  /** (channels) what is known and nearest to the last row; NaN where a channel has no value yet. */
  double[] expected() {
    double[] expected = new double[values.length];
    for (int c = 0; c < expected.length; c++) {
      expected[c] = newest[c] == null ? Double.NaN : newest[c].expected();
    }
    return expected;
  }

  private void grow(int channels) {
    if (channels > values.length) {
      int before = values.length;
      newest = Arrays.copyOf(newest, channels);
      longer = Arrays.copyOf(longer, channels);
      late = Arrays.copyOf(late, channels);
      errors = Arrays.copyOf(errors, channels);
      values = Arrays.copyOf(values, channels);
      Arrays.fill(values, before, channels, Double.NaN);
    }
  }

  /** A channel's first value. Whether there is room for it. */
  private boolean begin(int channel, boolean afterOthers) {
    if (seen == MOST_CHANNELS) {
      return false;
    }
    seen++;
    late[channel] = afterOthers;
    int room = capacity(seen);
    newest[channel] = new SpanNovelty(1, room);
    longer[channel] = new SpanNovelty(SPAN, room);
    for (int c = 0; c < newest.length && room < CAPACITY; c++) {
      if (newest[c] != null) {
        newest[c].limit(room);
        longer[c].limit(room);
      }
    }
    return true;
  }

  private static int capacity(int channels) {
    int shared = (MOST_BYTES - channels * BYTES_OF_A_CHANNEL) / (channels * 2 * BYTES_OF_A_MEAN);
    return Math.min(CAPACITY, shared);
  }

  /**
   * Writes all that is known; a detector that reads it goes on alike, to the bit.
   *
   * @param names of the channels
   */
  void write(DataOutput out, List<String> names) throws IOException {
    out.writeLong(rows);
    habituation.write(out);
    out.writeInt(seen);
    for (int c = 0; c < values.length; c++) {
      if (newest[c] != null) {
        out.writeUTF(names.get(c));
        out.writeBoolean(late[c]);
        out.writeDouble(values[c]);
        newest[c].write(out);
        longer[c].write(out);
      }
    }
  }

  /**
   * Reads what another one knew.
   *
   * @param places of the channels by name
   */
  void read(DataInput in, ToIntFunction<String> places) throws IOException {
    rows = in.readLong();
    habituation.read(in);
    seen = in.readInt();
    if (seen < 0 || seen > MOST_CHANNELS) {
      throw new IOException("at most " + MOST_CHANNELS + " channels were expected, not " + seen);
    }
    int room = capacity(Math.max(1, seen));
    for (int left = seen; left > 0; left--) {
      int c = places.applyAsInt(in.readUTF());
      if (c < 0) {
        throw new IOException("a channel has no place");
      }
      grow(c + 1);
      late[c] = in.readBoolean();
      values[c] = in.readDouble();
      newest[c] = new SpanNovelty(1, room);
      longer[c] = new SpanNovelty(SPAN, room);
      newest[c].read(in);
      longer[c].read(in);
    }
  }
}
