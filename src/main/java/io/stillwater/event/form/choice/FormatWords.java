package io.stillwater.event.form.choice;

import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RegistrySettings;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * How records are read, as settings and options say it. Key and time are JSON pointers, which say
 * where own JSON has its parts; with another form they name tags, labels or fields, and what begins
 * with a slash is the default that says nothing of it.
 *
 * @param form its name; null to find it out
 * @param key a pointer; with another form than own JSON names such as {@code plant+line,host}
 * @param time the same
 * @param values a pointer; empty where every number of a flat object is a channel
 * @param readings a pointer
 * @param without tags that are left out
 */
public record FormatWords(
    String form, String key, String time, String values, String readings, List<String> without) {
  /**
   * What they come to.
   *
   * @param zone of times that state none
   * @param registry of schemas; null for none
   * @throws IllegalArgumentException with a sentence, if they make no sense
   */
  public RecordFormat format(ZoneId zone, RegistrySettings registry) {
    FormName name = form == null || form.isBlank() ? null : FormName.of(form);
    boolean own = name == null || name == FormName.JSON;
    ReadingFormat json =
        own
            ? new ReadingFormat(key, time, values, values.isEmpty(), zone, readings)
            : ReadingFormat.DEFAULT;
    FormSettings settings =
        new FormSettings(
            own ? FormName.JSON : name, names(own, key), without, names(own, time), registry);
    RecordFormat format = new RecordFormat(json, name, settings);
    if (!own) {
      RecordForms.of(settings); // says what is missing
    }
    return format;
  }

  /** Names of tags, where it is not own JSON that has a pointer there. */
  private static List<String> names(boolean own, String words) {
    return own || words.isEmpty() || words.startsWith("/")
        ? List.of()
        : Arrays.stream(words.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
