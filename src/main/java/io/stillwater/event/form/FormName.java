package io.stillwater.event.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms of records, by the names that settings use: those of the constants in lower case. */
public enum FormName {
  /** Stillwater's own; read by {@code ReadingRecords}, not here. */
  JSON,
  /** Telegraf's JSON, one metric or a batch. */
  TELEGRAF,
  /** InfluxDB's line protocol. */
  INFLUX,
  /** What prometheus-kafka-adapter makes of Prometheus' remote write. */
  PROMETHEUS,
  /** OpenTelemetry metrics, as protobuf or JSON. */
  OTLP,
  /** Readings as JSON in an envelope of CloudEvents. */
  CLOUDEVENTS,
  /** Avro, framed by a schema registry. */
  AVRO,
  /** Protobuf, framed by a schema registry. */
  PROTOBUF,
  /** Sparkplug B payloads, as bridges from MQTT write them. */
  SPARKPLUG,
  /** A number as text; the record's key is the sensor. */
  NUMBER;

  /**
   * The form of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FormName of(String name) {
    for (FormName form : values()) {
      if (form.toString().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return form;
      }
    }
    String names =
        Arrays.stream(values()).map(FormName::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "there is no form of records " + name + ": expected one of " + names);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
