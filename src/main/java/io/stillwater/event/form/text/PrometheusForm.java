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
import java.util.List;
import java.util.Map;

/**
 * What prometheus-kafka-adapter makes of Prometheus' remote write: one sample a record, or an array
 * of them.
 *
 * <pre>
 * {"timestamp": "2026-01-31T12:00:00Z", "value": "0.75", "name": "node_load1",
 *  "labels": {"__name__": "node_load1", "instance": "a:9100", "job": "node"}}
 *
 * key a:9100, channel node_load1{job=node}, value 0.75
 * </pre>
 *
 * <p>The key is the label {@code instance}, else all labels but {@code __name__}. A channel is the
 * metric's name and what {@link KeyRule} leaves of the labels. {@code NaN}, {@code +Inf} and {@code
 * -Inf} are missing values. Thread-safe.
 */
public final class PrometheusForm implements RecordForm {
  private static final List<String> KEYS = List.of("instance");
  private static final String NAME = "__name__";

  private final KeyRule keys;

  public PrometheusForm(FormSettings settings) {
    keys = KeyRule.of(settings, KEYS, true);
  }

  @Override
  public void read(RawRecord record, SampleSink into) throws UndecodableEvent {
    JsonNode top = FormText.json(record.value(), "the sample of Prometheus");
    if (top.isArray()) {
      for (JsonNode sample : top) {
        sample(sample, into);
      }
    } else {
      sample(top, into);
    }
  }

  private void sample(JsonNode sample, SampleSink into) throws UndecodableEvent {
    Map<String, String> labels = TelegrafForm.tags(sample.path("labels"));
    String label = labels.remove(NAME);
    String name = sample.path("name").isTextual() ? sample.get("name").textValue() : label;
    JsonNode value = sample.path("value");
    Double number = value.isTextual() ? FormText.number(value.textValue()) : FormText.number(value);
    if (name == null || name.isEmpty() || number == null) {
      throw new UndecodableEvent(
          "this is no sample of Prometheus: "
              + Texts.quoted(sample.toString())
              + "; expected {\"timestamp\": …, \"value\": \"1.5\", \"name\": …, \"labels\": {…}}");
    }
    KeyRule.Series series = keys.of(labels);
    long time = FormText.time(sample.get("timestamp"));
    into.sample(series.key(), time, FormText.name(name, series.rest()), number);
  }
}
