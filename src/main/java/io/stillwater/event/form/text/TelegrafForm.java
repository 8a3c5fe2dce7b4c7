package io.stillwater.event.form.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.KeyRule;
import io.stillwater.event.form.RecordForm;
import io.stillwater.event.form.SampleSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Telegraf's JSON ({@code data_format = "json"}): one metric, a batch as {@code {"metrics": […]}},
 * or an array of metrics.
 *
 * <pre>
 * {"fields": {"usage_idle": 91.5, "state": "ok"}, "name": "cpu",
 *  "tags": {"host": "press-4", "cpu": "cpu0"}, "timestamp": 1700000000}
 *
 * key press-4, channel cpu.usage_idle{cpu=cpu0}, value 91.5
 * </pre>
 *
 * <p>The key is the tag {@code host}, else all tags together. A channel is the measurement's name,
 * a dot, the field's name, and what {@link KeyRule} leaves of the tags. True and false are 1 and 0,
 * fields inside fields are joined by dots, texts and arrays are passed over. Times are in s, ms, µs
 * or ns by their magnitude, or text. Thread-safe.
 */
public final class TelegrafForm implements RecordForm {
  /** The tags that are keys where the settings name none. */
  static final List<String> KEYS = List.of("host");

  private final KeyRule keys;

  public TelegrafForm(FormSettings settings) {
    keys = KeyRule.of(settings, KEYS, true);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    JsonNode top = FormText.json(record.value(), "the metric of Telegraf");
    JsonNode metrics = top.isObject() && top.path("metrics").isArray() ? top.get("metrics") : top;
    if (metrics.isArray()) {
      for (JsonNode metric : metrics) {
        metric(metric, into);
      }
    } else {
      metric(metrics, into);
    }
  }

  private void metric(JsonNode metric, SampleSink into) throws UndecodableEvent {
    String name = metric.path("name").textValue();
    JsonNode fields = metric.path("fields");
    if (name == null || name.isEmpty() || !fields.isObject()) {
      throw new UndecodableEvent(
          "this is no metric of Telegraf: "
              + Texts.quoted(metric.toString())
              + "; expected {\"fields\": {…}, \"name\": …, \"tags\": {…}, \"timestamp\": …}");
    }
    KeyRule.Series series = keys.of(tags(metric.path("tags")));
    long time = FormText.time(metric.get("timestamp"));
    fields(
        fields,
        name,
        (field, value) ->
            into.sample(series.key(), time, FormText.name(field, series.rest()), value));
  }

  /** Takes a field by its whole name. */
  private interface Taker {
    void take(String name, double value) throws UndecodableEvent;
  }

  private static void fields(JsonNode fields, String outer, Taker taker) throws UndecodableEvent {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String name = FormText.name(outer, ".", field.getKey());
      Double number = FormText.number(field.getValue());
      if (number != null) {
        taker.take(name, number);
      } else if (field.getValue().isObject()) {
        fields(field.getValue(), name, taker);
      }
    }
  }

  /** The labels of an object: its texts, numbers and truths. */
  static Map<String, String> tags(JsonNode object) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> tag : object.properties()) {
      if (tag.getValue().isValueNode() && !tag.getValue().isNull()) {
        tags.put(tag.getKey(), tag.getValue().asText());
      }
    }
    return tags;
  }
}
