package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads records of JSON that were unpacked: the usual form straight from its bytes, all others by
 * what is at their top. Not thread-safe.
 */
final class RecordReader {
  private static final byte[] DECIMAL =
      "org.apache.kafka.connect.data.Decimal".getBytes(StandardCharsets.US_ASCII);
  private static final int ENVELOPES = 3; // one in the other

  private final ReadingFormat format;
  private final ChannelNames channels;
  private final ChannelValues values;
  private final KeyReader keys;
  private final TimeReader times;
  private final PlainEvent plain; // null where the format is not for it
  private final Parts parts = new Parts();
  private final EventReader usual;
  private final EventReader row; // of an envelope
  private long events;
  private long extraChannels;

  RecordReader(ReadingFormat format, ChannelNames channels) {
    this.format = format;
    this.channels = channels;
    this.values = new ChannelValues(channels);
    this.keys = new KeyReader(format.key());
    this.times = new TimeReader(format);
    this.plain = PlainEvent.of(format, keys, times, values);
    this.usual = new EventReader(format, values, keys, times, parts);
    this.row =
        format.flat() ? usual : new EventReader(format.flattened(), values, keys, times, parts);
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  long extraChannels() {
    return extraChannels;
  }

  /** What the times so far were taken for, in a sentence; empty while there were none. */
  String times() {
    return times.said();
  }

  /** Reads a record. */
  List<Reading> read(byte[] json, Frame frame) throws UndecodableEvent {
    Reading reading = straight(json, frame);
    return reading == null ? general(json, frame) : List.of(reading);
  }

  /** An event of the usual form; null where it may be another. */
  private Reading straight(byte[] json, Frame frame) throws UndecodableEvent {
    if (plain == null) {
      return null;
    }
    begin(frame);
    return plain.read(json) ? reading(plain.key(), plain.time(), frame) : null;
  }

  /** Reads a record of any form. */
  List<Reading> general(byte[] json, Frame frame) throws UndecodableEvent {
    values.decimals(false);
    return whole(json, frame, ENVELOPES);
  }

  /** A record, or what is in an envelope. */
  private List<Reading> whole(byte[] json, Frame frame, int envelopes) throws UndecodableEvent {
    try (JsonParser parser = ReadingDecoder.JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw Reasons.because(
            "the value is blank (" + json.length + " bytes): expected a JSON object");
      }
      List<Reading> readings = List.of();
      if (first == JsonToken.START_ARRAY) {
        readings = array(parser, json, frame);
      } else if (first == JsonToken.START_OBJECT) {
        if (looksLikeContainer(json, frame)) {
          parser.skipChildren();
        } else {
          begin(frame);
          usual.read(parser, events);
        }
      } else if (first != JsonToken.VALUE_NULL) {
        throw Reasons.because(
            "the event is "
                + ChannelValues.kind(first, parser)
                + ": expected a JSON object such as {\"key\": …, \"time\": …, \"values\": {…}}");
      }
      if (parser.nextToken() != null) {
        throw Reasons.because("more follows after the event's end: expected one JSON object");
      }
      return first == JsonToken.START_OBJECT ? object(json, frame, envelopes) : readings;
    } catch (IOException e) {
      throw Reasons.unreadable(e, json);
    }
  }

  /**
   * Looks at a record before it is read, where reading would make channels of what is none; whether
   * it holds others.
   */
  private boolean looksLikeContainer(byte[] json, Frame frame)
      throws IOException, UndecodableEvent {
    if (!channels.isOpen()) {
      return false;
    }
    begin(frame);
    try (JsonParser parser = ReadingDecoder.JSON.createParser(json)) {
      parser.nextToken();
      usual.look(parser);
    }
    values.sampled(parts.isSampled());
    usual.sampled(parts.isSampled());
    row.sampled(parts.isSampled());
    return format.flat() && parts.isContainer();
  }

  /** What was found in an object, which is read, or holds others. */
  private List<Reading> object(byte[] json, Frame frame, int envelopes) throws UndecodableEvent {
    if (!parts.isContainer() || (usual.valuesSeen() && !format.flat())) {
      boolean flat = frame.enveloped() && !usual.valuesSeen();
      return flat ? row(json, frame) : readings(usual, frame);
    }
    if (parts.isConnect() || parts.isDebezium()) {
      return enveloped(json, frame.inEnvelope(), envelopes);
    }
    Frame around = frame.with(usual.key(), usual.time());
    byte[] inside = parts.readings().of(json);
    try (JsonParser parser = ReadingDecoder.JSON.createParser(inside)) {
      parser.nextToken();
      return array(parser, inside, around);
    } catch (IOException e) {
      throw Reasons.unreadable(e, inside);
    }
  }

  private List<Reading> enveloped(byte[] json, Frame frame, int envelopes) throws UndecodableEvent {
    boolean connect = parts.isConnect();
    if (connect && contains(parts.schema().of(json), DECIMAL)) {
      values.decimals(true);
    }
    Parts.Piece inside = connect ? parts.payload() : parts.row();
    if (inside == null || inside.is(JsonToken.VALUE_NULL)) {
      return List.of();
    }
    if (envelopes == 0) {
      throw Reasons.because("envelopes are in one another, deeper than " + ENVELOPES);
    }
    byte[] payload = inside.of(json);
    Reading reading = straight(payload, frame);
    return reading == null ? whole(payload, frame, envelopes - 1) : List.of(reading);
  }

  /** The row in an envelope, every number of which is a channel. */
  private List<Reading> row(byte[] json, Frame frame) throws UndecodableEvent {
    try (JsonParser parser = ReadingDecoder.JSON.createParser(json)) {
      parser.nextToken();
      begin(frame);
      row.read(parser, events);
      return readings(row, frame);
    } catch (IOException e) {
      throw Reasons.unreadable(e, json);
    }
  }

  /** The events of an array; the parser stands on its start, and on its end afterwards. */
  private List<Reading> array(JsonParser parser, byte[] json, Frame frame)
      throws IOException, UndecodableEvent {
    List<Reading> readings = new ArrayList<>();
    int element = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Parts.Piece piece = token == JsonToken.START_OBJECT ? Parts.piece(parser, token) : null;
      if (piece == null) {
        throw Reasons.because(
            "element "
                + element
                + " of the array is "
                + ChannelValues.kind(token, parser)
                + ": expected an array of events such as {\"key\": …, \"time\": …, \"values\": {…}}");
      }
      add(readings, element(piece.of(json), frame));
      element++;
    }
    return readings;
  }

  private static void add(List<Reading> readings, List<Reading> more) throws UndecodableEvent {
    readings.addAll(more);
    if (readings.size() > ReadingDecoder.MAX_READINGS) {
      throw Reasons.tooMany("the record has more readings than that");
    }
    long width = more.isEmpty() ? 0 : more.get(0).values().length;
    if (readings.size() * width > ReadingDecoder.MAX_VALUES) {
      throw Reasons.tooMany(
          readings.size() + " readings of " + width + " channels are more values than that");
    }
  }

  private List<Reading> element(byte[] json, Frame frame) throws IOException, UndecodableEvent {
    Reading reading = straight(json, frame);
    if (reading != null) {
      return List.of(reading);
    }
    looksLikeContainer(json, frame);
    try (JsonParser parser = ReadingDecoder.JSON.createParser(json)) {
      parser.nextToken();
      begin(frame);
      usual.read(parser, events);
    }
    return readings(usual, frame);
  }

  private void begin(Frame frame) {
    events++;
    values.begin(events);
    times.begin(frame.recordTime());
  }

  /** What an event that was read holds. */
  private List<Reading> readings(EventReader reader, Frame frame) throws UndecodableEvent {
    if (!reader.valuesSeen()) {
      throw Reasons.because(
          "the event has no values at "
              + format.values()
              + ": expected an object or an array of numbers for "
              + values.listed());
    }
    SampleBlock.Pace pace = parts.pace();
    Reading reading = reading(reader.key(), reader.time(), frame);
    return values.samples().isEmpty() ? List.of(reading) : values.samples().readings(reading, pace);
  }

  private Reading reading(String key, long time, Frame frame) throws UndecodableEvent {
    double[] numbers = values.finish();
    String name = key == null ? frame.key() : key;
    if (name == null) {
      name =
          frame.enveloped() ? keys.ofEnvelope(frame.recordKey()) : keys.ofRecord(frame.recordKey());
    }
    long outer = frame.time() == EventTime.INVALID ? frame.recordTime() : frame.time();
    long eventTime = time == EventTime.INVALID ? outer : time;
    times.count(eventTime);
    extraChannels += values.extra();
    return new Reading(name, eventTime, numbers, frame.recordTime(), frame.offset());
  }

  private static boolean contains(byte[] bytes, byte[] word) {
    for (int i = 0; i + word.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
