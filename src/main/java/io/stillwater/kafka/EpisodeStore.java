package io.stillwater.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.Episode;
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
 * Open episodes as they lie in the compacted topic. A record's key is {@code ["detector", input
 * partition, "sensor key"]}; its partition follows from the input partition.
 */
final class EpisodeStore {
  private static final Logger LOG = Logger.getLogger(EpisodeStore.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final AlertJson json = new AlertJson();
  private final DetectorSpec spec;

  EpisodeStore(DetectorSpec spec) {
    this.spec = spec;
  }

  /** Whose episode a record holds. */
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
   * Reads what is open, up to the high watermark taken first.
   *
   * @param partitions of the input
   * @param turn called again and again while this goes on
   * @return the open episodes of each of these partitions
   */
  Map<Integer, Collection<Episode>> read(
      BoundedReader reader, Collection<Integer> partitions, Runnable turn) {
    List<TopicPartition> stored = reader.partitions(spec.topics().episodes());
    Map<Integer, Map<String, Episode>> open = new HashMap<>();
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
    Map<Integer, Collection<Episode>> episodes = new TreeMap<>();
    open.forEach((partition, byKey) -> episodes.put(partition, List.copyOf(byKey.values())));
    return episodes;
  }

  private void apply(
      ConsumerRecord<byte[], byte[]> record, Map<Integer, Map<String, Episode>> open) {
    try {
      Owner owner = Owner.of(record.key());
      Map<String, Episode> mine = open.get(owner.partition());
      if (!owner.detector().equals(spec.name()) || mine == null) {
        return;
      }
      mine.remove(owner.key());
      if (record.value() != null) {
        mine.put(owner.key(), json.episode(record.value()));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf(
          "An episode cannot be read and is taken as closed: topic %s, partition %d, offset %d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }
}
