package io.stillwater.event.form.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.proto.OtlpForm;
import io.stillwater.event.form.proto.SparkplugForm;
import io.stillwater.event.form.registry.FramedForm;
import io.stillwater.event.form.text.InfluxForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which form records are in, from a handful of them and no setting. What most records are is
 * the answer; where as many are one thing as another, what came first. Never asks a registry.
 */
public final class FormFinder {
  private static final FormFound EMPTY = new FormFound(null, false, "there is no value");

  private FormFinder() {}

  /** What those records are. */
  public static FormFound find(List<RawRecord> records) {
    Map<Kind, FormFound> first = new LinkedHashMap<>();
    Map<Kind, Integer> votes = new LinkedHashMap<>();
    int total = 0;
    for (RawRecord record : records) {
      FormFound found = find(record);
      if (!found.equals(EMPTY)) {
        Kind kind = new Kind(found.form(), found.gzip());
        first.putIfAbsent(kind, found);
        votes.merge(kind, 1, Integer::sum);
        total++;
      }
    }
    Kind best = null;
    for (Kind kind : votes.keySet()) {
      best = best == null || votes.get(kind) > votes.get(best) ? kind : best;
    }
    if (best == null) {
      return new FormFound(null, false, "No record has a value, so nothing can be said of them.");
    }
    String count = votes.get(best) + " of " + total + (total == 1 ? " record: " : " records: ");
    return new FormFound(best.form(), best.gzip(), count + first.get(best).why() + ".");
  }

  /** What is voted for. */
  private record Kind(FormName form, boolean gzip) {}

  private static FormFound find(RawRecord record) {
    if (record.value() == null || record.value().length == 0) {
      return EMPTY;
    }
    try {
      FormFound inside = plain(FormRecords.unpacked(record));
      return FormRecords.packed(record.value())
          ? new FormFound(inside.form(), true, "packed by gzip; inside, " + inside.why())
          : inside;
    } catch (UndecodableEvent e) {
      return new FormFound(null, false, e.getMessage());
    }
  }

  private static FormFound plain(RawRecord record) {
    byte[] value = record.value();
    String type = record.headerText("content-type");
    if (record.header("ce_specversion") != null) {
      return found(FormName.CLOUDEVENTS, "the header ce_specversion is that of a CloudEvent");
    }
    if (type != null && type.strip().startsWith("application/cloudevents")) {
      return found(FormName.CLOUDEVENTS, "the content type is that of a CloudEvent");
    }
    if (FramedForm.framed(value)) {
      return framed(value);
    }
    int first = first(value);
    if (value[0] != '\n' && (first == '{' || first == '[')) {
      return json(value);
    }
    FormFound text = text(value);
    return text == null ? binary(value) : text;
  }

  private static FormFound framed(byte[] value) {
    String what =
        "a byte 0 and the number "
            + Integer.toUnsignedString(FramedForm.id(value))
            + " of a schema registry come first, then what ";
    if (value.length > 5 && (value[5] == '{' || value[5] == '[')) {
      FormFound inside = json(value);
      return inside.form() == null
          ? inside
          : new FormFound(inside.form(), false, what + "is JSON; " + inside.why());
    }
    return FramedForm.looksLikeProtobuf(value)
        ? found(FormName.PROTOBUF, what + "can be Protobuf; set the registry's address")
        : found(FormName.AVRO, what + "should be Avro; set the registry's address");
  }

  private static FormFound json(byte[] value) {
    JsonNode top;
    try {
      top = FormText.json(value, "the value");
    } catch (UndecodableEvent e) {
      return new FormFound(null, false, e.getMessage());
    }
    JsonNode event = top.isArray() && !top.isEmpty() ? top.get(0) : top;
    if (event.path("specversion").isTextual() && event.has("source")) {
      return found(FormName.CLOUDEVENTS, "the JSON has the specversion and source of a CloudEvent");
    }
    if (event.path("resourceMetrics").isArray()) {
      return found(FormName.OTLP, "the JSON has the resourceMetrics of OpenTelemetry");
    }
    if (metric(event) || metric(event.path("metrics").path(0))) {
      return found(FormName.TELEGRAF, "the JSON has the name and fields of a metric of Telegraf");
    }
    if (event.path("labels").isObject()
        && event.has("value")
        && (event.has("name") || event.path("labels").has("__name__"))) {
      return found(FormName.PROMETHEUS, "the JSON has the name, value and labels of Prometheus");
    }
    return found(FormName.JSON, "it is JSON, and of no other program's form");
  }

  private static boolean metric(JsonNode node) {
    return node.path("fields").isObject() && node.path("name").isTextual();
  }

  /** What a text is; null for bytes that are none. */
  private static FormFound text(byte[] value) {
    String text;
    try {
      text = FormText.text(value, "the value");
    } catch (UndecodableEvent e) {
      return null;
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      return null;
    }
    if (FormText.number(text) != null) {
      return found(FormName.NUMBER, "the value is a number as text");
    }
    if (InfluxForm.fits(text)) {
      return found(FormName.INFLUX, "the value is InfluxDB's line protocol");
    }
    int first = first(value);
    return first == '{' || first == '[' ? json(value) : null;
  }

  private static FormFound binary(byte[] value) {
    if (OtlpForm.fits(value)) {
      return found(FormName.OTLP, "the value is metrics of OpenTelemetry in protobuf");
    }
    if (SparkplugForm.fits(value)) {
      return found(FormName.SPARKPLUG, "the value is a payload of Sparkplug B");
    }
    return new FormFound(
        null, false, "the value is of no form that is known: " + FormText.start(value));
  }

  private static FormFound found(FormName form, String why) {
    return new FormFound(form, false, why);
  }

  private static int first(byte[] value) {
    for (byte b : value) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b;
      }
    }
    return -1;
  }
}
