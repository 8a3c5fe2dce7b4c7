package io.stillwater.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends records to one topic without waiting, and tells of the first that failed. One thread. */
final class Sender implements AutoCloseable {
  private final String servers;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param client settings as they were given
   * @param settings of the producer
   */
  Sender(Map<String, String> client, String topic, Map<String, Object> settings) {
    this.servers = client.get("bootstrap.servers");
    this.topic = topic;
    this.producer = new KafkaProducer<>(settings);
  }

  /**
   * Sends a record.
   *
   * @throws IOException with a sentence, if an earlier one could not be sent
   */
  void send(ProducerRecord<byte[], byte[]> record) throws IOException {
    send(record, e -> false);
  }

  /**
   * Sends a record whose failure may be its own.
   *
   * @param mended whether the error concerns this record only and was taken care of; called by the
   *     producer's thread
   */
  @SuppressWarnings("FutureReturnValueIgnored") // errors come to the callback
  void send(ProducerRecord<byte[], byte[]> record, Predicate<Exception> mended) throws IOException {
    try {
      producer.send(record, (meta, e) -> failed(e, mended));
    } catch (KafkaException e) {
      failed(e, mended);
    }
    refuseFailure();
  }

  private void failed(Exception e, Predicate<Exception> mended) {
    if (e != null && !mended.test(e)) {
      failure.compareAndSet(null, e);
    }
  }

  /** Returns when the broker has all that was sent. */
  void flush() throws IOException {
    producer.flush();
    refuseFailure();
  }

  private void refuseFailure() throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException(
          "topic "
              + topic
              + " at "
              + servers
              + " does not take records: "
              + e.getMessage()
              + "; is the broker running, does the topic exist, and is this user allowed to write?",
          e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
