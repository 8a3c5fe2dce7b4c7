package io.stillwater.event.form;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.json.ReadingDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Records of any form become readings: the samples of one key and time make one reading, in the
 * order in which the first of each came.
 *
 * <p>A channel that no sample names is NaN in the reading; a name that is no channel is counted and
 * passed over; where a channel is given twice for one key and time the last one holds. A key and
 * time none of whose samples is of a channel makes no reading. So a record that says nothing of the
 * channels, as of other measurements on the same topic, is an empty list and no error, and so is a
 * record without a value; that nothing ever fits is seen in {@link #extraValues}. Where the form
 * names no key it is the record's, which has to be text then. A value that is packed by gzip is
 * unpacked first.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes a value, packed and unpacked; {@value #MAX_SAMPLES} samples
 * and {@value #MAX_CELLS} readings times channels a record; {@value ReadingDecoder#MAX_KEY}
 * characters a key; times of 1970 to 9999. What is beyond is refused.
 *
 * <p>Not thread-safe.
 */
public final class FormRecords implements RecordDecoder {
  /** The longest value that is read, in bytes. */
  public static final int MAX_BYTES = ReadingDecoder.MAX_BYTES;

  /** The most samples of one record. */
  public static final int MAX_SAMPLES = 100_000;

  /** The most numbers that the readings of one record may have room for: 32 MB. */
  public static final int MAX_CELLS = 4_000_000;

  private final RecordForm form;
  private final ChannelNames channels;
  private long extra;

  /**
   * @param form of the records
   * @param channels the names, in the order of the values; an open list takes every new name that
   *     has a number
   */
  public FormRecords(RecordForm form, ChannelNames channels) {
    this.form = Objects.requireNonNull(form, "form");
    this.channels = Objects.requireNonNull(channels, "channels");
  }

  @Override
  public List<Reading> decode(RawRecord record) throws UndecodableEvent, UnreachableObject {
    if (record.timestamp() < 0) {
      throw new UndecodableEvent(
          "the record has no timestamp ("
              + record.timestamp()
              + "): expected milliseconds since the epoch, set by the producer or the broker"
              + " (message.timestamp.type)");
    }
    if (record.value() == null || record.value().length == 0) {
      return List.of();
    }
    RawRecord unpacked = unpacked(record);
    SampleRows rows = new SampleRows(record);
    form.read(unpacked, rows);
    List<Reading> readings = rows.readings(channels);
    extra += rows.extra();
    return readings;
  }

  @Override
  public long extraValues() {
    return extra;
  }

  /** Whether a value begins as gzip does. */
  public static boolean packed(byte[] value) {
    return value.length > 2 && value[0] == 0x1f && value[1] == (byte) 0x8b && value[2] == 8;
  }

  /** The record with its value unpacked, if it is packed by gzip. */
  public static RawRecord unpacked(RawRecord record) throws UndecodableEvent {
    byte[] value = record.value();
    if (value.length > MAX_BYTES) {
      throw new UndecodableEvent(
          "the value has " + value.length + " bytes: expected at most " + MAX_BYTES);
    }
    if (!packed(value)) {
      return record;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
      byte[] plain = in.readNBytes(MAX_BYTES + 1);
      if (plain.length > MAX_BYTES) {
        throw new UndecodableEvent("the value unpacks to more than " + MAX_BYTES + " bytes");
      }
      return new RawRecord(
          record.partition(),
          record.offset(),
          record.timestamp(),
          record.key(),
          plain,
          record.headers());
    } catch (IOException e) {
      throw new UndecodableEvent(
          "the value begins as gzip and cannot be unpacked: " + Texts.quoted(e.toString()));
    }
  }
}
