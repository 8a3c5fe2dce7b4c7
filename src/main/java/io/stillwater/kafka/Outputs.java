package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.Episode;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import io.stillwater.alert.MoveJson;
import io.stillwater.alert.Notice;
import io.stillwater.alert.NoticeJson;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.event.form.registry.Subjects;
import io.stillwater.kafka.avro.AvroMessages;
import io.stillwater.stream.output.DeadLetter;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.KeyState;
import io.stillwater.stream.output.ScoredWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What came out of a flow, as records. The partition of each follows from the input's: (input
 * partition) mod (partitions of the output). Not thread-safe.
 */
final class Outputs {
  private static final String ERRORS = "stillwater.errors.";

  private final DetectorSpec spec;
  private final Map<String, Integer> partitions;
  private final AlertJson json = new AlertJson();
  private final MoveJson moves = new MoveJson();
  private final NoticeJson notices = new NoticeJson();
  private final ScoreJson scores = new ScoreJson();

  private final AvroMessages avro; // null for JSON

  /** A registry of schemas does not answer, or does not take ours. */
  private static final class RegistryAway extends RetriableException {
    RegistryAway(String sentence) {
      super(sentence);
    }
  }

  /**
   * Registers the schema of messages first, where that is wanted.
   *
   * @param partitions how many each output topic has
   * @throws RetriableException with a sentence, if the registry does not take it now
   */
  Outputs(DetectorSpec spec, Map<String, Integer> partitions) {
    this.spec = spec;
    this.partitions = partitions;
    this.avro = spec.output().form().avro() ? avro(spec) : null;
  }

  private static AvroMessages avro(DetectorSpec spec) {
    RegistrySettings registry = spec.output().form().registry();
    if (registry == null) {
      return AvroMessages.single();
    }
    try {
      String subject = spec.topics().alerts() + "-value";
      return AvroMessages.numbered(Subjects.register(registry, subject, AvroMessages.schema()));
    } catch (UnreachableObject e) {
      throw new RegistryAway(
          "messages in Avro have no number of their schema yet: " + e.getMessage());
    }
  }

  /** All records of one transaction, each topic's in the order in which they arose. */
  List<ProducerRecord<byte[], byte[]>> records(FlowOutput output) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    output.messages().forEach(message -> records.add(message(message)));
    output.episodes().forEach((place, episode) -> records.add(episode(place, episode)));
    output.states().forEach((place, state) -> records.add(state(place, state)));
    if (spec.topics().scores() != null) {
      output.scores().forEach(window -> records.add(score(window)));
    }
    output.deadLetters().forEach(letter -> records.add(deadLetter(letter)));
    return records;
  }

  private ProducerRecord<byte[], byte[]> message(Message message) {
    if (message instanceof KeyMove move) {
      return message(move.source(), move.key(), moves.write(move));
    }
    if (message instanceof Notice notice) {
      return message(notice.source(), notice.key(), notices.write(notice));
    }
    Alert alert = (Alert) message;
    return message(alert.source(), alert.episode().key(), json.alert(alert));
  }

  private ProducerRecord<byte[], byte[]> message(Alert.Source source, String key, byte[] event) {
    RecordHeaders headers = new RecordHeaders();
    String type = avro == null ? AlertJson.CONTENT_TYPE : AvroMessages.CONTENT_TYPE;
    headers.add("content-type", type.getBytes(UTF_8));
    byte[] name = key.getBytes(UTF_8);
    byte[] value = avro == null ? event : avro.write(event);
    return record(spec.topics().alerts(), source.partition(), name, value, headers);
  }

  private ProducerRecord<byte[], byte[]> episode(
      FlowOutput.Place place, Optional<Episode> episode) {
    byte[] key = owner(place);
    byte[] value = episode.map(json::episode).orElse(null);
    return record(spec.topics().episodes(), place.partition(), key, value, null);
  }

  private byte[] owner(FlowOutput.Place place) {
    return new KeyedStore.Owner(spec.name(), place.partition(), place.key()).bytes();
  }

  private ProducerRecord<byte[], byte[]> state(FlowOutput.Place place, Optional<KeyState> state) {
    byte[] value = state.map(KeyState::write).orElse(null);
    return record(spec.topics().states(), place.partition(), owner(place), value, null);
  }

  private ProducerRecord<byte[], byte[]> score(ScoredWindow window) {
    byte[] key = window.key().getBytes(UTF_8);
    return record(spec.topics().scores(), window.partition(), key, scores.write(window), null);
  }

  private ProducerRecord<byte[], byte[]> deadLetter(DeadLetter letter) {
    RawRecord raw = letter.record();
    RecordHeaders headers = new RecordHeaders();
    raw.headers().forEach(header -> headers.add(header.name(), header.value()));
    say(headers, "exception", letter.error());
    say(headers, "stacktrace", "none");
    say(headers, "message", letter.message());
    say(headers, "topic", spec.topic());
    say(headers, "partition", Integer.toString(raw.partition()));
    say(headers, "offset", Long.toString(raw.offset()));
    say(headers, "timestamp", Long.toString(raw.timestamp()));
    say(headers, "stage", letter.stage());
    say(headers, "detector", spec.name());
    return record(spec.topics().deadLetters(), raw.partition(), raw.key(), raw.value(), headers);
  }

  private static void say(Headers headers, String name, String value) {
    headers.add(ERRORS + name, String.valueOf(value).getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic, int from, byte[] key, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, from % partitions.get(topic), null, key, value, headers);
  }
}
