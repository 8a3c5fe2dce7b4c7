package io.stillwater.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What lies by sensor key in a compacted topic: open episodes, or what is remembered of keys. A
 * record's key is {@code ["detector", input partition, "sensor key"]}; its partition follows from
 * the input partition.
 */
final class KeyedStore<T> {
  private static final Logger LOG = Logger.getLogger(KeyedStore.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String detector;
  private final String topic;
  private final Decode<T> decode;

  /** From what is stored. */
  interface Decode<T> {
    /**
     * Reads one value.
     *
     * @param key the sensor key
     * @throws IOException if it is nothing of ours
     */
    T value(String key, byte[] bytes) throws IOException;
  }

  /**
   * The records of a detector.
   *
   * @param detector whose records count
   * @param topic where they lie
   */
  KeyedStore(String detector, String topic, Decode<T> decode) {
    this.detector = detector;
    this.topic = topic;
    this.decode = decode;
  }

  /** Whose a record is. */
  record Owner(String detector, int partition, String key) {
    byte[] bytes() {
      ArrayNode array = MAPPER.createArrayNode().add(detector).add(partition).add(key);
      try {
        return MAPPER.writeValueAsBytes(array);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    static Owner of(byte[] bytes) throws IOException {
      if (MAPPER.readTree(bytes) instanceof ArrayNode array && array.size() == 3) {
        return new Owner(array.get(0).asText(), array.get(1).asInt(), array.get(2).asText());
      }
      throw new IOException("an array of detector, partition and key was expected");
    }
  }

  /**
   * Reads what there is, up to the high watermark taken first.
   *
   * @param partitions of the input
   * @param turn called again and again while this goes on
   * @return what lies there, of each of these partitions
   */
  Map<Integer, Collection<T>> read(
      BoundedReader reader, Collection<Integer> partitions, Runnable turn) {
    List<TopicPartition> stored = reader.partitions(topic);
    Map<Integer, Map<String, T>> open = new HashMap<>();
    TreeSet<Integer> places = new TreeSet<>();
    for (int partition : partitions) {
      open.put(partition, new LinkedHashMap<>());
      places.add(partition % Math.max(1, stored.size()));
    }
    stored = stored.stream().filter(p -> places.contains(p.partition())).toList();
    Map<TopicPartition, Long> ends = reader.highWatermarks(stored);
    reader.range(reader.starts(stored), ends);
    while (!reader.done()) {
      turn.run();
      reader.poll().forEach(record -> apply(record, open));
    }
    Map<Integer, Collection<T>> values = new TreeMap<>();
    open.forEach((partition, byKey) -> values.put(partition, List.copyOf(byKey.values())));
    return values;
  }

  private void apply(ConsumerRecord<byte[], byte[]> record, Map<Integer, Map<String, T>> open) {
    try {
      Owner owner = Owner.of(record.key());
      Map<String, T> mine = open.get(owner.partition());
      if (!owner.detector().equals(detector) || mine == null) {
        return;
      }
      mine.remove(owner.key());
      if (record.value() != null) {
        mine.put(owner.key(), decode.value(owner.key(), record.value()));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf(
          "A record cannot be read and is passed over: topic %s, partition %d, offset %d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }
}
