package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.event.media.Packed;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.KafkaClock;
import io.stillwater.kafka.client.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes images and sounds to a topic, each once and in order, with the time of sending. What is
 * too large for the topic is told and left out; any other failure ends it. One thread.
 */
public final class MediaWriter implements AutoCloseable {
  private static final String LIMIT = "max.message.bytes";

  private final Map<String, String> client;
  private final String topic;
  private final BiConsumer<String, String> refused;
  private final Sender sender;
  private final Queue<Large> large = new ConcurrentLinkedQueue<>();
  private long start;
  private String limit;
  private long sent;
  private long left;

  /** One that the topic did not take. */
  private record Large(String name, int bytes) {}

  /**
   * @param client settings of the Kafka client
   * @param topic to write to
   * @param refused told the name of what was too large, and a sentence
   */
  public MediaWriter(Map<String, String> client, String topic, BiConsumer<String, String> refused) {
    this.client = Map.copyOf(client);
    this.topic = topic;
    this.refused = refused;
    this.sender = new Sender(client, topic, new ClientSettings(client).idempotentOfFiles());
  }

  /**
   * Sends one, when it is due, without waiting for the broker.
   *
   * @param name what to call it where it is refused
   * @param key the camera or microphone
   * @throws IOException with a sentence, if an earlier one could not be sent
   */
  public void send(String name, String key, Packed packed, ReadingWriter.Pace pace)
      throws IOException {
    if (sent + left > 0) {
      KafkaClock.SYSTEM.await(start + pace.due(sent + left, 0));
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), packed.value());
    packed.headers().forEach((header, text) -> record.headers().add(header, text.getBytes(UTF_8)));
    int bytes = packed.value().length;
    sender.send(
        record, e -> e instanceof RecordTooLargeException && large.add(new Large(name, bytes)));
    // From here, since the first waits until the topic is known.
    start = sent + left == 0 ? KafkaClock.SYSTEM.nanos() : start;
    sent++;
    tell();
  }

  /** Returns when the broker has all that was sent. */
  public void flush() throws IOException {
    sender.flush();
    tell();
  }

  /** How many the topic took, as far as is known. */
  public long sent() {
    return sent;
  }

  /** How many were too large for it, as far as is known. */
  public long tooLarge() {
    return left;
  }

  private void tell() {
    for (Large one = large.poll(); one != null; one = large.poll()) {
      sent--;
      left++;
      refused.accept(one.name(), sentence(one.bytes()));
    }
  }

  private String sentence(int bytes) {
    limit = limit == null ? limit() : limit;
    return "its record has "
        + bytes
        + " bytes, which is too large for topic "
        + topic
        + " ("
        + LIMIT
        + " is "
        + limit
        + "); make room: kafka-configs.sh --bootstrap-server "
        + client.get("bootstrap.servers")
        + " --alter --topic "
        + topic
        + " --add-config "
        + LIMIT
        + "="
        + (bytes + (64 << 10))
        + ", or send claim checks";
  }

  /** What the topic says of itself, where this user may ask. */
  private String limit() {
    return Topics.setting(client, topic, LIMIT).orElse("not to be seen");
  }

  @Override
  public void close() {
    sender.close();
  }
}
