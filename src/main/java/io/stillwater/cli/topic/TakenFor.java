package io.stillwater.cli.topic;

import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.choice.FormFinder;
import io.stillwater.event.form.choice.FormFound;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.event.json.JsonPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What form some records are taken for, and the settings that say so.
 *
 * @param name in words
 * @param format how they are read
 * @param why it is that form; may be empty
 * @param found whether any record can be read in it
 */
record TakenFor(String name, RecordFormat format, String why, boolean found) {
  /** A setting of a detector, and the option of {@code train} that says the same. */
  record Setting(String name, String option, String value) {}

  /** Finds out: what most records are, and where own JSON has its parts. */
  static TakenFor of(List<RawRecord> records) {
    FormFound found = FormFinder.find(records);
    if (found.form() != null && found.form() != FormName.JSON) {
      RecordFormat format =
          new RecordFormat(ReadingFormat.DEFAULT, found.form(), FormSettings.of(found.form()));
      boolean framed = found.form() == FormName.AVRO || found.form() == FormName.PROTOBUF;
      return new TakenFor(found.form().toString(), format, found.why(), !framed);
    }
    Optional<ReadingFormat> places = JsonPlaces.find(records);
    ReadingFormat json = places.orElse(ReadingFormat.DEFAULT);
    return new TakenFor(name(json), RecordFormat.own(json), "", places.isPresent());
  }

  private static String name(ReadingFormat format) {
    return "JSON, key "
        + (format.key().isEmpty() ? "of the record" : "at " + format.key())
        + ", time "
        + (format.time().isEmpty() ? "of the record" : "at " + format.time())
        + ", "
        + (format.flat() ? "every other number a channel" : "values at " + format.values());
  }

  FormName form() {
    return format.form();
  }

  /** Whether schemas have to be fetched, so that nothing can be shown without their address. */
  boolean needsRegistry() {
    return form() == FormName.AVRO || form() == FormName.PROTOBUF;
  }

  /** What has to be set because it is not the default. */
  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    if (form() != FormName.JSON) {
      settings.add(new Setting("format", "--format", form().toString()));
      if (needsRegistry()) {
        settings.add(new Setting("registry.url", "--registry", "http://registry:8081"));
      }
      return settings;
    }
    ReadingFormat format = this.format.json();
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
