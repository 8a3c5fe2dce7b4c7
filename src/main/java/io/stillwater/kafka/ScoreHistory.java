package io.stillwater.kafka;

import io.stillwater.stream.output.ScoredWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The scores that were committed, read from their topic. Safe for use by several threads, one at a
 * time.
 */
public final class ScoreHistory implements AutoCloseable {
  private final ScoreJson json = new ScoreJson();
  private final TailReader<ScoredWindow> reader;

  /**
   * @param topic of scores; may not exist yet
   * @param client settings of the Kafka client
   */
  public ScoreHistory(String topic, Map<String, String> client) {
    reader = new TailReader<>(topic, client, this::decode, ScoredWindow::time);
  }

  /**
   * The newest scores that match, the oldest of them first.
   *
   * @param since event time in milliseconds: no older ones
   * @param key of the sensor; null for all
   * @param limit how many at most
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer or does not allow
   *     it
   */
  public List<ScoredWindow> read(long since, String key, int limit) {
    return reader.read(since, limit, score -> key == null || key.equals(score.key()));
  }

  private Optional<ScoredWindow> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.value() == null ? Optional.empty() : Optional.of(json.read(record.value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
