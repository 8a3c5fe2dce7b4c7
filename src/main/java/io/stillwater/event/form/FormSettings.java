package io.stillwater.event.form;

import java.util.List;
import java.util.Objects;

/**
 * A form and what it leaves open.
 *
 * @param form which
 * @param key what the key is made of, as {@link KeyRule} says; empty for the form's own rule
 * @param without tags, labels or attributes that are to be neither in the key nor in the names of
 *     channels
 * @param time names of fields with the time, the first that is there counts; empty for the usual
 *     names. Only for {@code avro}, {@code protobuf} and the data of {@code cloudevents}
 * @param registry where schemas are; null where the form needs none
 */
public record FormSettings(
    FormName form,
    List<String> key,
    List<String> without,
    List<String> time,
    RegistrySettings registry) {
  public FormSettings {
    Objects.requireNonNull(form, "form");
    key = List.copyOf(key);
    without = List.copyOf(without);
    time = List.copyOf(time);
  }

  /** With the form's own rules. */
  public static FormSettings of(FormName form) {
    return new FormSettings(form, List.of(), List.of(), List.of(), null);
  }

  /** The same for another form. */
  public FormSettings withForm(FormName other) {
    return new FormSettings(other, key, without, time, registry);
  }

  /** The same with that key. */
  public FormSettings withKey(List<String> names) {
    return new FormSettings(form, names, without, time, registry);
  }

  /** The same without those tags. */
  public FormSettings withoutTags(List<String> names) {
    return new FormSettings(form, key, names, time, registry);
  }

  /** The same with that registry. */
  public FormSettings withRegistry(RegistrySettings schemas) {
    return new FormSettings(form, key, without, time, schemas);
  }
}
