package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.kafka.ReadingWriter.Pace;
import io.stillwater.kafka.ReadingWriter.Stamp;
import io.stillwater.kafka.TopicReadings.Range;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.stream.output.ScoredWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("FutureReturnValueIgnored")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TopicReadersIT {
  private static EmbeddedBroker broker;
  private static Map<String, String> client;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
    client = Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void writtenReadings_comeBackWithTheirValuesTimesAndGaps() throws Exception {
    broker.createTopic("back", 1, Map.of("retention.ms", "-1"));
    List<Reading> written = rows(300, 1_600_000_000_000L);
    try (ReadingWriter writer = new ReadingWriter(client, "back")) {
      assertEquals(
          300, writer.write(source(written), Pace.UNBOUNDED, Stamp.EVENT_TIME, (rows, f) -> {}));
    }
    try (TopicReadings readings = open("back", Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertEquals(List.of("x", "y"), readings.channels());
      for (int i = 0; i < 300; i++) {
        Reading reading = readings.next();
        assertEquals(written.get(i).key(), reading.key());
        assertEquals(written.get(i).time(), reading.time());
        assertEquals(written.get(i).time(), reading.recordTime());
        assertArrayEquals(written.get(i).values(), reading.values());
      }
      assertEquals(false, readings.hasNext());
      assertEquals(1, readings.progress());
    }
  }

  @Test
  void range_takesRecordsFromItsStartToBeforeItsEnd() throws Exception {
    broker.createTopic("range", 2, Map.of("retention.ms", "-1"));
    try (ReadingWriter writer = new ReadingWriter(client, "range")) {
      writer.write(source(rows(100, 1000)), Pace.UNBOUNDED, Stamp.EVENT_TIME, (rows, f) -> {});
    }
    List<Long> times = new ArrayList<>();
    try (TopicReadings readings = open("range", 1200, 1500)) {
      readings.forEachRemaining(reading -> times.add(reading.time()));
    }
    assertEquals(List.of(1200L, 1300L, 1400L), times.stream().sorted().toList());
  }

  /** The end of a transaction has an offset, too. */
  @Test
  void sampleOfATopicOfTransactions_hasAsManyRecordsAsWereAskedFor() throws Exception {
    broker.createTopic("transactions", 1, Map.of());
    long start = System.currentTimeMillis() + 60_000; // later than the ends of transactions
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(new ClientSettings(client).transactional("one-by-one"))) {
      producer.initTransactions();
      for (int i = 0; i < 40; i++) {
        producer.beginTransaction();
        byte[] value = Integer.toString(i).getBytes(UTF_8);
        producer.send(new ProducerRecord<>("transactions", 0, start + i, null, value));
        if (i < 20 || i == 39) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
    assertEquals(List.of("39"), sampled("transactions", Long.MIN_VALUE, 1));
    assertEquals(List.of("18", "19", "39"), sampled("transactions", Long.MIN_VALUE, 3));
    assertEquals(List.of("3", "4", "5"), sampled("transactions", start + 3, 3));
    assertEquals(21, sampled("transactions", Long.MIN_VALUE, 50).size());
  }

  private static List<String> sampled(String topic, long from, int count) throws IOException {
    return TopicReadings.sample(client, new Range(topic, from, Long.MAX_VALUE), count).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  @Test
  void undecodableRecords_areSkippedAndCounted() throws Exception {
    broker.createTopic("skips", 1, Map.of());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(new ClientSettings(client).idempotent())) {
      producer.send(new ProducerRecord<>("skips", "k".getBytes(UTF_8), "oops".getBytes(UTF_8)));
      producer.send(LoopRig.reading("skips", 0, "k", 5, 1, 2));
      producer.send(new ProducerRecord<>("skips", null, "{}".getBytes(UTF_8)));
    }
    try (TopicReadings readings = open("skips", Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertEquals(1.0, readings.next().values()[0]);
      assertEquals(false, readings.hasNext());
      assertEquals(2, readings.skipped());
    }
  }

  @Test
  void missingAndEmptyTopics_areSaid() {
    broker.createTopic("empty", 1, Map.of());
    assertSaid("does not exist", "nowhere");
    assertSaid("holds no records", "empty");
  }

  @Test
  void brokerThatIsDown_isSaid() {
    Map<String, String> nobody =
        Map.of("bootstrap.servers", "localhost:1", "default.api.timeout.ms", "1000");
    Range range = new Range("t", Long.MIN_VALUE, Long.MAX_VALUE);
    IOException e =
        assertThrows(
            IOException.class, () -> TopicReadings.open(nobody, range, RecordFormat.DEFAULT));
    assertTrue(e.getMessage().contains("localhost:1"), e.getMessage());
  }

  @Test
  void writerWithoutTopic_saysWhatToLookAt() {
    Map<String, String> hasty =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "500");
    try (ReadingWriter writer = new ReadingWriter(hasty, "absent")) {
      Readings rows = source(rows(1, 0));
      IOException e =
          assertThrows(
              IOException.class,
              () -> writer.write(rows, Pace.UNBOUNDED, Stamp.NOW, (written, f) -> {}));
      assertTrue(e.getMessage().contains("does the topic exist"), e.getMessage());
    }
  }

  @Test
  void scoreHistory_findsTheNewestOfAKeyHoweverFarBack() {
    broker.createTopic("scores", 2, Map.of());
    ScoreJson json = new ScoreJson();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(new ClientSettings(client).idempotent())) {
      for (int i = 0; i < 2000; i++) {
        String key = i < 3 ? "rare" : "often";
        ScoredWindow score =
            new ScoredWindow(
                0, key, i, i, i / 3.0, 1.0 / (1 + i), i > 9, i > 5 ? 0.25 : Double.NaN, i > 99);
        producer.send(new ProducerRecord<>("scores", i % 2, null, json.write(score)));
      }
      producer.send(new ProducerRecord<>("scores", 0, null, "foreign".getBytes(UTF_8)));
    }
    try (ScoreHistory history = new ScoreHistory("scores", client)) {
      List<ScoredWindow> rare = history.read(0, "rare", 2);
      assertEquals(List.of(1L, 2L), rare.stream().map(ScoredWindow::time).toList());
      assertEquals(2 / 3.0, rare.get(1).score());
      assertEquals(
          List.of(1998L, 1999L),
          history.read(0, null, 2).stream().map(ScoredWindow::time).toList());
      assertEquals(1, history.read(1999, null, 100).size());
    }
    try (ScoreHistory nothing = new ScoreHistory("not-yet", client)) {
      assertEquals(List.of(), nothing.read(0, null, 5));
    }
  }

  @Test
  void pace_waitsForTimeAndForCount() {
    assertEquals(0, Pace.UNBOUNDED.due(10, 1000));
    assertEquals(500_000_000, new Pace(2, 0).due(10, 1000));
    assertEquals(5_000_000_000L, new Pace(2, 2).due(10, 1000));
  }

  private static void assertSaid(String what, String topic) {
    IOException e =
        assertThrows(IOException.class, () -> open(topic, Long.MIN_VALUE, Long.MAX_VALUE).close());
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  private static TopicReadings open(String topic, long from, long to) throws IOException {
    return TopicReadings.open(client, new Range(topic, from, to), RecordFormat.DEFAULT);
  }

  private static List<Reading> rows(int count, long start) {
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double y = i % 7 == 3 ? Double.NaN : i / 3.0;
      rows.add(Reading.ofRow("k" + i % 3, start + 100L * i, new double[] {i, y}, i));
    }
    return rows;
  }

  private static Readings source(List<Reading> rows) {
    Iterator<Reading> iterator = rows.iterator();
    return new Readings() {
      @Override
      public List<String> channels() {
        return List.of("x", "y");
      }

      @Override
      public boolean timed() {
        return true;
      }

      @Override
      public double progress() {
        return Double.NaN;
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Reading next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
