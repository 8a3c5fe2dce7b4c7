package io.stillwater.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The names of channels, in the order of the values. A list that is open takes every new name at
 * its end; what is there once keeps its place.
 *
 * <p>A name is found as it is written, else, in a list that is not open, without the unit in
 * brackets behind it: files keep units apart from names, so a record's {@code Flow [m³/h]} is the
 * channel {@code Flow}.
 *
 * <p>One thread looks up and adds; {@link #list} may be read by any.
 */
public final class ChannelNames {
  /** Names that an open list takes at most. */
  public static final int MOST = 1_000;

  /** Characters of a name that an open list takes, at most. */
  public static final int LONGEST = 256;

  private final boolean open;
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> withUnits = new HashMap<>(); // names seen that end in brackets

  private ChannelNames(boolean open) {
    this.open = open;
  }

  /** These and no others. */
  public static ChannelNames of(List<String> channels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("no channels: expected at least one name");
    }
    ChannelNames names = new ChannelNames(false);
    for (String channel : channels) {
      if (names.places.put(channel, names.places.size()) != null) {
        throw new IllegalArgumentException("channel " + channel + " is named twice");
      }
    }
    names.names.addAll(channels);
    return names;
  }

  /** None yet, and whatever comes. */
  public static ChannelNames open() {
    return new ChannelNames(true);
  }

  /** Whether new names are taken. */
  public boolean isOpen() {
    return open;
  }

  /** All names; a view that grows where the list is open. */
  public List<String> list() {
    return Collections.unmodifiableList(names);
  }

  /** How many there are. */
  public int size() {
    return places.size();
  }

  /** Where a name is; −1 where it is not. */
  public int place(String name) {
    Integer place = places.get(name);
    if (place != null) {
      return place;
    }
    return open || name.isEmpty() ? -1 : withoutUnit(name);
  }

  private int withoutUnit(String name) {
    char last = name.charAt(name.length() - 1);
    if ((last != ']' && last != ')') || name.length() > LONGEST) {
      return -1;
    }
    Integer known = withUnits.get(name);
    if (known == null) {
      NamedUnit parts = NamedUnit.of(name);
      known = parts == null ? -1 : places.getOrDefault(parts.name(), -1);
      if (withUnits.size() < MOST) {
        withUnits.put(name, known);
      }
    }
    return known;
  }

  /** Where a name is from now on; −1 where it cannot be taken. */
  public int add(String name) {
    int place = place(name);
    if (place >= 0 || !open || places.size() == MOST || name.length() > LONGEST) {
      return place;
    }
    names.add(name);
    places.put(name, places.size());
    return places.size() - 1;
  }

  /** Some of the names, for messages. */
  public String listed() {
    int shown = Math.min(names.size(), 8);
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }
}
