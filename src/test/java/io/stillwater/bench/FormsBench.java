package io.stillwater.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.event.form.choice.RecordForms;
import io.stillwater.event.form.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many records, and how many values, of other programs one core decodes a second: one record of
 * the corpus for each form, in turn.
 */
public final class FormsBench {
  private static final Path CORPUS = Path.of("src/test/resources/inputs/kafka");
  private static final List<String> RECORDS =
      List.of(
          "telegraf/single",
          "influx/types",
          "prometheus/sample",
          "otlp/json-numbers",
          "otlp/proto",
          "cloudevents/structured",
          "avro/reading",
          "protobuf/reading",
          "sparkplug/nbirth",
          "number/plain");
  private static final int ROUNDS = 7;
  private static final long ROUND = 200_000_000; // ns

  private FormsBench() {}

  /** A record and what reads it. */
  private record Run(FormRecords decoder, RawRecord record, long values) {}

  public static void main(String[] args) throws Exception {
    try (RegistryServer registry = new RegistryServer()) {
      Map<String, Run> runs = new LinkedHashMap<>();
      for (String name : RECORDS) {
        runs.put(name, run(name, registry));
      }
      Map<String, double[]> rates = new LinkedHashMap<>();
      for (int round = -3; round < ROUNDS; round++) {
        for (Map.Entry<String, Run> run : runs.entrySet()) {
          double rate = rate(run.getValue());
          if (round >= 0) {
            rates.computeIfAbsent(run.getKey(), r -> new double[ROUNDS])[round] = rate;
          }
        }
      }
      System.out.println("record                   bytes  values    records/s     values/s");
      rates.forEach(
          (name, all) -> {
            Arrays.sort(all);
            Run run = runs.get(name);
            double rate = all[ROUNDS / 2];
            System.out.printf(
                Locale.ROOT,
                "%-24s %5d  %6d  %11.0f  %11.0f%n",
                name,
                run.record().value().length,
                run.values(),
                rate,
                rate * run.values());
          });
    }
  }

  private static double rate(Run run) throws Exception {
    long start = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - start < ROUND) {
      for (int i = 0; i < 100; i++) {
        run.decoder().decode(run.record());
      }
      count += 100;
    }
    return count * 1e9 / (System.nanoTime() - start);
  }

  private static Run run(String name, RegistryServer registry) throws Exception {
    JsonNode told = new ObjectMapper().readTree(CORPUS.resolve(name + ".json").toFile());
    told.path("registry")
        .properties()
        .forEach(answer -> registry.put(answer.getKey(), answer.getValue().toString()));
    List<RawRecord.Header> headers = new ArrayList<>();
    told.path("headers")
        .properties()
        .forEach(
            header ->
                headers.add(
                    new RawRecord.Header(
                        header.getKey(),
                        header.getValue().textValue().getBytes(StandardCharsets.UTF_8))));
    byte[] key =
        told.has("key") ? told.get("key").textValue().getBytes(StandardCharsets.UTF_8) : null;
    byte[] value = Files.readAllBytes(CORPUS.resolve(name + ".value"));
    RawRecord record = new RawRecord(0, 17, told.get("timestamp").longValue(), key, value, headers);
    FormName form = FormName.of(name.substring(0, name.indexOf('/')));
    FormSettings settings =
        new FormSettings(
            form, List.of(), List.of(), List.of(), RegistrySettings.of(registry.url()));
    FormRecords decoder = new FormRecords(RecordForms.of(settings), ChannelNames.open());
    long values =
        decoder.decode(record).stream()
            .map(Reading::values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .count();
    return new Run(decoder, record, values);
  }
}
