package io.stillwater.kafka;

import io.stillwater.event.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Single records of a topic, by their place. A client is kept open between reads and made anew
 * after an error. Safe for use by several threads, one at a time.
 */
final class RecordAt implements AutoCloseable {
  private final String topic;
  private final Map<String, String> client;
  private BoundedReader reader;

  RecordAt(String topic, Map<String, String> client) {
    this.topic = topic;
    this.client = client;
  }

  /**
   * The record there; empty where there is none, or none any more.
   *
   * @throws KafkaException if the broker does not answer or does not allow it
   */
  synchronized Optional<RawRecord> read(int partition, long offset) {
    if (reader == null) {
      reader = new BoundedReader(client);
    }
    try {
      return find(new TopicPartition(topic, partition), offset);
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  private Optional<RawRecord> find(TopicPartition place, long offset) {
    if (!reader.partitions(topic).contains(place)) {
      return Optional.empty();
    }
    long first = reader.starts(List.of(place)).get(place);
    long end = reader.highWatermarks(List.of(place)).get(place);
    if (offset < first || offset >= end) {
      return Optional.empty();
    }
    Optional<RawRecord> found = Optional.empty();
    reader.range(Map.of(place, offset), Map.of(place, offset + 1));
    while (!reader.done()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
        found = record.offset() == offset ? Optional.of(Intake.raw(record)) : found;
      }
    }
    return found;
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
