package io.stillwater.kafka;

import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.KafkaClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads ranges of topics without a group: what was committed, up to an end that was fixed before.
 * Not thread-safe.
 */
final class BoundedReader implements AutoCloseable {
  private static final Duration STALL = Duration.ofSeconds(25);
  private static final Duration STEP = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final LongSupplier nanos;
  private Map<TopicPartition, Long> ends = Map.of();
  private long movedAt;

  BoundedReader(Map<String, String> client) {
    this(client, KafkaClock.SYSTEM.ticks());
  }

  BoundedReader(Map<String, String> client, LongSupplier nanos) {
    this.nanos = nanos;
    ClientSettings settings = new ClientSettings(client);
    admin = Admin.create(settings.admin());
    try {
      consumer = new KafkaConsumer<>(settings.reader());
    } catch (KafkaException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /** The partitions of a topic; empty if there is no such topic. */
  List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
        .toList();
  }

  /** The first offsets that are still there. */
  Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /**
   * The offsets after the last records, those of open transactions included. An end at the last
   * stable offset could stop short of what a dead owner has committed.
   */
  Map<TopicPartition, Long> highWatermarks(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    ListOffsetsOptions uncommitted = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
    ListOffsetsResult result = admin.listOffsets(latest, uncommitted);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(partition, get(result, partition));
    }
    return offsets;
  }

  private static long get(ListOffsetsResult result, TopicPartition partition) {
    try {
      return result.partitionResult(partition).get().offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The first offset whose record is not before {@code time}; {@code otherwise} if none is. */
  long offsetAt(TopicPartition partition, long time, long otherwise) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, Math.max(0, time))).get(partition);
    return found == null ? otherwise : found.offset();
  }

  /** Fixes what {@link #poll} is to read: for each partition from an offset to before another. */
  void range(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    ends = new HashMap<>(to);
    ends.keySet().retainAll(from.keySet());
    ends.entrySet().removeIf(end -> from.get(end.getKey()) >= end.getValue());
    consumer.assign(ends.keySet());
    ends.keySet().forEach(partition -> consumer.seek(partition, from.get(partition)));
    movedAt = nanos.getAsLong();
  }

  /** Whether everything in the range was read. */
  boolean done() {
    return ends.isEmpty();
  }

  /**
   * The next records of the range, in order within each partition; may be empty.
   *
   * @throws TimeoutException if nothing has moved for 25 s
   */
  List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    if (done()) {
      return records;
    }
    ConsumerRecords<byte[], byte[]> polled = pollOrRestart();
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
        records.add(record);
      }
    }
    boolean finished = ends.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
    if (finished) {
      consumer.assign(ends.keySet());
    }
    if (finished || !polled.isEmpty()) {
      movedAt = nanos.getAsLong();
    } else if (nanos.getAsLong() - movedAt > STALL.toNanos()) {
      throw new TimeoutException("nothing came for 25 s while reading " + ends.keySet());
    }
    return records;
  }

  private ConsumerRecords<byte[], byte[]> pollOrRestart() {
    try {
      return consumer.poll(STEP);
    } catch (OffsetOutOfRangeException e) {
      // Retention was faster: go on with the oldest that is left.
      consumer.seekToBeginning(e.partitions());
      return ConsumerRecords.empty();
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
