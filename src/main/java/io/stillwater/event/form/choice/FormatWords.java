package io.stillwater.event.form.choice;

import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RegistrySettings;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * How records are read, as settings and options say it. What begins with a slash is a JSON pointer
 * and says where own JSON has its parts; anything else names tags, labels or fields of other forms.
 *
 * @param form its name; null to find it out
 * @param key a pointer, or names such as {@code plant+line,host}
 * @param time a pointer, or names
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
    boolean keyed = pointer(key) || name == FormName.JSON;
    boolean timed = pointer(time) || name == FormName.JSON;
    ReadingFormat json =
        own
            ? new ReadingFormat(
                keyed ? key : ReadingFormat.DEFAULT.key(),
                timed ? time : ReadingFormat.DEFAULT.time(),
                values,
                values.isEmpty(),
                zone,
                readings)
            : ReadingFormat.DEFAULT;
    FormSettings settings =
        new FormSettings(
            name == null ? FormName.JSON : name,
            keyed ? List.of() : words(key),
            without,
            timed ? List.of() : words(time),
            registry);
    RecordFormat format = new RecordFormat(json, name, settings);
    if (!own) {
      RecordForms.of(settings); // says what is missing
    }
    return format;
  }

  private static boolean pointer(String word) {
    return word == null || word.isEmpty() || word.startsWith("/");
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
