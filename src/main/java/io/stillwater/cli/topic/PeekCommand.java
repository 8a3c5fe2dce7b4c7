package io.stillwater.cli.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.UserError;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.kafka.TopicReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code peek}: what is in a topic, and how it would be read. */
@Command(
    name = "peek",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a few records of a topic, what form they are taken for, how each would be read or why"
          + " not, and the settings and the command that do it. Changes nothing.",
      ""
    },
    footer = {"", "Example:", "  stillwater peek --topic readings --count 10"})
public final class PeekCommand implements Callable<Integer> {
  private static final int MOST = 1_000;
  private static final int READINGS = 3;

  @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Topic to show.")
  private String topic;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "So many records (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "The first from that record timestamp on, such as 2026-11-01T00:00:00Z (default: the"
              + " newest).")
  private String from;

  @Option(names = "--json", description = "Print JSON.")
  private boolean asJson;

  @Mixin private KafkaOptions kafka;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) {
      throw new UserError("--count is " + count + ", but should be from 1 to " + MOST + ".");
    }
    long start = TopicArguments.millis("--from", from, Long.MIN_VALUE);
    Map<String, String> client = kafka.client();
    List<RawRecord> records =
        TopicReadings.sample(client, new TopicReadings.Range(topic, start, Long.MAX_VALUE), count);
    Peeked peeked = Peeked.of(records);
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(new ObjectMapper().writeValueAsString(json(peeked, client)));
    } else {
      print(out, peeked, client);
    }
    return 0;
  }

  private void print(PrintWriter out, Peeked peeked, Map<String, String> client) {
    for (Peeked.Shown shown : peeked.records()) {
      print(out, peeked, shown);
    }
    if (!peeked.form().found() && !peeked.form().needsRegistry()) {
      out.println("None of these records can be read. If they are JSON, say where key, time and");
      out.println("values are: stillwater train --help. Other forms: docs/records.md.");
      return;
    }
    out.println("Taken for: " + peeked.form().name());
    if (!peeked.form().why().isEmpty()) {
      out.println("           " + peeked.form().why());
    }
    if (!peeked.times().isEmpty()) {
      out.println("Times:     " + peeked.times());
    }
    if (!peeked.channels().isEmpty()) {
      out.println("Channels:  " + String.join(", ", peeked.channels()));
    }
    out.println();
    out.println("To watch it, with a bundle NAME, in application.properties:");
    lines(peeked.form()).forEach(line -> out.println("  " + line));
    out.println("To train from it:");
    out.println("  " + train(peeked.form(), client));
  }

  private static void print(PrintWriter out, Peeked peeked, Peeked.Shown shown) {
    RawRecord record = shown.record();
    out.println(
        "partition "
            + record.partition()
            + ", offset "
            + record.offset()
            + ", "
            + Instant.ofEpochMilli(record.timestamp())
            + (shown.key() == null ? ", no key" : ", key " + shown.key()));
    out.println("  " + (shown.value() == null ? "no value" : shown.value()));
    List<Reading> readings = shown.readings();
    for (Reading reading : readings.subList(0, Math.min(READINGS, readings.size()))) {
      out.println("  → " + peeked.line(reading));
    }
    if (readings.size() > READINGS) {
      out.println("  → and " + (readings.size() - READINGS) + " more readings");
    } else if (readings.isEmpty()) {
      out.println(
          "  → " + (shown.reason() == null ? "holds nothing" : "not read: " + shown.reason()));
    }
    out.println();
  }

  private List<String> lines(TakenFor form) {
    List<String> lines = new ArrayList<>();
    String detector = "stillwater.detectors.NAME.";
    lines.add(detector + "topic=" + topic);
    for (TakenFor.Setting setting : form.settings()) {
      lines.add(detector + setting.name() + "=" + setting.value());
    }
    return lines;
  }

  private String train(TakenFor form, Map<String, String> client) {
    StringBuilder line = new StringBuilder("stillwater train --topic ").append(quoted(topic));
    for (TakenFor.Setting setting : form.settings()) {
      line.append(' ').append(setting.option());
      if (!setting.value().equals("true")) {
        line.append(' ').append(quoted(setting.value()));
      }
    }
    line.append(" --bootstrap-servers ").append(client.get("bootstrap.servers"));
    return line.append(" --out models/NAME").toString();
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[\\w/.@:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private ObjectNode json(Peeked peeked, Map<String, String> client) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("topic", topic);
    root.put("found", peeked.form().found());
    root.put("form", peeked.form().name());
    root.put("times", peeked.times());
    peeked.channels().forEach(root.putArray("channels")::add);
    lines(peeked.form()).forEach(root.putArray("settings")::add);
    root.put("train", train(peeked.form(), client));
    for (Peeked.Shown shown : peeked.records()) {
      json(root.withArray("records").addObject(), peeked, shown);
    }
    return root;
  }

  private static void json(ObjectNode node, Peeked peeked, Peeked.Shown shown) {
    node.put("partition", shown.record().partition());
    node.put("offset", shown.record().offset());
    node.put("timestamp", Instant.ofEpochMilli(shown.record().timestamp()).toString());
    node.put("key", shown.key());
    node.put("value", shown.value());
    node.put("reason", shown.reason());
    for (Reading reading : shown.readings()) {
      ObjectNode entry = node.withArray("readings").addObject();
      entry.put("key", reading.key());
      entry.put("time", Instant.ofEpochMilli(reading.time()).toString());
      ObjectNode values = entry.putObject("values");
      for (int c = 0; c < reading.values().length; c++) {
        if (!Double.isNaN(reading.values()[c])) {
          values.put(peeked.channels().get(c), reading.values()[c]);
        }
      }
    }
  }
}
