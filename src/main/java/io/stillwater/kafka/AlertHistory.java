package io.stillwater.kafka;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.kafka.avro.AvroMessages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The alerts that were committed, read from their topic. Safe for use by several threads, one at a
 * time.
 */
public final class AlertHistory implements AutoCloseable {
  private final AlertJson json = new AlertJson();
  private final TailReader<Alert> reader;

  /**
   * @param topic of alerts; may not exist yet
   * @param client settings of the Kafka client
   */
  public AlertHistory(String topic, Map<String, String> client) {
    reader = new TailReader<>(topic, client, this::decode, Alert::time);
  }

  /**
   * The newest alerts that match, the oldest of them first. What others wrote into the topic is
   * passed over.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer or does not allow
   *     it
   */
  public List<Alert> read(AlertQuery query) {
    return reader.read(
        query.since(),
        query.limit(),
        alert -> query.key() == null || query.key().equals(alert.episode().key()));
  }

  private Optional<Alert> decode(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.alert(AvroMessages.are(value) ? AvroMessages.json(value) : value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
