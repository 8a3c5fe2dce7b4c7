package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Record bytes become readings: JSON in UTF-8, in one pass, without a tree.
 *
 * <p>A channel that is absent, null, NaN or infinite is NaN in the reading; a name that is no
 * channel is passed over and counted. What cannot be a reading is an {@link UndecodableEvent} whose
 * message says why; nothing else is thrown for any bytes. What comes out depends on the record
 * alone, never on the clock or on earlier records, except that equal keys are the same object, and
 * that an open list of channels grows.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes an event, {@value #MAX_DEPTH} levels of nesting, {@value
 * #MAX_KEY} characters a key.
 *
 * <p>Not thread-safe: one decoder a thread.
 */
public final class ReadingDecoder {
  /** The longest event that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 64;

  /** The longest key, in characters. */
  public static final int MAX_KEY = 512;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(400)
                  .maxNameLength(4096)
                  .build())
          .build();

  private final ReadingFormat format;
  private final PointerTree tree;
  private final ChannelValues values;
  private final KeyReader keys;
  private final TimeReader times;
  private final PlainEvent plain; // null where the format is not for it
  private long events;
  private long extraChannels;

  // Of the event at hand.
  private String key;
  private long time;
  private boolean valuesSeen;

  /**
   * @param format where the parts of an event are
   * @param channels the names, in the order of {@link Reading#values}
   */
  public ReadingDecoder(ReadingFormat format, List<String> channels) {
    this(format, ChannelNames.of(channels));
  }

  /**
   * With channels that may still be unknown.
   *
   * @param channels the names, in the order of {@link Reading#values}; an open list takes every new
   *     name that has a number, and readings become longer with it
   */
  public ReadingDecoder(ReadingFormat format, ChannelNames channels) {
    this.format = Objects.requireNonNull(format, "format");
    this.tree = PointerTree.of(format);
    this.values = new ChannelValues(channels);
    this.keys = new KeyReader(format.key());
    this.times = new TimeReader(format);
    this.plain = PlainEvent.of(format, keys, times, values);
  }

  /**
   * Decodes one record.
   *
   * @param recordKey the record's key in UTF-8, for events that name none; may be null
   * @param value the record's value; null is not an event
   * @param recordTime the record's timestamp in milliseconds; a record without one is refused,
   *     because it bounds the age of windows
   * @param offset of the record in its partition
   */
  public Reading decode(byte[] recordKey, byte[] value, long recordTime, long offset)
      throws UndecodableEvent {
    check(value, recordTime);
    if (plain != null) {
      begin();
      if (plain.read(value)) {
        key = plain.key();
        time = plain.time();
        valuesSeen = true;
        return finish(recordKey, recordTime, offset);
      }
    }
    return general(recordKey, value, recordTime, offset);
  }

  /** Decodes a record of any form, whose value and time were checked. */
  Reading general(byte[] recordKey, byte[] value, long recordTime, long offset)
      throws UndecodableEvent {
    begin();
    try (JsonParser parser = JSON.createParser(value)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw Reasons.because(
            "the value is blank (" + value.length + " bytes): expected a JSON object");
      }
      if (first != JsonToken.START_OBJECT) {
        throw Reasons.because(
            "the event is "
                + ChannelValues.kind(first, parser)
                + ": expected a JSON object such as {\"key\": …, \"time\": …, \"values\": {…}}");
      }
      object(parser, tree);
      if (parser.nextToken() != null) {
        throw Reasons.because("more follows after the event's end: expected one JSON object");
      }
    } catch (IOException e) {
      throw Reasons.unreadable(e, value);
    }
    return finish(recordKey, recordTime, offset);
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  public long extraChannels() {
    return extraChannels;
  }

  /**
   * The channels that some events carry: for training from a topic, where no list is given.
   *
   * @param events the values of the first records of a topic; what cannot be decoded is passed over
   * @return names in the order of their first appearance, or {@code c0}, {@code c1}, … for arrays;
   *     a name counts if at least one event has a number there
   * @throws UndecodableEvent if no event has a number at the format's place
   */
  public static List<String> discover(ReadingFormat format, List<byte[]> events)
      throws UndecodableEvent {
    return ChannelFinder.find(format, events);
  }

  static void check(byte[] value, long recordTime) throws UndecodableEvent {
    if (value == null) {
      throw Reasons.because(
          "the record has no value (null, a tombstone): expected a JSON object; topics of readings"
              + " are not compacted");
    }
    if (value.length == 0) {
      throw Reasons.because("the value is empty (0 bytes): expected a JSON object");
    }
    if (value.length > MAX_BYTES) {
      throw Reasons.because(
          "the value has " + value.length + " bytes: expected at most " + MAX_BYTES);
    }
    if (recordTime < 0) {
      throw Reasons.because(
          "the record has no timestamp ("
              + recordTime
              + "): expected milliseconds since the epoch, set by the producer or the broker"
              + " (message.timestamp.type)");
    }
  }

  private void begin() {
    events++;
    key = null;
    time = EventTime.INVALID;
    valuesSeen = false;
    values.begin(events);
  }

  private Reading finish(byte[] recordKey, long recordTime, long offset) throws UndecodableEvent {
    if (!valuesSeen) {
      throw Reasons.because(
          "the event has no values at "
              + format.values()
              + ": expected an object or an array of numbers for "
              + values.listed());
    }
    double[] numbers = values.finish();
    String name = key == null ? keys.ofRecord(recordKey) : key;
    long eventTime = time == EventTime.INVALID ? recordTime : times.notSeconds(time, recordTime);
    extraChannels += values.extra();
    return new Reading(name, eventTime, numbers, recordTime, offset);
  }

  /** Walks an object; the parser stands on its start, and on its end afterwards. */
  private void object(JsonParser parser, PointerTree node) throws IOException, UndecodableEvent {
    boolean isValues = node.role == PointerTree.Role.VALUES;
    valuesSeen |= isValues;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      PointerTree child = node.child(name);
      if (child != null) {
        place(parser, token, child);
      } else if (isValues) {
        values.field(name, parser, token, format.flat());
      } else {
        parser.skipChildren();
      }
    }
  }

  /** A place that a pointer names or leads through. */
  private void place(JsonParser parser, JsonToken token, PointerTree node)
      throws IOException, UndecodableEvent {
    if (node.seenIn == events) {
      throw Reasons.because(
          "the field " + node.pointer + " is there twice: expected each field once");
    }
    node.seenIn = events;
    switch (node.role) {
      case KEY -> key = keys.of(parser, token);
      case TIME -> time = times.of(parser, token);
      case VALUES -> values(parser, token, node);
      case PATH -> path(parser, token, node);
    }
  }

  private void path(JsonParser parser, JsonToken token, PointerTree node)
      throws IOException, UndecodableEvent {
    if (token == JsonToken.START_OBJECT) {
      object(parser, node);
    } else if (token == JsonToken.START_ARRAY) {
      int index = 0;
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        PointerTree child = node.child(index++);
        if (child == null) {
          parser.skipChildren();
        } else {
          place(parser, t, child);
        }
      }
    }
  }

  private void values(JsonParser parser, JsonToken token, PointerTree node)
      throws IOException, UndecodableEvent {
    if (token == JsonToken.START_OBJECT) {
      object(parser, node);
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
