package io.stillwater.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the newest values of a topic: from its end, and as far back as it takes to have enough. A
 * client is kept open between reads and made anew after an error. Safe for use by several threads,
 * one at a time.
 */
final class TailReader<T> implements AutoCloseable {
  /** Event time may be that far ahead of a record's own. */
  private static final long AHEAD_MILLIS = 3_600_000;

  private final String topic;
  private final Map<String, String> client;
  private final Function<ConsumerRecord<byte[], byte[]>, Optional<T>> decode;
  private final ToLongFunction<T> time;
  private BoundedReader reader;

  /**
   * @param decode empty for what is not asked for
   * @param time what values are sorted by
   */
  TailReader(
      String topic,
      Map<String, String> client,
      Function<ConsumerRecord<byte[], byte[]>, Optional<T>> decode,
      ToLongFunction<T> time) {
    this.topic = topic;
    this.client = client;
    this.decode = decode;
    this.time = time;
  }

  /** The newest values that {@code wanted} lets through, oldest first. */
  synchronized List<T> read(long since, int limit, Function<T, Boolean> wanted) {
    if (reader == null) {
      reader = new BoundedReader(client);
    }
    try {
      return latest(since, limit, wanted);
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  private List<T> latest(long since, int limit, Function<T, Boolean> wanted) {
    List<TopicPartition> partitions = reader.partitions(topic);
    Map<TopicPartition, Long> ends = reader.highWatermarks(partitions);
    Map<TopicPartition, Long> starts = starts(partitions, ends, since);
    for (long back = 4L * limit; ; back *= 8) {
      Map<TopicPartition, Long> from = new HashMap<>();
      boolean all = true;
      for (TopicPartition partition : partitions) {
        long start = Math.max(starts.get(partition), ends.get(partition) - back);
        from.put(partition, start);
        all &= start == starts.get(partition);
      }
      List<T> values = scan(from, ends, v -> time.applyAsLong(v) >= since && wanted.apply(v));
      if (all || values.size() >= limit) {
        return List.copyOf(values.subList(Math.max(0, values.size() - limit), values.size()));
      }
    }
  }

  private Map<TopicPartition, Long> starts(
      Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends, long since) {
    Map<TopicPartition, Long> starts = new HashMap<>(reader.starts(partitions));
    if (since > AHEAD_MILLIS) {
      starts.replaceAll(
          (partition, start) ->
              Math.max(
                  start, reader.offsetAt(partition, since - AHEAD_MILLIS, ends.get(partition))));
    }
    return starts;
  }

  private List<T> scan(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Function<T, Boolean> wanted) {
    List<T> values = new ArrayList<>();
    reader.range(from, to);
    while (!reader.done()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
        decode.apply(record).filter(wanted::apply).ifPresent(values::add);
      }
    }
    values.sort(Comparator.comparingLong(time));
    return values;
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
