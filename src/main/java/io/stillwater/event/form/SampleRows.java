package io.stillwater.event.form;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.json.ReadingDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of one record, sorted by key and time. */
final class SampleRows implements SampleSink {
  private final RawRecord record;
  private final Map<Row, Integer> places = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private String recordKey;
  private long extra;

  /** A key and a time. */
  private record Row(String key, long time) {}

  /** A number of a row. */
  private record Sample(int row, String channel, double value) {}

  SampleRows(RawRecord record) {
    this.record = record;
  }

  @Override
  public void sample(String key, long time, String channel, double value) throws UndecodableEvent {
    if (samples.size() == FormRecords.MAX_SAMPLES) {
      throw new UndecodableEvent(
          "the record has more than " + FormRecords.MAX_SAMPLES + " samples: send smaller batches");
    }
    Row row = new Row(key(key), time == EventTime.INVALID ? record.timestamp() : checked(time));
    Integer place = places.putIfAbsent(row, rows.size());
    if (place == null) {
      place = rows.size();
      rows.add(row);
    }
    samples.add(new Sample(place, channel, Double.isInfinite(value) ? Double.NaN : value));
  }

  /** The readings, in the order in which the first sample of each came. */
  List<Reading> readings(ChannelNames channels) throws UndecodableEvent {
    Map<String, Integer> known = new HashMap<>();
    int[] channel = new int[samples.size()]; // -1 where it is none
    boolean[] used = new boolean[rows.size()];
    int count = 0;
    for (int i = 0; i < channel.length; i++) {
      Sample sample = samples.get(i);
      channel[i] = place(sample, channels, known);
      if (channel[i] < 0) {
        extra++;
      } else if (!used[sample.row()]) {
        used[sample.row()] = true;
        count++;
      }
    }
    int width = channels.size();
    if ((long) count * width > FormRecords.MAX_CELLS) {
      throw new UndecodableEvent(
          "the record makes "
              + count
              + " readings of "
              + width
              + " channels: expected at most "
              + FormRecords.MAX_CELLS
              + " numbers; send smaller batches");
    }
    return filled(channel, used, width);
  }

  /** Samples that belong to no channel. */
  long extra() {
    return extra;
  }

  private List<Reading> filled(int[] channel, boolean[] used, int width) {
    double[][] values = new double[rows.size()][];
    for (int i = 0; i < channel.length; i++) {
      Sample sample = samples.get(i);
      if (channel[i] >= 0) {
        if (values[sample.row()] == null) {
          values[sample.row()] = new double[width];
          Arrays.fill(values[sample.row()], Double.NaN);
        }
        values[sample.row()][channel[i]] = sample.value();
      }
    }
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        Row row = rows.get(i);
        readings.add(
            new Reading(row.key(), row.time(), values[i], record.timestamp(), record.offset()));
      }
    }
    return readings;
  }

  /** A missing value is no reason to take a new name. */
  private static int place(Sample sample, ChannelNames channels, Map<String, Integer> known) {
    Integer place = known.get(sample.channel());
    if (place == null) {
      boolean names = !channels.isOpen() || !Double.isNaN(sample.value());
      place = names ? channels.add(sample.channel()) : channels.list().indexOf(sample.channel());
      if (place >= 0 || names) {
        known.put(sample.channel(), place);
      }
    }
    return place;
  }

  private String key(String key) throws UndecodableEvent {
    if (key != null && !key.isEmpty()) {
      return whole(key, "the key");
    }
    if (recordKey == null) {
      recordKey = ofRecord(record.key());
    }
    return recordKey;
  }

  private static String ofRecord(byte[] key) throws UndecodableEvent {
    if (key == null || key.length == 0) {
      throw new UndecodableEvent(
          "there is no key: none of the tags or fields that make one is in the record, and it has"
              + " no key of its own; name others in the setting for the key");
    }
    if (key[0] == 0) {
      throw new UndecodableEvent(
          "the record's key of "
              + key.length
              + " bytes begins with 0, as keys do that a schema registry framed: expected text;"
              + " the forms avro and protobuf read such keys");
    }
    if (key.length > 4 * ReadingDecoder.MAX_KEY) {
      throw new UndecodableEvent(
          "the record's key has "
              + key.length
              + " bytes: expected at most "
              + ReadingDecoder.MAX_KEY
              + " characters");
    }
    return whole(FormText.text(key, "the record's key"), "the record's key");
  }

  private static String whole(String key, String what) throws UndecodableEvent {
    if (key.length() > ReadingDecoder.MAX_KEY) {
      throw new UndecodableEvent(
          what
              + " has "
              + key.length()
              + " characters: expected at most "
              + ReadingDecoder.MAX_KEY);
    }
    if (key.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new UndecodableEvent(
          what + " has half of a character: expected whole Unicode characters");
    }
    return key;
  }

  private static long checked(long time) throws UndecodableEvent {
    if (time < 0 || time > EventTime.MAX) {
      throw new UndecodableEvent(
          "a time is "
              + time
              + " in milliseconds since 1970, which is out of range: expected the years 1970 to"
              + " 9999");
    }
    return time;
  }
}
