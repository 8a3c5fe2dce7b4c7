package io.stillwater.cli.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.cli.Cli;
import io.stillwater.event.RawRecord;
import io.stillwater.kafka.ReadingWriter.Stamp;
import io.stillwater.kafka.TopicReadings;
import io.stillwater.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} into topics that are not there, or that would lose what is sent. */
@Timeout(120)
class ReplayTargetIT {
  private static final long DAY = 86_400_000;
  private static EmbeddedBroker broker;

  @TempDir Path folder;

  private final StringWriter said = new StringWriter();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void missingTopic_isMadeAndTold_andOldRowsGetTheTimeOfSending() throws IOException {
    Path data = Files.write(folder.resolve("day.csv"), Cli.csv(5, 5));
    long before = System.currentTimeMillis();
    Cli.Result sent = replay("made", data);
    assertEquals(0, sent.code(), sent.err());
    assertTrue(
        sent.err().contains("There was no topic made: it was made, with 1 partition."), sent.err());
    assertTrue(sent.err().contains("So the records get the time of sending"), sent.err());
    List<RawRecord> records = records("made");
    assertEquals(5, records.size());
    for (RawRecord record : records) {
      assertTrue(record.timestamp() >= before, "stamped " + record.timestamp());
    }
    Cli.Result again = replay("made", data);
    assertTrue(!again.err().contains("it was made"), again.err());
  }

  @Test
  void rowsThatTheTopicKeeps_haveTheirOwnTime() throws IOException {
    broker.createTopic("kept", 1, Map.of("retention.ms", "-1"));
    Path data = Files.write(folder.resolve("day.csv"), Cli.csv(3, 3));
    Cli.Result sent = replay("kept", data);
    assertEquals(0, sent.code(), sent.err());
    long first = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    assertEquals(
        List.of(first, first + 1_000, first + 2_000),
        records("kept").stream().map(RawRecord::timestamp).toList());
  }

  @Test
  void stamp_followsWhatWasAskedFor_elseWhatTheBrokerKeeps() {
    broker.createTopic("week", 1, Map.of("retention.ms", Long.toString(7 * DAY)));
    ReplayTarget week = target("week");
    long now = System.currentTimeMillis();
    assertEquals(Stamp.EVENT_TIME, week.stamp(Optional.empty(), now - 6 * DAY, now));
    assertEquals("", said.toString());
    assertEquals(Stamp.NOW, week.stamp(Optional.empty(), now - 8 * DAY, now));
    assertEquals(Stamp.NOW, week.stamp(Optional.empty(), now + DAY, now));
    assertEquals(Stamp.NOW, week.stamp(Optional.of(Stamp.NOW), now - 8 * DAY, now));
    assertTrue(!said.toString().contains("Warning"), said.toString());
    assertEquals(Stamp.EVENT_TIME, week.stamp(Optional.of(Stamp.EVENT_TIME), now - 8 * DAY, now));
    assertTrue(said.toString().contains("keeps records for 7 days"), said.toString());
    assertTrue(said.toString().contains("Give --stamp now"), said.toString());
  }

  @Test
  void rowsOfTheFuture_areTaken() throws IOException {
    broker.createTopic("future", 1, Map.of());
    Path data =
        Files.write(
            folder.resolve("future.csv"),
            Cli.csv(3, 3).stream().map(line -> line.replace("2026-", "2095-")).toList());
    Cli.Result sent = replay("future", data);
    assertEquals(0, sent.code(), sent.err());
    assertTrue(sent.err().contains("more than an hour ahead"), sent.err());
    assertEquals(3, records("future").size());
  }

  @Test
  void brokerThatDoesNotAnswer_isSaid() {
    Map<String, String> nobody =
        Map.of("bootstrap.servers", "localhost:1", "default.api.timeout.ms", "1000");
    ReplayTarget lost = new ReplayTarget(nobody, "t", new PrintWriter(said));
    IOException e = assertThrows(IOException.class, lost::ensure);
    assertTrue(e.getMessage().contains("the broker at localhost:1"), e.getMessage());
    assertTrue(e.getMessage().contains("is it running?"), e.getMessage());
  }

  private ReplayTarget target(String topic) {
    Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    return new ReplayTarget(client, topic, new PrintWriter(said, true));
  }

  private static Cli.Result replay(String topic, Path data) {
    return Cli.run(
        "replay",
        "--topic",
        topic,
        "--data",
        data,
        "--bootstrap-servers",
        broker.bootstrapServers());
  }

  private static List<RawRecord> records(String topic) throws IOException {
    Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    return TopicReadings.sample(
        client, new TopicReadings.Range(topic, Long.MIN_VALUE, Long.MAX_VALUE), 100);
  }
}
