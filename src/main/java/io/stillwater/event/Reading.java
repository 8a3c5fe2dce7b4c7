package io.stillwater.event;

import java.util.Objects;

/**
 * The values of one key at one moment.
 *
 * <p>Immutable by agreement: {@code values} is not copied, because one reading is made for every
 * record and kept until it leaves the last window that needs it. Nobody writes to it after
 * construction. The same holds for {@code file}.
 *
 * @param key the sensor, machine or series; never null, may be empty for a file without a key
 *     column
 * @param time event time in milliseconds since the epoch, or the row number of a source without
 *     time
 * @param values (channels), in the order of the bundle's channels; NaN where a value is absent
 * @param recordTime the record's timestamp in milliseconds (the event time for files): what bounds
 *     age
 * @param offset the record's offset in its partition, or the row number in its file
 * @param from the offset from which the log has to be read again to get this reading: at most
 *     {@code offset}, and below it where it came to be from more than its record
 * @param file the image or sound that the values were made from, as it came; null for sensors
 */
public record Reading(
    String key, long time, double[] values, long recordTime, long offset, long from, byte[] file) {
  public Reading {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(values, "values");
  }

  /** A reading of sensors. */
  public Reading(String key, long time, double[] values, long recordTime, long offset) {
    this(key, time, values, recordTime, offset, offset, null);
  }

  /** A reading that was made of an image or a sound. */
  public Reading(
      String key, long time, double[] values, long recordTime, long offset, byte[] file) {
    this(key, time, values, recordTime, offset, offset, file);
  }

  /** The same reading, for which the log has to be read from that offset at the latest. */
  public Reading readFrom(long earliest) {
    return earliest >= from
        ? this
        : new Reading(key, time, values, recordTime, offset, earliest, file);
  }

  /** The same reading in a record of that timestamp. */
  public Reading recordedAt(long millis) {
    return new Reading(key, time, values, millis, offset, from, file);
  }

  /**
   * The same reading with that very key in place of its own, which is equal: many readings of many
   * keys then hold one text for each key.
   */
  @SuppressWarnings("ReferenceEquality") // which text it holds is the question
  public Reading sharing(String equal) {
    return key == equal ? this : new Reading(equal, time, values, recordTime, offset, from, file);
  }

  /** A reading of a file: the record is the row itself. */
  public static Reading ofRow(String key, long time, double[] values, long row) {
    return new Reading(key, time, values, time, row);
  }
}
