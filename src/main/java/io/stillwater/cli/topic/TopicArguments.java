package io.stillwater.cli.topic;

import io.stillwater.console.UserError;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.event.form.choice.FormatWords;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.kafka.TopicReadings;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which range of a topic to read, and how its events are decoded. */
public final class TopicArguments {
  @Option(names = "--topic", paramLabel = "TOPIC", description = "Topic to read.")
  private String topic;

  @Option(
      names = "--from",
      paramLabel = "TIME|DIR",
      description =
          "With --topic, the first record timestamp, such as 2026-11-01T00:00:00Z (default: all there"
              + " is). With --data, a bundle to start from, as --from-bundle.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Record timestamp to stop before (default: what is there now).")
  private String to;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Form of the records: json, telegraf, influx, prometheus, otlp, cloudevents, avro, protobuf,"
              + " sparkplug or number (default: found out from each record).")
  private String form;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "With avro and protobuf: the schema registry, such as http://registry:8081.")
  private URI registry;

  @Option(
      names = "--without",
      paramLabel = "TAG",
      split = ",",
      description = "With other forms than json: tags or labels that are left out of all names.")
  private List<String> without = List.of();

  @Option(
      names = "--key-pointer",
      paramLabel = "POINTER",
      defaultValue = "/key",
      description =
          "JSON pointer to an event's key; with other forms than json the tags that make it, such as"
              + " plant+line,host (default: ${DEFAULT-VALUE}).")
  private String key;

  @Option(
      names = "--time-pointer",
      paramLabel = "POINTER",
      defaultValue = "/time",
      description = "JSON pointer to its time (default: ${DEFAULT-VALUE}).")
  private String time;

  @Option(
      names = "--values-pointer",
      paramLabel = "POINTER",
      defaultValue = "/values",
      description =
          "JSON pointer to its values, with * for any name, as in /sensors/*/value (default:"
              + " ${DEFAULT-VALUE}).")
  private String values;

  @Option(
      names = "--readings-pointer",
      paramLabel = "POINTER",
      defaultValue = ReadingFormat.READINGS,
      description =
          "JSON pointer to an array of events in a record that is none itself (default:"
              + " ${DEFAULT-VALUE}).")
  private String readings;

  @Option(names = "--flat", description = "Every number of a flat event is a channel.")
  private boolean flat;

  /** The topic; null if none was given. */
  public String name() {
    return topic;
  }

  /** What {@code --from} says; null if nothing. */
  public String from() {
    return from;
  }

  /** Opens the range. */
  public TopicReadings open(ZoneId zone, Map<String, String> client) throws IOException {
    try {
      TopicReadings.Range range =
          new TopicReadings.Range(
              topic, millis("--from", from, Long.MIN_VALUE), millis("--to", to, Long.MAX_VALUE));
      return TopicReadings.open(client, range, format(zone));
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  private RecordFormat format(ZoneId zone) {
    RegistrySettings schemas = registry == null ? null : RegistrySettings.of(registry);
    return new FormatWords(form, key, time, flat ? "" : values, readings, without)
        .format(zone, schemas);
  }

  static long millis(String option, String time, long otherwise) {
    try {
      return time == null ? otherwise : OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new UserError(
          option + " is '" + time + "', but should be a time such as 2026-11-01T00:00:00Z.", e);
    }
  }
}
