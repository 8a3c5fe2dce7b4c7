package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;

/** Walks one event of any form that its format says, in one pass. Not thread-safe. */
final class EventReader {
  private final ReadingFormat format;
  private final PointerTree root;
  private final ChannelValues values;
  private final KeyReader keys;
  private final TimeReader times;
  private final Parts parts;

  // Of the event at hand.
  private long event; // its number; below 0 where it is only looked at
  private long looks;
  private String key;
  private long time;
  private boolean valuesSeen;

  private boolean sampled; // whether a rate in a flat event is no channel

  EventReader(
      ReadingFormat format, ChannelValues values, KeyReader keys, TimeReader times, Parts parts) {
    this.format = format;
    this.root = PointerTree.of(format);
    this.values = values;
    this.keys = keys;
    this.times = times;
    this.parts = parts;
  }

  /** The key that was read; null if there was none. */
  String key() {
    return key;
  }

  /** The time that was read; {@link EventTime#INVALID} if there was none. */
  long time() {
    return time;
  }

  /** Whether the flat events from now on have samples, and their rate is no channel. */
  void sampled(boolean sampled) {
    this.sampled = sampled && format.flat();
  }

  /** Whether the event had something at the place of its values. */
  boolean valuesSeen() {
    return valuesSeen;
  }

  /**
   * Reads the event of that number, of which values and times know already; the parser stands on
   * its start, and on its end afterwards.
   */
  void read(JsonParser parser, long number) throws IOException, UndecodableEvent {
    event = number;
    key = null;
    time = EventTime.INVALID;
    valuesSeen = false;
    parts.begin();
    object(parser, root, "");
  }

  /**
   * Only notes what the record's form is told from, and of a flat event its key and time; the
   * parser stands on its start, and on its end afterwards.
   */
  void look(JsonParser parser) throws IOException, UndecodableEvent {
    event = --looks;
    key = null;
    time = EventTime.INVALID;
    valuesSeen = false;
    parts.begin();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      PointerTree child = root.child(name);
      if (child != null && (format.flat() || child.role == PointerTree.Role.READINGS)) {
        place(parser, token, child, "");
      } else {
        sampledInside(token, child);
        if (!parts.note(name, parser, token)) {
          parser.skipChildren();
        }
      }
    }
  }

  /** Arrays among the values count as those of the top. */
  private void sampledInside(JsonToken token, PointerTree child) {
    if (child != null && child.role != PointerTree.Role.PATH && token.isStructStart()) {
      parts.noteArrays();
    }
  }

  /** Walks an object; {@code prefix} is what stars have stood for so far. */
  private void object(JsonParser parser, PointerTree node, String prefix)
      throws IOException, UndecodableEvent {
    boolean isValues = node.role == PointerTree.Role.VALUES;
    valuesSeen |= isValues;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      PointerTree child = node.child(name);
      if (child != null) {
        place(parser, token, child, child.isStar() ? joined(prefix, name) : prefix);
      } else if (node != root || !parts.note(name, parser, token)) {
        if (isValues && !(sampled && Parts.isPace(name))) {
          values.field(joined(prefix, name), parser, token, format.flat());
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private static String joined(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  /** A place that a pointer names or leads through. */
  private void place(JsonParser parser, JsonToken token, PointerTree node, String prefix)
      throws IOException, UndecodableEvent {
    if (node.seenIn == event && !node.many) {
      throw Reasons.because(
          "the field " + node.pointer + " is there twice: expected each field once");
    }
    node.seenIn = event;
    switch (node.role) {
      case KEY -> key = keys.of(parser, token);
      case TIME -> time = times.of(parser, token);
      case VALUES -> values(parser, token, node, prefix);
      case READINGS -> parts.noteReadings(parser, token);
      case PATH -> path(parser, token, node, prefix);
    }
  }

  private void path(JsonParser parser, JsonToken token, PointerTree node, String prefix)
      throws IOException, UndecodableEvent {
    if (token == JsonToken.START_OBJECT) {
      object(parser, node, prefix);
    } else if (token == JsonToken.START_ARRAY) {
      int index = 0;
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        PointerTree child = node.child(index);
        if (child == null) {
          parser.skipChildren();
        } else {
          place(parser, t, child, child.isStar() ? joined(prefix, "c" + index) : prefix);
        }
        index++;
      }
    }
  }

  private void values(JsonParser parser, JsonToken token, PointerTree node, String prefix)
      throws IOException, UndecodableEvent {
    if (token == JsonToken.START_OBJECT) {
      object(parser, node, prefix);
    } else if (node.many) {
      valuesSeen = true;
      values.field(prefix, parser, token, false);
    } else if (token == JsonToken.START_ARRAY) {
      valuesSeen = true;
      values.array(parser);
    } else {
      throw Reasons.because(
          "the values at "
              + node.pointer
              + " are "
              + ChannelValues.kind(token, parser)
              + ": expected an object of numbers by channel, or an array of "
              + values.arrayed());
    }
  }
}
