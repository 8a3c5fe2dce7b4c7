package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.kafka.LoopStatus.Phase;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.kafka.client.Topics;
import io.stillwater.stream.output.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong outside gets a sentence that says what to do, and is over when it is put right. */
@SuppressWarnings("FutureReturnValueIgnored")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StartupIT {
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";
  private static EmbeddedBroker broker;

  /** A broker that lets {@code boss} do all, and {@code app} what lists allow. */
  private static EmbeddedBroker guarded() throws Exception {
    return EmbeddedBroker.start(
        Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users",
            "User:ANONYMOUS;User:boss",
            "listener.security.protocol.map",
            "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms",
            "PLAIN",
            "sasl.mechanism.inter.broker.protocol",
            "PLAIN",
            "listener.name.plaintext.plain.sasl.jaas.config",
            JAAS + " username=\"boss\" password=\"b\" user_boss=\"b\" user_app=\"a\";"));
  }

  private static Map<String, String> login(String user, String password) {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config", JAAS + " username=\"" + user + "\" password=\"" + password + "\";");
  }

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void inputMissing_isSaidWithTheCommand_andGoesOnOnceItIsThere() {
    LoopRig rig = new LoopRig(broker, "late");
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      awaitSaid(loop, "topic late does not exist");
      awaitSaid(loop, "kafka-topics.sh --bootstrap-server " + broker.bootstrapServers());
      broker.createTopic("late", 1, Map.of());
      LoopRig.await("running", () -> loop.status().phase() == Phase.RUNNING);
      assertEquals("", loop.status().message());
    }
  }

  @Test
  void outputMissing_isSaidWithTheCommand_whereItMayNotBeCreated() {
    LoopRig rig = new LoopRig(broker, "strict");
    rig.createTopics = false;
    broker.createTopic("strict", 3, Map.of());
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      awaitSaid(
          loop, "--create --topic strict-episodes --partitions 3 --config cleanup.policy=compact");
      awaitSaid(loop, "--create --topic strict-alerts --partitions 3");
    }
  }

  @Test
  void wrongCleanupPolicies_areSaidAndRefused() {
    LoopRig rig = new LoopRig(broker, "policies");
    broker.createTopic("policies", 1, Map.of("cleanup.policy", "compact,delete"));
    broker.createTopic("policies-alerts", 1, Map.of("cleanup.policy", "compact"));
    broker.createTopic("policies-episodes", 1, Map.of());
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      awaitSaid(loop, "topic policies is compacted");
      awaitSaid(loop, "topic policies-alerts has cleanup.policy=compact but needs delete");
      awaitSaid(loop, "topic policies-episodes has cleanup.policy=delete but needs compact");
      awaitSaid(loop, "kafka-configs.sh");
    }
  }

  @Test
  void deadLettersWithLessRoomThanTheInput_areWarnedOf() {
    LoopRig rig = new LoopRig(broker, "narrow");
    broker.createTopic("narrow", 1, Map.of("max.message.bytes", "2000000"));
    broker.createTopic("narrow-dead", 1, Map.of());
    try (Admin admin = rig.admin()) {
      TopicCheck.Findings findings = new TopicCheck(rig.spec("a", ""), admin).check();
      assertEquals(List.of(), findings.problems());
      assertTrue(
          findings
              .notes()
              .toString()
              .contains("--topic narrow-dead --add-config max.message.bytes=2065536"),
          findings.notes().toString());
    }
  }

  @Test
  void brokerDown_isWaitedFor() throws Exception {
    EmbeddedBroker late = EmbeddedBroker.start();
    late.createTopic("t", 1, Map.of());
    late.pause();
    LoopRig rig = new LoopRig(late, "t");
    rig.client.put("admin.default.api.timeout.ms", "1500");
    rig.client.put("admin.request.timeout.ms", "1000");
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      awaitSaid(loop, "no broker answers at " + late.bootstrapServers());
      late.resume();
      LoopRig.await("running", () -> loop.status().phase() == Phase.RUNNING);
    } finally {
      late.close();
    }
  }

  @Test
  void missingRights_areSaidOneByOneWithTheCommand() throws Exception {
    try (EmbeddedBroker guarded = guarded()) {
      LoopRig rig = new LoopRig(guarded, "g");
      rig.client.putAll(login("boss", "b"));
      try (Admin boss = rig.admin()) {
        List<String> topics = new ArrayList<>(rig.topics("").all());
        topics.add("g");
        for (String topic : topics) {
          String policy = topic.matches(".*(episodes|states)") ? "compact" : "delete";
          guarded(boss, topic, policy);
          allow(boss, ResourceType.TOPIC, topic, AclOperation.DESCRIBE);
        }
        rig.client.putAll(login("app", "a"));
        try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
          awaitSaid(loop, "no right to read topic g;");
          awaitSaid(loop, "no right to write topic g-alerts;");
          awaitSaid(loop, "kafka-acls.sh");
          for (String topic : topics) {
            allow(boss, ResourceType.TOPIC, topic, AclOperation.READ);
            allow(boss, ResourceType.TOPIC, topic, AclOperation.WRITE);
          }
          awaitSaid(loop, "no right to write with transactional id g-g-d-a");
          allow(boss, ResourceType.TRANSACTIONAL_ID, "g-g-d-a", AclOperation.WRITE);
          awaitSaid(loop, "no right to read as group g-g");
          allow(boss, ResourceType.GROUP, "g-g", AclOperation.READ);
          LoopRig.await("running", () -> loop.status().phase() == Phase.RUNNING);
        }
      }
      rig.client.putAll(login("app", "wrong"));
      try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
        awaitSaid(loop, "the broker refuses these credentials");
      }
    }
  }

  @Test
  void malformedRecords_becomeDeadLettersThatTellTheirStory_andTheLoopGoesOn() {
    LoopRig rig = new LoopRig(broker, "bad");
    broker.createTopic("bad", 1, Map.of());
    List<String> bad =
        List.of(
            "oops",
            "[1,2]",
            "{\"key\":\"k\"",
            "{\"key\":\"k\",\"values\":{\"x\":\"high\",\"y\":1}}",
            "{\"key\":\"k\",\"values\":[1]}",
            "{\"key\":\"k\",\"values\":[1,2,3]}",
            "{\"key\":\"k\",\"time\":\"yesterday\",\"values\":[1,2]}",
            "{\"key\":\"k\",\"time\":-5,\"values\":[1,2]}",
            "{\"key\":\"k\",\"time\":\"2999-01-01T00:00:00Z\",\"values\":[1,2]}",
            "{\"key\":{},\"values\":[1,2]}",
            "{\"values\":[1,2]}",
            "{\"key\":\"k\",\"values\":7}",
            "{\"key\":\"k\",\"values\":[1,2]} more");
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (String value : bad) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>("bad", 0, 1_000L, null, value.getBytes(UTF_8));
        record.headers().add("trace", "t1".getBytes(UTF_8));
        producer.send(record);
      }
      // These hold nothing, which is no mistake.
      producer.send(new ProducerRecord<>("bad", 0, "k".getBytes(UTF_8), null));
      producer.send(new ProducerRecord<>("bad", 0, "k".getBytes(UTF_8), new byte[0]));
      producer.send(LoopRig.reading("bad", 0, "k", 2_000, 1, 2));
    }
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp(""));
      LoopRig.await("counted", () -> loop.counters().get(Count.RECEIVED) == bad.size() + 3);
      assertEquals(3, loop.counters().get(Count.DECODED));
      assertEquals(1, loop.counters().get(Count.READINGS));
    }
    List<ConsumerRecord<byte[], byte[]>> dead = rig.read("bad-dead");
    assertEquals(bad.size(), dead.size());
    for (int i = 0; i < bad.size(); i++) {
      assertEquals(bad.get(i), new String(dead.get(i).value(), UTF_8));
      assertEquals("t1", header(dead.get(i), "trace"));
      assertEquals("bad", header(dead.get(i), "stillwater.errors.topic"));
      assertEquals("0", header(dead.get(i), "stillwater.errors.partition"));
      assertEquals(Integer.toString(i), header(dead.get(i), "stillwater.errors.offset"));
      assertEquals("d", header(dead.get(i), "stillwater.errors.detector"));
      assertTrue(header(dead.get(i), "stillwater.errors.exception").contains("Undecodable"));
      assertTrue(header(dead.get(i), "stillwater.errors.message").length() > 20);
    }
    assertEquals("time", header(dead.get(8), "stillwater.errors.stage"));
  }

  @Test
  void mostlyPoison_stopsTheLoopBeforeItIsCommitted() {
    LoopRig rig = new LoopRig(broker, "poison");
    rig.poisonLimit = 0.5;
    broker.createTopic("poison", 1, Map.of());
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (int i = 0; i < 500; i++) {
        producer.send(new ProducerRecord<>("poison", 0, 1_000L, null, "<xml/>".getBytes(UTF_8)));
      }
    }
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      LoopRig.await("stopped", () -> loop.status().phase() == Phase.FAILED);
      String said = loop.status().message();
      assertTrue(said.matches("100 % of the last \\d+ records of topic poison.*"), said);
      assertTrue(said.contains("poison-limit"), said);
    }
    // Too few to judge by may have been committed before.
    assertTrue(rig.read("poison-dead").size() < 100);
    assertTrue(rig.committed("").getOrDefault(0, 0L) < 100);
  }

  private static void guarded(Admin boss, String topic, String policy) {
    var made = new org.apache.kafka.clients.admin.NewTopic(topic, 1, (short) 1);
    Topics.get(boss.createTopics(List.of(made.configs(Map.of("cleanup.policy", policy)))).all());
  }

  private static void allow(Admin boss, ResourceType type, String name, AclOperation operation) {
    AclBinding binding =
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry("User:app", "*", operation, AclPermissionType.ALLOW));
    Topics.get(boss.createAcls(List.of(binding)).all());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static void awaitSaid(DetectorLoop loop, String sentence) {
    LoopRig.await(
        "'" + sentence + "' but was '" + loop.status().message() + "'",
        () -> loop.status().message().contains(sentence));
    assertEquals(Phase.WAITING, loop.status().phase());
  }
}
