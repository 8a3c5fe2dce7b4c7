package io.stillwater.event.form.text;

import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;

/**
 * A number as text, such as {@code 21.5}, {@code -3e-2}, {@code true} or {@code NaN}: the record's
 * key is the sensor, its timestamp the time, the channel is {@value #CHANNEL}. Thread-safe.
 */
public final class NumberForm implements RecordForm {
  /** The channel's name. */
  public static final String CHANNEL = "value";

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    Double number = FormText.number(FormText.text(record.value(), "the value"));
    if (number == null) {
      throw new UndecodableEvent(
          "the value is "
              + FormText.start(record.value())
              + ": expected a number as text, such as 21.5");
    }
    into.sample(null, EventTime.INVALID, CHANNEL, number);
  }
}
