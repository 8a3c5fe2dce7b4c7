package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.kafka.LoopStatus.Phase;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.Topics;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restart finds: commits of all kinds, logs that were cut, transactions of others. */
@SuppressWarnings("FutureReturnValueIgnored")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecoveryIT {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "foreign text", "sw9 3 4", "sw1 99999999 5", "kept"})
  void restartWithAnyMetadata_changesNothing(String metadata) throws Exception {
    LoopRig rig = rig("meta-" + metadata.replaceAll("\\W", ""), 2);
    stop(rig, 30);
    if (!metadata.equals("kept")) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      String text = metadata.equals("none") ? "" : metadata;
      rig.committed("-wild")
          .forEach(
              (p, o) ->
                  offsets.put(new TopicPartition(rig.input, p), new OffsetAndMetadata(o, text)));
      try (Admin admin = rig.admin()) {
        // A static member does not leave by itself.
        Topics.get(
            admin
                .removeMembersFromConsumerGroup(
                    rig.group + "-wild", new RemoveMembersFromConsumerGroupOptions())
                .all());
        Topics.get(admin.alterConsumerGroupOffsets(rig.group + "-wild", offsets).all());
      }
    }
    try (DetectorLoop loop = rig.started("a", "-wild", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
      assertEquals(2, loop.status().rebuilds());
      assertTrue(loop.counters().get(Count.REBUILT) > 0);
      assertEquals(0, loop.status().dataLoss());
    }
    rig.assertSameOutcome("-calm", "-wild");
  }

  @Test
  void retentionInsideTheRewoundRange_isNoLoss() throws Exception {
    LoopRig rig = rig("cut-rewind", 1);
    stop(rig, 10);
    deleteBefore(rig, rig.committed("-wild"), -1);
    try (DetectorLoop loop = rig.started("a", "-wild", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
      assertEquals(0, loop.status().dataLoss());
      assertEquals(Phase.RUNNING, loop.status().phase());
    }
    assertEquals(
        rig.outcome("-calm").get("cut-rewind-dead/0"),
        rig.outcome("-wild").get("cut-rewind-dead/0"));
  }

  @Test
  void seekBelowLogStart_isReportedAsDataLoss() throws Exception {
    LoopRig rig = rig("cut-unread", 1);
    stop(rig, 10);
    Map<Integer, Long> committed = rig.committed("-wild");
    deleteBefore(rig, committed, 100);
    try (DetectorLoop loop = rig.started("a", "-wild", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
      assertEquals(100, loop.status().dataLoss());
      assertEquals(Phase.RUNNING, loop.status().phase());
    }
  }

  @Test
  void retentionOvertakingARunningLoop_isReportedAsDataLoss() throws Exception {
    LoopRig rig = rig("cut-live", 1);
    stop(rig, 10);
    Map<Integer, Long> committed = rig.committed("-wild");
    boolean[] cut = {false};
    Probe cutter =
        point -> {
          if (point == Probe.Point.AFTER_RESTORE && !cut[0]) {
            cut[0] = true;
            deleteBefore(rig, committed, 50);
          }
        };
    try (DetectorLoop loop = rig.started("a", "-wild", cutter)) {
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
      assertEquals(50, loop.status().dataLoss());
    }
  }

  @Test
  void hangingTransactionOnTheInput_isWaitedFor_andItsRecordsNeverCount() throws Exception {
    LoopRig rig = new LoopRig(broker, "hanging");
    broker.createTopic("hanging", 1, Map.of());
    long now = System.currentTimeMillis() - 100_000;
    Map<String, Object> settings = new ClientSettings(rig.client).idempotent();
    settings.put("transactional.id", "foreign");
    try (KafkaProducer<byte[], byte[]> plain = rig.producer();
        KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(settings)) {
      plain.send(LoopRig.reading("hanging", 0, "k", now, 0, 1)).get();
      foreign.initTransactions();
      foreign.beginTransaction();
      foreign.send(LoopRig.reading("hanging", 0, "k", now + 1, 0, 1)).get();
      plain.send(LoopRig.reading("hanging", 0, "k", now + 2, 0, 1)).get();
      try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
        LoopRig.await("the first", () -> loop.counters().get(Count.RECEIVED) == 1);
        foreign.abortTransaction();
        LoopRig.await("the others", () -> rig.caughtUp(""));
        LoopRig.await("counted", () -> loop.counters().get(Count.RECEIVED) == 2);
      }
    }
  }

  @Test
  void latestStart_isCommittedAtOnce_soThatARestartMissesNothing() throws Exception {
    LoopRig rig = new LoopRig(broker, "latest");
    rig.start = DetectorSpec.Start.LATEST;
    broker.createTopic("latest", 1, Map.of());
    long now = System.currentTimeMillis() - 100_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      producer.send(LoopRig.reading("latest", 0, "k", now, 0, 1)).get();
      rig.runToEnd("a", "");
      producer.send(LoopRig.reading("latest", 0, "k", now + 1, 0, 1)).get();
    }
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp(""));
      LoopRig.await("counted", () -> loop.counters().get(Count.RECEIVED) == 1);
    }
  }

  @Test
  void commit_carriesItsCheckpointWithinALimit() throws Exception {
    LoopRig rig = rig("form", 2);
    try (Admin admin = rig.admin()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          Topics.get(
              admin.listConsumerGroupOffsets(rig.group + "-calm").partitionsToOffsetAndMetadata());
      assertEquals(2, committed.size());
      for (OffsetAndMetadata offset : committed.values()) {
        assertTrue(offset.metadata().getBytes(UTF_8).length < 512);
        Checkpoint checkpoint = OffsetMetadata.parse(offset).orElseThrow();
        assertEquals(offset, OffsetMetadata.of(checkpoint));
        assertNotEquals(checkpoint.next(), checkpoint.rewind());
      }
    }
  }

  private static LoopRig rig(String input, int partitions) {
    LoopRig rig = new LoopRig(broker, input);
    broker.createTopic(input, partitions, Map.of());
    rig.fill(input.hashCode(), 1_000 * partitions, partitions);
    rig.runToEnd("calm", "-calm");
    return rig;
  }

  /** Runs a loop until some transactions are committed, and kills it in the next one. */
  private static void stop(LoopRig rig, int after) throws Exception {
    String before = rig.client.put("max.poll.records", "50");
    int[] commits = {0};
    Probe killer =
        point -> {
          if (point == Probe.Point.AFTER_SEND && ++commits[0] > after) {
            throw new Probe.Killed();
          }
        };
    LoopRig.start(rig.loop("a", "-wild", killer)).join(60_000);
    assertEquals(null, before);
    rig.client.remove("max.poll.records");
  }

  private static void deleteBefore(LoopRig rig, Map<Integer, Long> offsets, long more) {
    Map<TopicPartition, RecordsToDelete> cuts = new HashMap<>();
    offsets.forEach(
        (p, o) ->
            cuts.put(new TopicPartition(rig.input, p), RecordsToDelete.beforeOffset(o + more)));
    try (Admin admin = rig.admin()) {
      Topics.get(admin.deleteRecords(cuts).all());
    }
  }
}
