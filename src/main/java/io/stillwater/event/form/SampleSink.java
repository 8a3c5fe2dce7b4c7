package io.stillwater.event.form;

import io.stillwater.event.UndecodableEvent;

/** Takes the numbers of a record. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Takes one number.
   *
   * @param key of the sensor or machine; null where the record's key is meant
   * @param time in milliseconds since 1970; {@link io.stillwater.event.EventTime#INVALID} where the
   *     record's timestamp is meant
   * @param channel its name
   * @param value NaN where it is missing; infinities count as missing
   * @throws UndecodableEvent if the record holds more than is read
   */
  void sample(String key, long time, String channel, double value) throws UndecodableEvent;
}
