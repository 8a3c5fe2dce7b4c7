package io.stillwater.event.form.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.CloudEvents;
import io.stillwater.event.envelope.Payload;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings in envelopes of CloudEvents 1.0, in both modes of the Kafka binding.
 *
 * <pre>
 * key of a reading     the envelope's partitionkey, else its subject, else a key in the data, else the
 *                      envelope's source
 * time of a reading    a time in the data, else the envelope's
 * </pre>
 *
 * <p>A structured event is also known without its content type, by {@code specversion} in its JSON.
 * As thread-safe as the form inside.
 */
public final class CloudEventsForm implements RecordForm {
  private static final String TYPE = "content-type";

  private final CloudEvents envelopes = new CloudEvents(FormRecords.MAX_BYTES, true);
  private final RecordForm inside;

  /**
   * @param inside of the data
   */
  public CloudEventsForm(RecordForm inside) {
    this.inside = inside;
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent, UnreachableObject {
    Payload payload = envelopes.unwrap(marked(record));
    if (payload.data().length == 0) {
      return;
    }
    RawRecord data =
        new RawRecord(
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            payload.data(),
            record.headers());
    String subject = payload.key();
    boolean named = subject != null && !subject.isEmpty();
    inside.read(
        data,
        (key, time, channel, value) ->
            into.sample(
                named ? subject : key == null ? payload.source() : key,
                time == EventTime.INVALID ? payload.time() : time,
                channel,
                value));
  }

  /** The record with the content type of what it is. */
  private static RawRecord marked(RawRecord record) throws UndecodableEvent {
    String type = record.headerText(TYPE);
    boolean told = type != null && type.strip().startsWith("application/cloudevents");
    if (told || record.header("ce_specversion") != null) {
      return record;
    }
    JsonNode event = FormText.json(record.value(), "the CloudEvent");
    if (!event.path("specversion").isTextual()) {
      throw new UndecodableEvent(
          "the record is no CloudEvent: it has neither the header ce_specversion, nor the content"
              + " type application/cloudevents+json, nor a field specversion");
    }
    List<RawRecord.Header> headers = new ArrayList<>(record.headers());
    headers.add(new RawRecord.Header(TYPE, "application/cloudevents+json".getBytes(UTF_8)));
    return new RawRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }
}
