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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Record bytes become readings: JSON in UTF-8, without a tree, an event of the usual form in one
 * pass.
 *
 * <p>A record may be one event, an array of events, an object with an array of events in it, an
 * event with arrays of samples, or one of these in the envelopes of Kafka Connect and Debezium;
 * packed by gzip or zstd or not. Nothing of this has to be set: the record shows it. An empty value
 * holds nothing.
 *
 * <p>A channel that is absent, null, NaN or infinite is NaN in the reading; a name that is no
 * channel is passed over and counted. What cannot be a reading is an {@link UndecodableEvent} whose
 * message says why; nothing else is thrown for any bytes. What comes out depends on the record
 * alone, never on the clock or on earlier records, except that equal keys are the same object, and
 * that an open list of channels grows.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes an event, unpacked too, {@value #MAX_DEPTH} levels of
 * nesting, {@value #MAX_KEY} characters a key, {@value #MAX_READINGS} readings and {@value
 * #MAX_VALUES} values a record.
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

  /** The most readings in one record. */
  public static final int MAX_READINGS = 1 << 16;

  /** The most values in one record: readings times channels. */
  public static final int MAX_VALUES = 1 << 22;

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

  /** Where a record came from, and what its events say where one says nothing itself. */
  private record Frame(
      byte[] recordKey, long recordTime, long offset, String key, long time, boolean enveloped) {
    Frame(byte[] recordKey, long recordTime, long offset) {
      this(recordKey, recordTime, offset, null, EventTime.INVALID, false);
    }

    Frame with(String outerKey, long outerTime) {
      return new Frame(recordKey, recordTime, offset, outerKey, outerTime, enveloped);
    }

    Frame inEnvelope() {
      return new Frame(recordKey, recordTime, offset, key, time, true);
    }
  }

  /**
   * With channels that are known.
   *
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
    this.channels = channels;
    this.values = new ChannelValues(channels);
    this.keys = new KeyReader(format.key());
    this.times = new TimeReader(format);
    this.plain = PlainEvent.of(format, keys, times, values);
    this.usual = new EventReader(format, values, keys, times, parts);
    this.row =
        format.flat() ? usual : new EventReader(format.flattened(), values, keys, times, parts);
  }

  /**
   * Decodes one record.
   *
   * @param recordKey the record's key in UTF-8, for events that name none; may be null
   * @param value the record's value; null and empty hold nothing
   * @param recordTime the record's timestamp in milliseconds; a record without one is refused,
   *     because it bounds the age of windows
   * @param offset of the record in its partition
   * @return the readings in the record, in their order there
   */
  public List<Reading> decode(byte[] recordKey, byte[] value, long recordTime, long offset)
      throws UndecodableEvent {
    if (value == null || value.length == 0) {
      return List.of();
    }
    check(value, recordTime);
    byte first = value[0];
    boolean wrapped = first == 0 || first == 0x1f || first == 0x28;
    byte[] json = wrapped ? Framed.opened(Unpacked.of(value)) : value;
    if (json.length == 0) {
      return List.of();
    }
    Frame frame = new Frame(recordKey, recordTime, offset);
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

  /** Decodes a record of any form, whose value and time were checked. */
  List<Reading> general(byte[] recordKey, byte[] value, long recordTime, long offset)
      throws UndecodableEvent {
    return general(value, new Frame(recordKey, recordTime, offset));
  }

  private List<Reading> general(byte[] json, Frame frame) throws UndecodableEvent {
    values.decimals(false);
    return whole(json, frame, ENVELOPES);
  }

  /** A record, or what is in an envelope. */
  private List<Reading> whole(byte[] json, Frame frame, int envelopes) throws UndecodableEvent {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw Reasons.because(
            "the value is blank (" + json.length + " bytes): expected a JSON object");
      }
      List<Reading> readings = List.of();
      if (first == JsonToken.START_ARRAY) {
        readings = array(parser, json, frame);
      } else if (first == JsonToken.START_OBJECT) {
        if (looksLikeContainer(json)) {
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
  private boolean looksLikeContainer(byte[] json) throws IOException {
    if (!channels.isOpen()) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(json)) {
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
    try (JsonParser parser = JSON.createParser(inside)) {
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
    return whole(inside.of(json), frame, envelopes - 1);
  }

  /** The row in an envelope, every number of which is a channel. */
  private List<Reading> row(byte[] json, Frame frame) throws UndecodableEvent {
    try (JsonParser parser = JSON.createParser(json)) {
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
    if (readings.size() > MAX_READINGS) {
      throw Reasons.tooMany("the record has more readings than that");
    }
    long width = more.isEmpty() ? 0 : more.get(0).values().length;
    if (readings.size() * width > MAX_VALUES) {
      throw Reasons.tooMany(
          readings.size() + " readings of " + width + " channels are more values than that");
    }
  }

  private List<Reading> element(byte[] json, Frame frame) throws IOException, UndecodableEvent {
    Reading reading = straight(json, frame);
    if (reading != null) {
      return List.of(reading);
    }
    looksLikeContainer(json);
    try (JsonParser parser = JSON.createParser(json)) {
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
    return values.samples().isEmpty()
        ? List.of(reading)
        : values.samples().readings(reading, pace);
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

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  public long extraChannels() {
    return extraChannels;
  }

  /** What the times so far were taken for, in a sentence; empty while there were none. */
  public String times() {
    return times.said();
  }

  private static boolean contains(byte[] bytes, byte[] word) {
    for (int i = 0; i + word.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }

  static void check(byte[] value, long recordTime) throws UndecodableEvent {
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
}
