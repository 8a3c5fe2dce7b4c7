package io.stillwater.cli.topic;

import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.json.JsonPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What form some records are taken for, and the settings that say so.
 *
 * @param name in words
 * @param format where the parts of an event are
 * @param found whether any record can be read in it
 */
record RecordForm(String name, ReadingFormat format, boolean found) {
  /** A setting of a detector, and the option of {@code train} that says the same. */
  record Setting(String name, String option, String value) {}

  /** Finds out. */
  static RecordForm of(List<RawRecord> records) {
    Optional<ReadingFormat> places = JsonPlaces.find(records);
    ReadingFormat format = places.orElse(ReadingFormat.DEFAULT);
    return new RecordForm(name(format), format, places.isPresent());
  }

  private static String name(ReadingFormat format) {
    return "JSON, key "
        + (format.key().isEmpty() ? "of the record" : "at " + format.key())
        + ", time "
        + (format.time().isEmpty() ? "of the record" : "at " + format.time())
        + ", "
        + (format.flat() ? "every other number a channel" : "values at " + format.values());
  }

  /** What has to be set because it is not the default. */
  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    ReadingFormat usual = ReadingFormat.DEFAULT;
    add(settings, "key", format.key(), usual.key());
    add(settings, "time", format.time(), usual.time());
    if (format.flat()) {
      settings.add(new Setting("flat", "--flat", "true"));
    } else {
      add(settings, "values", format.values(), usual.values());
    }
    if (!format.readings().isEmpty()) {
      add(settings, "readings", format.readings(), usual.readings());
    }
    return settings;
  }

  /** A pointer that leads nowhere is as good as none: the record's own key or time serves then. */
  private static void add(List<Setting> settings, String name, String value, String usual) {
    if (!value.isEmpty() && !value.equals(usual)) {
      settings.add(new Setting(name, "--" + name + "-pointer", value));
    }
  }
}
