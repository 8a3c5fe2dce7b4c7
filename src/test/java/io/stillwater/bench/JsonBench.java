package io.stillwater.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.json.ReadingRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * How many readings in JSON one core decodes a second: this decoder, plain data binding of Jackson
 * and a streaming parser on Jackson that knows the form by heart, on the same records in turn.
 */
public final class JsonBench {
  private static final int RECORDS = 2_000;
  private static final int ROUNDS = 11;
  private static final long ROUND = 200_000_000; // ns

  private JsonBench() {}

  /** The form of a reading, as data binding wants it. */
  record Bound(String key, long time, Map<String, Double> values) {}

  private interface Way {
    double decode(RawRecord record) throws Exception;
  }

  /** A way, and what it decodes. */
  private record Run(Way way, List<RawRecord> records) {}

  public static void main(String[] args) throws Exception {
    System.out.println(
        "channels  record            bytes   way                      readings/s   ours is");
    for (int channels : new int[] {8, 64}) {
      compare(channels, "by name", true);
      compare(channels, "array", false);
    }
    for (int channels : new int[] {8, 64}) {
      ours(channels);
    }
  }

  private static void compare(int channels, String form, boolean named) throws Exception {
    List<String> names = names(channels);
    List<RawRecord> records = records(names, named);
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, names);
    Streaming streaming = new Streaming(names);
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("Stillwater", record -> decoder.decode(record).get(0).values()[0]);
    if (named) {
      ObjectReader reader = new ObjectMapper().readerFor(Bound.class);
      ways.put(
          "Jackson data binding",
          record -> {
            Bound bound = reader.readValue(record.value());
            return bound.values().get("channel0");
          });
    }
    ways.put("Jackson by hand", record -> streaming.decode(record.value())[0]);
    Map<String, Run> runs = new LinkedHashMap<>();
    ways.forEach((name, way) -> runs.put(name, new Run(way, records)));
    Map<String, Double> rates = rates(runs);
    double own = rates.get("Stillwater");
    rates.forEach(
        (way, rate) ->
            System.out.printf(
                Locale.ROOT,
                "%8d  %-16s %6d   %-22s %12.0f   × %.2f%n",
                channels,
                form,
                records.get(0).value().length,
                way,
                rate,
                own / rate));
  }

  /** The other forms, beside the usual one. */
  private static void ours(int channels) throws Exception {
    List<String> names = names(channels);
    List<RawRecord> records = records(names, true);
    Map<String, List<RawRecord>> forms = new LinkedHashMap<>();
    forms.put("usual", records);
    forms.put(
        "with a note", changed(records, text -> text.replace("{\"key\"", "{\"n\":1,\"key\"")));
    forms.put(
        "numbers as text",
        changed(records, text -> text.replaceAll("(:)([-.0-9]{5,})([,}])", "$1\"$2\"$3")));
    forms.put(
        "Connect envelope", changed(records, text -> "{\"schema\":null,\"payload\":" + text + "}"));
    forms.put("array of one", changed(records, text -> "[" + text + "]"));
    Map<String, Run> runs = new LinkedHashMap<>();
    forms.forEach(
        (form, changed) -> {
          ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, names);
          runs.put(form, new Run(record -> decoder.decode(record).get(0).values()[0], changed));
        });
    Map<String, Double> rates = rates(runs);
    rates.forEach(
        (form, rate) ->
            System.out.printf(
                Locale.ROOT,
                "%8d  %-46s %12.0f   × %.2f%n",
                channels,
                "Stillwater, " + form,
                rate,
                rate / rates.get("usual")));
  }

  /** Readings a second: the median of rounds, in which all take turns. */
  private static Map<String, Double> rates(Map<String, Run> runs) throws Exception {
    Map<String, double[]> rates = new LinkedHashMap<>();
    double sum = 0;
    for (int round = -5; round < ROUNDS; round++) {
      for (Map.Entry<String, Run> run : runs.entrySet()) {
        List<RawRecord> records = run.getValue().records();
        Way way = run.getValue().way();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < ROUND) {
          for (RawRecord record : records) {
            sum += way.decode(record);
          }
          count += records.size();
        }
        double rate = count * 1e9 / (System.nanoTime() - start);
        if (round >= 0) {
          rates.computeIfAbsent(run.getKey(), w -> new double[ROUNDS])[round] = rate;
        }
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a value was lost");
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    rates.forEach(
        (way, all) -> {
          Arrays.sort(all);
          medians.put(way, all[ROUNDS / 2]);
        });
    return medians;
  }

  private static List<String> names(int channels) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      names.add("channel" + c);
    }
    return names;
  }

  private static List<RawRecord> records(List<String> names, boolean named) {
    Random random = new Random(names.size());
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      StringBuilder text =
          new StringBuilder("{\"key\":\"pump-").append(i % 50).append("\",\"time\":");
      text.append(1_700_000_000_000L + 1000L * i).append(",\"values\":").append(named ? '{' : '[');
      for (int c = 0; c < names.size(); c++) {
        text.append(c == 0 ? "" : ",");
        text.append(named ? "\"" + names.get(c) + "\":" : "");
        text.append(String.format(Locale.ROOT, "%.4f", 20 + 5 * random.nextGaussian()));
      }
      records.add(record(text.append(named ? "}}" : "]}").toString()));
    }
    return records;
  }

  private static List<RawRecord> changed(List<RawRecord> records, UnaryOperator<String> change) {
    return records.stream()
        .map(record -> record(change.apply(new String(record.value(), UTF_8))))
        .toList();
  }

  private static RawRecord record(String text) {
    return new RawRecord(0, 0, 1_700_000_000_000L, null, text.getBytes(UTF_8), List.of());
  }

  /** What one would write by hand for this form alone, without checks. */
  private static final class Streaming {
    private final JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
    private final Map<String, Integer> places = new HashMap<>();

    Streaming(List<String> names) {
      names.forEach(name -> places.put(name, places.size()));
    }

    double[] decode(byte[] value) throws IOException {
      double[] values = new double[places.size()];
      String key = null;
      long time = 0;
      try (JsonParser parser = factory.createParser(value)) {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          JsonToken token = parser.nextToken();
          switch (name) {
            case "key" -> key = parser.getText();
            case "time" -> time = parser.getLongValue();
            default -> values(parser, token, values);
          }
        }
      }
      if (key == null || time == 0) {
        throw new IOException("no reading");
      }
      return values;
    }

    private void values(JsonParser parser, JsonToken token, double[] values) throws IOException {
      if (token == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          Integer place = places.get(parser.currentName());
          parser.nextToken();
          values[place] = parser.getDoubleValue();
        }
      } else {
        int place = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values[place++] = parser.getDoubleValue();
        }
      }
    }
  }
}
