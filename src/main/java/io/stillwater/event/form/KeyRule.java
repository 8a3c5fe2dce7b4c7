package io.stillwater.event.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the key of a series, and the rest of a channel's name, from the tags that come with a
 * value: labels, attributes or fields, as the form calls them.
 *
 * <p>The first alternative all of whose tags are there and not empty makes the key; several tags
 * are joined by a slash. Every other tag belongs to the channel's name, since two values that
 * differ in one tag alone are two channels.
 *
 * <pre>
 * alternatives        tags                              key          rest
 * host                host=a, cpu=cpu0                  a            {cpu=cpu0}
 * host                host=a                            a
 * plant+line, host    plant=bonn, line=3, host=a        bonn/3       {host=a}
 * host, or all        plant=bonn, line=3                line=3,plant=bonn
 * host, not all       plant=bonn                        null         {plant=bonn}
 * </pre>
 */
public final class KeyRule {
  private final List<List<String>> alternatives;
  private final boolean orAll;
  private final Set<String> without;

  /**
   * What a series is called.
   *
   * @param key null where no tag makes one
   * @param rest of the channel's name, such as {@code {cpu=cpu0}}; may be empty
   * @param used the tags that are the key
   */
  public record Series(String key, String rest, List<String> used) {}

  private KeyRule(List<String> alternatives, boolean orAll, List<String> without) {
    this.alternatives = alternatives.stream().map(KeyRule::parts).toList();
    this.orAll = orAll;
    this.without = Set.copyOf(without);
  }

  private static List<String> parts(String alternative) {
    List<String> parts = List.of(alternative.strip().split("\\s*\\+\\s*", -1));
    if (parts.contains("")) {
      throw new IllegalArgumentException(
          "the key is made of \""
              + alternative
              + "\": expected the name of a tag, or several joined by +");
    }
    return parts;
  }

  /**
   * The rule of the settings, or of the form.
   *
   * @param usual the form's alternatives, for settings that say nothing
   * @param orAll whether, for settings that say nothing, all tags together are the key where no
   *     alternative is there
   */
  public static KeyRule of(FormSettings settings, List<String> usual, boolean orAll) {
    boolean own = !settings.key().isEmpty();
    return new KeyRule(own ? settings.key() : usual, orAll && !own, settings.without());
  }

  /** The series of those tags. */
  public Series of(Map<String, String> tags) {
    return of(tags, tags);
  }

  /**
   * The series of a value.
   *
   * @param keyed tags that may be in the key
   * @param named tags that are in the channel's name where they are not in the key
   */
  public Series of(Map<String, String> keyed, Map<String, String> named) {
    for (List<String> names : alternatives) {
      if (names.stream().allMatch(name -> !keyed.getOrDefault(name, "").isEmpty())) {
        List<String> values = names.stream().map(keyed::get).toList();
        return new Series(String.join("/", values), rest(named, names), names);
      }
    }
    if (orAll && !named.isEmpty()) {
      String all = listed(named, List.of());
      return new Series(all.isEmpty() ? null : all, "", List.copyOf(named.keySet()));
    }
    return new Series(null, rest(named, List.of()), List.of());
  }

  private String rest(Map<String, String> tags, List<String> used) {
    String listed =
        tags.size() <= used.size() && used.containsAll(tags.keySet()) ? "" : listed(tags, used);
    return listed.isEmpty() ? "" : '{' + listed + '}';
  }

  private String listed(Map<String, String> tags, List<String> used) {
    List<String> listed = new ArrayList<>();
    new TreeMap<>(tags)
        .forEach(
            (name, value) -> {
              if (!used.contains(name) && !without.contains(name) && !value.isEmpty()) {
                listed.add(name + '=' + value);
              }
            });
    return String.join(",", listed);
  }
}
