package io.stillwater.kafka;

import io.stillwater.kafka.Probe.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The transactional producer of a detector. After an error it is either usable or gone; a new one
 * with the same identity ends whatever the old one left open. Not thread-safe.
 */
final class Transactor implements AutoCloseable {
  private final Map<String, Object> settings;
  private final Probe probe;
  private KafkaProducer<byte[], byte[]> producer;
  private boolean begun;

  Transactor(Map<String, Object> settings, Probe probe) {
    this.settings = settings;
    this.probe = probe;
  }

  /**
   * Makes the producer if there is none.
   *
   * @throws KafkaException if the broker does not answer or does not allow it
   */
  void open() {
    if (producer != null) {
      return;
    }
    KafkaProducer<byte[], byte[]> fresh = new KafkaProducer<>(settings);
    try {
      fresh.initTransactions();
      producer = fresh;
    } finally {
      if (producer == null) {
        fresh.close(Duration.ZERO);
      }
    }
  }

  /** Whether a transaction was begun and not ended. */
  boolean begun() {
    return begun;
  }

  /** How many partitions a topic has. */
  int partitions(String topic) {
    return producer.partitionsFor(topic).size();
  }

  /**
   * Commits records and offsets together. The transaction is open only while this runs.
   *
   * @param group captured right after the poll that the offsets come from
   * @throws KafkaException if nothing was committed, or if it is not known whether it was; then
   *     {@link #recover}
   */
  @SuppressWarnings("FutureReturnValueIgnored") // errors come to the callback
  void commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    begun = true;
    producer.beginTransaction();
    probe.at(Point.AFTER_BEGIN);
    AtomicReference<Exception> failure = new AtomicReference<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      producer.send(record, (meta, e) -> failure.compareAndSet(null, e));
    }
    probe.at(Point.AFTER_SEND);
    // Unflushed, the offsets wait behind the sends and a transaction takes ten times as long.
    producer.flush();
    probe.at(Point.AFTER_FLUSH);
    if (failure.get() != null) {
      Exception e = failure.get();
      throw e instanceof KafkaException known ? known : new KafkaException(e);
    }
    producer.sendOffsetsToTransaction(offsets, group);
    probe.at(Point.AFTER_OFFSETS);
    producer.commitTransaction();
    begun = false;
    probe.at(Point.AFTER_COMMIT);
  }

  /**
   * Gives the open transaction up, if there is one. Where that cannot be done the producer is
   * closed; its successor does it.
   *
   * @return whether the producer lives on
   */
  boolean recover() {
    if (!begun) {
      return producer != null;
    }
    try {
      producer.abortTransaction();
      begun = false;
      return true;
    } catch (KafkaException | IllegalStateException e) {
      discard();
      return false;
    }
  }

  /** Closes the producer without ending what is open. */
  void discard() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
    begun = false;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
      producer = null;
    }
  }
}
