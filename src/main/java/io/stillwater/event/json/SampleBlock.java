package io.stillwater.event.json;

import io.stillwater.event.EventTime;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arrays of samples in one event: as many readings as samples, at times that are so far apart as
 * the rate says.
 *
 * <pre>
 * {"key": "p1", "time": 1000, "rate": 500, "values": {"vib": [1, 2, 3], "load": 20}}
 *
 * time   vib   load
 * 1000   1     20
 * 1002   2     20
 * 1004   3     20
 * </pre>
 *
 * <p>Sample i is of start + i / rate, rounded down to milliseconds; beyond 1 kHz several are of the
 * same one, which is not late, and stay in their order. Not thread-safe.
 */
final class SampleBlock {
  private final List<double[]> arrays = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private String first; // the name of the first array
  private String name;
  private int length; // of the first array; −1 before it
  private double[] open = {};
  private int count;

  void begin() {
    if (length != -1) {
      arrays.clear();
      places.clear();
      length = -1;
    }
  }

  /** Whether the event has no array of samples. */
  boolean isEmpty() {
    return length == -1;
  }

  void open(int place, String name) {
    places.add(place);
    this.name = name;
    first = length == -1 ? name : first;
    open = new double[Math.max(16, length)];
    count = 0;
  }

  void add(double number) throws UndecodableEvent {
    if (count == ReadingDecoder.MAX_READINGS) {
      throw Reasons.tooMany("channel " + name + " has more samples than that in one record");
    }
    if (count == open.length) {
      open = Arrays.copyOf(open, 2 * count);
    }
    open[count++] = number;
  }

  void close() throws UndecodableEvent {
    if (length != -1 && count != length) {
      throw Reasons.because(
          "channel "
              + name
              + " has "
              + count
              + " samples, and "
              + first
              + " has "
              + length
              + ": expected as many of each channel");
    }
    length = count;
    arrays.add(open);
  }

  /**
   * The readings.
   *
   * @param event the reading that the event would be without its arrays
   * @param pace how far samples are apart; null where the event does not say
   */
  List<Reading> readings(Reading event, Pace pace) throws UndecodableEvent {
    if (pace == null) {
      throw Reasons.because(
          "channel "
              + first
              + " is an array of "
              + length
              + ": expected a number, or beside the time a field \"rate\" (samples a second) or"
              + " \"interval_ms\", above 0 and at most 1e9");
    }
    if ((long) length * event.values().length > ReadingDecoder.MAX_VALUES) {
      throw Reasons.tooMany(
          length + " samples of " + event.values().length + " channels are more values than that");
    }
    if (length > 0 && !(pace.after(length - 1) <= EventTime.MAX - event.time())) {
      throw Reasons.because(
          "the last of " + length + " samples is out of range: expected it before the year 10000");
    }
    List<Reading> readings = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      double[] values = event.values().clone();
      for (int a = 0; a < arrays.size(); a++) {
        values[places.get(a)] = arrays.get(a)[i];
      }
      readings.add(
          new Reading(
              event.key(),
              event.time() + pace.after(i),
              values,
              event.recordTime(),
              event.offset()));
    }
    return readings;
  }

  /**
   * How far samples are apart.
   *
   * @param rate samples a second; NaN where the other is given
   * @param interval milliseconds from one to the next; NaN where the other is given
   */
  record Pace(double rate, double interval) {
    /** Of a field's number; null where it is none that samples can have. */
    static Pace of(String field, double number) {
      if (!(number > 0 && number <= 1e9)) {
        return null;
      }
      return field.equals("rate") ? new Pace(number, Double.NaN) : new Pace(Double.NaN, number);
    }

    /** Milliseconds from the first sample to another, rounded down; exact quotients stay exact. */
    long after(int sample) {
      return (long)
          Math.floor(
              Double.isNaN(interval) ? 1000.0 * sample / rate : sample * interval * (1 + 1e-12));
    }
  }
}
