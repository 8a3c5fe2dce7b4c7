package io.stillwater.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Some records, and how they are read.
 *
 * @param form what they are taken for
 * @param records each with what it holds
 * @param channels that are in them
 * @param times what their times are taken for, in a sentence; may be empty
 */
record Peeked(TakenFor form, List<Shown> records, List<String> channels, String times) {
  private static final int START = 160;
  private static final int VALUES = 8;

  /**
   * One record.
   *
   * @param readings in it
   * @param reason why it cannot be read; null where it can
   */
  record Shown(RawRecord record, List<Reading> readings, String reason) {
    /** The key as text, shortened, with nothing in it that disturbs a terminal. */
    String key() {
      return record.key() == null ? null : start(record.key(), 60);
    }

    /** The value's first characters. */
    String value() {
      return record.value() == null ? null : start(record.value(), START);
    }

    private static String start(byte[] bytes, int most) {
      String text = new String(bytes, 0, Math.min(bytes.length, 4 * most), UTF_8);
      StringBuilder clean = new StringBuilder();
      text.chars()
          .limit(most)
          .forEach(c -> clean.append(Character.isISOControl(c) ? '\u00b7' : (char) c));
      return clean.append(text.length() > most ? "…" : "").toString();
    }
  }

  static Peeked of(List<RawRecord> records) {
    TakenFor form = TakenFor.of(records);
    ChannelNames channels = ChannelNames.open();
    RecordDecoder decoder = form.needsRegistry() ? null : form.format().decoder(channels);
    List<Shown> shown = new ArrayList<>();
    for (RawRecord record : records) {
      try {
        if (decoder == null) {
          throw new UndecodableEvent("its schema is in a registry: " + form.why());
        }
        shown.add(new Shown(record, decoder.decode(record), null));
      } catch (UndecodableEvent | UnreachableObject e) {
        shown.add(new Shown(record, List.of(), e.getMessage()));
      }
    }
    return new Peeked(
        form, shown, List.copyOf(channels.list()), decoder == null ? "" : decoder.said());
  }

  /** A reading in one line: key, time, and the channels that it has. */
  String line(Reading reading) {
    List<String> values = new ArrayList<>();
    int more = 0;
    for (int c = 0; c < reading.values().length; c++) {
      if (!Double.isNaN(reading.values()[c])) {
        if (values.size() < VALUES) {
          values.add(channels.get(c) + " " + number(reading.values()[c]));
        } else {
          more++;
        }
      }
    }
    return reading.key()
        + " at "
        + Instant.ofEpochMilli(reading.time())
        + ": "
        + (values.isEmpty() ? "no value" : String.join(", ", values))
        + (more == 0 ? "" : " and " + more + " more");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
