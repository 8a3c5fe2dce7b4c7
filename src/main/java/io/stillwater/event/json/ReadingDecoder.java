package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
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

  /** For all JSON in records, whoever reads it. */
  public static final JsonFactory JSON =
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

  private final RecordReader reader;

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
    reader = new RecordReader(Objects.requireNonNull(format, "format"), channels);
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
    return reader.read(json, new Frame(recordKey, recordTime, offset));
  }

  /** Decodes a record of any form, whose value and time were checked. */
  List<Reading> general(byte[] recordKey, byte[] value, long recordTime, long offset)
      throws UndecodableEvent {
    return reader.general(value, new Frame(recordKey, recordTime, offset));
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  public long extraChannels() {
    return reader.extraChannels();
  }

  /** What the times so far were taken for, in a sentence; empty while there were none. */
  public String times() {
    return reader.times();
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
