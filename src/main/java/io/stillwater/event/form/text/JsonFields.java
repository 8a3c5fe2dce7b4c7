package io.stillwater.event.form.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.Fields;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.util.List;
import java.util.Map;

/**
 * JSON objects with one field for each channel, or arrays of such: what is inside other envelopes.
 *
 * <pre>
 * {"key": "p1", "time": 1700000000000, "values": {"flow": 3.1}}     key p1, channel flow
 * {"sensor": "p1", "ts": "2026-01-31T12:00:00Z", "flow": 3.1}       key p1, channel flow
 * {"flow": 3.1, "motor": {"speed": 1480}}                           channels flow, motor.speed
 * 3.1                                                               channel value
 * </pre>
 *
 * <p>Key, time and names are as {@link Fields} says. Thread-safe.
 */
public final class JsonFields implements RecordForm {
  private final KeyRule keys;
  private final List<String> times;

  public JsonFields(FormSettings settings) {
    keys = Fields.keyRule(settings);
    times = Fields.times(settings);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    JsonNode top = FormText.json(record.value(), "the event");
    if (top.isArray()) {
      for (JsonNode event : top) {
        event(event, into);
      }
    } else {
      event(top, into);
    }
  }

  private void event(JsonNode event, SampleSink into) throws UndecodableEvent {
    of(event).give(into, keys, times, null);
  }

  /** The fields of one event: of an object, or a lone number, truth or text. */
  public static Fields of(JsonNode event) throws UndecodableEvent {
    Fields fields = new Fields();
    if (event.isObject()) {
      take(event, "", fields);
    } else if (event.isNumber()) {
      leaf(NumberForm.CHANNEL, event, fields);
    } else if (event.isTextual()) {
      fields.text(NumberForm.CHANNEL, event.textValue());
    } else {
      throw new UndecodableEvent(
          "the event is "
              + Texts.quoted(event.toString())
              + ": expected a JSON object with numbers in it");
    }
    return fields;
  }

  private static void take(JsonNode object, String outer, Fields fields) throws UndecodableEvent {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = Fields.path(outer, field.getKey());
      JsonNode value = field.getValue();
      if (value.isObject()) {
        take(value, name, fields);
      } else {
        leaf(name, value, fields);
      }
    }
  }

  private static void leaf(String name, JsonNode value, Fields fields) throws UndecodableEvent {
    if (value.isTextual()) {
      fields.text(name, value.textValue());
    } else if (value.isBoolean()) {
      fields.truth(name, value.booleanValue());
    } else if (value.canConvertToLong() && value.isIntegralNumber()) {
      fields.whole(name, value.longValue());
    } else if (value.isNumber() || value.isNull()) {
      fields.number(name, value.isNull() ? Double.NaN : value.doubleValue());
    }
  }
}
