package io.stillwater.kafka;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.choice.RecordFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The readings of a range of a topic, one partition after the other, each in the order of its log.
 * Records that cannot be decoded are passed over and counted. The end is fixed when it is opened.
 */
public final class TopicReadings implements Readings {
  private static final int SAMPLE = 1_000;
  private static final long FAR = 100_000; // offsets

  private final BoundedReader reader;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> from;
  private final Map<TopicPartition, Long> to;
  private final List<String> channels;
  private final RecordDecoder decoder;
  private final RecordFormat format;
  private final List<ConsumerRecord<byte[], byte[]>> first;
  private final Queue<ConsumerRecord<byte[], byte[]>> buffer = new ArrayDeque<>();
  private final long size;
  private int next;
  private long read;
  private long skipped;
  private String whySkipped = "";
  private final Queue<Reading> ahead = new ArrayDeque<>();

  /**
   * What to read.
   *
   * @param topic its name
   * @param fromMillis record timestamp of the first; {@link Long#MIN_VALUE} for all there is
   * @param toMillis record timestamp that ends it, itself not included; {@link Long#MAX_VALUE} for
   *     all there is
   */
  public record Range(String topic, long fromMillis, long toMillis) {
    public Range {
      if (fromMillis >= toMillis) {
        throw new IllegalArgumentException(
            "the range must begin before it ends: was " + fromMillis + " to " + toMillis);
      }
    }
  }

  /** Opens the range with channels found from its first events. */
  public static TopicReadings open(Map<String, String> client, Range range, RecordFormat format)
      throws IOException {
    return open(client, range, format, List.of());
  }

  /**
   * Opens the range.
   *
   * @param channels names, in their order; empty to find them from the first events
   * @throws IOException with a sentence, if the topic is not there, is empty in that range, holds
   *     nothing that can be decoded, or the broker does not answer
   */
  public static TopicReadings open(
      Map<String, String> client, Range range, RecordFormat format, List<String> channels)
      throws IOException {
    BoundedReader reader = null;
    try {
      reader = new BoundedReader(client);
      return new TopicReadings(reader, range, format, channels);
    } catch (IOException e) {
      reader.close();
      throw e;
    } catch (KafkaException e) {
      if (reader != null) {
        reader.close();
      }
      throw unreadable(client, range, e);
    }
  }

  /**
   * A few records of a topic, as they are: the newest, or the first of a range that has a start.
   *
   * @param count how many at most, over all partitions
   * @throws IOException with a sentence, if the topic is not there, is empty in that range, or the
   *     broker does not answer
   */
  public static List<RawRecord> sample(Map<String, String> client, Range range, int count)
      throws IOException {
    try (BoundedReader reader = new BoundedReader(client)) {
      Bounds all = Bounds.of(reader, range);
      boolean newest = range.fromMillis() == Long.MIN_VALUE;
      List<RawRecord> records = sample(reader, all, newest, count);
      // Not each offset has a record: the end of a transaction has none, nor what was compacted.
      for (long n = count; records.size() < count && n < Math.min(all.size(), FAR); ) {
        n *= 8;
        records = sample(reader, all, newest, n);
      }
      records.sort(Comparator.comparingLong(RawRecord::timestamp));
      int surplus = Math.max(0, records.size() - count);
      return List.copyOf(
          newest
              ? records.subList(surplus, records.size())
              : records.subList(0, records.size() - surplus));
    } catch (KafkaException e) {
      throw unreadable(client, range, e);
    }
  }

  /** The records of so many offsets of each partition. */
  private static List<RawRecord> sample(
      BoundedReader reader, Bounds all, boolean newest, long offsets) {
    Map<TopicPartition, Long> starts = new HashMap<>(all.from());
    Map<TopicPartition, Long> ends = new HashMap<>(all.to());
    if (newest) {
      starts.replaceAll((p, start) -> Math.max(start, ends.get(p) - offsets));
    } else {
      ends.replaceAll((p, end) -> Math.min(end, starts.get(p) + offsets));
    }
    reader.range(starts, ends);
    List<RawRecord> records = new ArrayList<>();
    while (!reader.done()) {
      reader.poll().forEach(record -> records.add(Intake.raw(record)));
    }
    return records;
  }

  private static IOException unreadable(Map<String, String> client, Range range, KafkaException e) {
    return new IOException(
        "topic "
            + range.topic()
            + " cannot be read at "
            + client.get("bootstrap.servers")
            + ": "
            + e.getMessage()
            + "; is the broker running, and is this user allowed to read?",
        e);
  }

  private TopicReadings(BoundedReader reader, Range range, RecordFormat format, List<String> given)
      throws IOException {
    this.reader = reader;
    Bounds bounds = Bounds.of(reader, range);
    partitions = bounds.partitions();
    from = bounds.from();
    to = bounds.to();
    size = bounds.size();
    fill(SAMPLE);
    this.format = format;
    first = List.copyOf(buffer.stream().limit(SAMPLE).toList());
    channels = given.isEmpty() ? discover(range, format) : List.copyOf(given);
    decoder = format.decoder(ChannelNames.of(channels));
  }

  /** Offsets that a range begins and ends at. */
  private record Bounds(
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      long size) {
    static Bounds of(BoundedReader reader, Range range) throws IOException {
      List<TopicPartition> partitions = reader.partitions(range.topic());
      if (partitions.isEmpty()) {
        throw new IOException(
            "topic " + range.topic() + " does not exist; check its name and the broker's address");
      }
      Map<TopicPartition, Long> from = new HashMap<>(reader.starts(partitions));
      Map<TopicPartition, Long> to = new HashMap<>(reader.highWatermarks(partitions));
      for (TopicPartition partition : partitions) {
        long end = to.get(partition);
        if (range.fromMillis() != Long.MIN_VALUE) {
          from.put(partition, reader.offsetAt(partition, range.fromMillis(), end));
        }
        if (range.toMillis() != Long.MAX_VALUE) {
          to.put(partition, Math.min(end, reader.offsetAt(partition, range.toMillis(), end)));
        }
      }
      long size = partitions.stream().mapToLong(p -> Math.max(0, to.get(p) - from.get(p))).sum();
      if (size == 0) {
        throw new IOException(
            "topic " + range.topic() + " holds no records in that range; send some, or widen it");
      }
      return new Bounds(partitions, from, to, size);
    }
  }

  /**
   * Whether most records have few of the channels, so that their readings are to be put on a grid.
   */
  public boolean oneByOne() {
    RecordDecoder sample = format.decoder(ChannelNames.of(channels));
    long few = 0;
    long all = 0;
    for (ConsumerRecord<byte[], byte[]> record : first) {
      try {
        for (Reading reading : sample.decode(Intake.raw(record))) {
          long missing = Arrays.stream(reading.values()).filter(Double::isNaN).count();
          few += 2 * missing >= reading.values().length ? 1 : 0;
          all++;
        }
      } catch (UndecodableEvent | UnreachableObject e) {
        // It is counted when its turn comes.
      }
    }
    return channels.size() > 1 && 2 * few > all;
  }

  private List<String> discover(Range range, RecordFormat format) throws IOException {
    List<RawRecord> events = buffer.stream().limit(SAMPLE).map(Intake::raw).toList();
    try {
      return format.discover(events);
    } catch (UndecodableEvent e) {
      throw new IOException(
          "no channels found in the first "
              + events.size()
              + " records of topic "
              + range.topic()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public List<String> channels() {
    return channels;
  }

  @Override
  public boolean timed() {
    return true;
  }

  /** Records that could not be decoded so far. */
  public long skipped() {
    return skipped;
  }

  /** What the records were found to be, in a sentence; empty where there is nothing to say. */
  public String said() {
    return decoder.said();
  }

  /** Why the newest of them could not; empty if there is none. */
  public String whySkipped() {
    return whySkipped;
  }

  @Override
  public double progress() {
    return Math.min(1, (double) read / size);
  }

  @Override
  public boolean hasNext() {
    while (ahead.isEmpty() && fill(1)) {
      ConsumerRecord<byte[], byte[]> record = buffer.remove();
      read++;
      try {
        ahead.addAll(decoder.decode(Intake.raw(record)));
      } catch (UnreachableObject e) {
        throw new UncheckedIOException(new IOException(e.getMessage() + ".", e));
      } catch (UndecodableEvent e) {
        skipped++;
        whySkipped = e.getMessage();
      }
    }
    return !ahead.isEmpty();
  }

  @Override
  public Reading next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all readings of the range were read");
    }
    return ahead.remove();
  }

  /** Reads until so many records wait, or none are left; whether any waits. */
  private boolean fill(int count) {
    while (buffer.size() < count) {
      if (!reader.done()) {
        buffer.addAll(reader.poll());
      } else if (next < partitions.size()) {
        reader.range(
            Map.of(partitions.get(next), from.get(partitions.get(next))),
            Map.of(partitions.get(next), to.get(partitions.get(next))));
        next++;
      } else {
        break;
      }
    }
    return !buffer.isEmpty();
  }

  @Override
  public void close() {
    reader.close();
  }
}
