package io.stillwater.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.kafka.Probe.Point;
import io.stillwater.kafka.broker.EmbeddedBroker;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law: what committed readers see after any number of kills, rebalances and broker restarts
 * equals what they see after an undisturbed run.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ExactlyOnceIT {
  /** At each point of a transaction, so often; more by hand with {@code -Dkills=5}. */
  private static final int KILLS = Integer.getInteger("kills", 2);

  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker =
        EmbeddedBroker.start(
            Map.of(
                "group.min.session.timeout.ms", "1000",
                "group.consumer.min.session.timeout.ms", "1000",
                "group.consumer.session.timeout.ms", "3000",
                "group.consumer.min.heartbeat.interval.ms", "100",
                "group.consumer.heartbeat.interval.ms", "300"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void killsAtRandomPoints_changeNothing() throws Exception {
    LoopRig rig = rig("kills", 6_000);
    killAtRandom(rig);
    rig.assertSameOutcome("-calm", "-wild");
    long adapted =
        rig.outcome("-calm").entrySet().stream()
            .filter(lines -> lines.getKey().contains("-scores/"))
            .flatMap(lines -> lines.getValue().stream())
            .filter(line -> line.contains("p_recent"))
            .count();
    assertTrue(adapted > 1000, "windows that were judged by recent scores as well: " + adapted);
  }

  @Test
  void killsAtRandomPoints_changeNothingOfWhatKeysLearnByThemselves() throws Exception {
    LoopRig rig = new LoopRig(broker, "learnt");
    rig.learning = true;
    run(rig, 6_000);
    killAtRandom(rig);
    rig.assertSameOutcome("-calm", "-wild");
    int alerts = rig.read(rig.topics("-calm").alerts()).size();
    assertTrue(alerts > 5, alerts + " alerts prove little");
  }

  /** Kills at every point in turn, each time after some commits. */
  private static void killAtRandom(LoopRig rig) throws InterruptedException {
    rig.client.put("max.poll.records", "60");
    Random random = new Random(4);
    List<Point> points =
        Stream.of(Point.values()).filter(point -> point != Point.AFTER_POLL).toList();
    Map<Point, Integer> killedAt = new EnumMap<>(Point.class);
    int kills = KILLS * points.size();
    for (int i = 0; i < kills; i++) {
      Point target = points.get(i % points.size());
      AtomicInteger left =
          new AtomicInteger(target == Point.AFTER_RESTORE ? 1 : 1 + random.nextInt(3));
      Probe killer =
          point -> {
            if (point == target && left.decrementAndGet() == 0) {
              killedAt.merge(point, 1, Integer::sum);
              throw new Probe.Killed();
            }
          };
      LoopRig.start(rig.loop("a", "-wild", killer)).join(60_000);
    }
    assertEquals(kills, killedAt.values().stream().mapToInt(n -> n).sum(), killedAt.toString());
    assertEquals(points.size(), killedAt.size(), killedAt.toString());
    assertFalse(rig.caughtUp("-wild"), "kills after the end prove nothing: " + killedAt);
    rig.client.remove("max.poll.records");
    rig.runToEnd("a", "-wild");
  }

  @Test
  void brokerRestartsDuringTheRun_changeNothing() throws Exception {
    LoopRig rig = rig("outage", 3_000);
    rig.client.put("max.block.ms", "3000");
    rig.client.put("producer.request.timeout.ms", "1500");
    rig.client.put("producer.delivery.timeout.ms", "2500");
    rig.client.put("max.poll.records", "40");
    CountDownLatch halfway = new CountDownLatch(20);
    CountDownLatch resumed = new CountDownLatch(1);
    Probe pauser =
        point -> {
          if (point == Point.AFTER_SEND) {
            halfway.countDown();
            if (halfway.getCount() == 0) {
              waitFor(resumed);
            }
          }
        };
    try (DetectorLoop loop = rig.started("a", "-wild", pauser)) {
      waitFor(halfway);
      broker.pause();
      resumed.countDown();
      LoopRig.await("noticed", () -> loop.status().phase() == LoopStatus.Phase.WAITING);
      assertTrue(loop.status().message().contains("no broker answers"), loop.status().message());
      broker.resume();
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
      assertEquals(LoopStatus.Phase.RUNNING, loop.status().phase());
    }
    rig.assertSameOutcome("-calm", "-wild");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void secondInstanceComesAndGoes_changesNothing(String protocol) throws Exception {
    LoopRig rig = rig("moves-" + protocol, 3_000);
    rig.client.put("max.poll.records", "20");
    rig.client.put("group.protocol", protocol);
    if (protocol.equals("classic")) {
      rig.client.put("session.timeout.ms", "2000");
      rig.client.put("heartbeat.interval.ms", "300");
    }
    try (DetectorLoop a = rig.started("a", "-wild", ExactlyOnceIT::linger)) {
      LoopRig.await("a reads", () -> a.status().assignment().size() == 2);
      try (DetectorLoop b = rig.started("b", "-wild", ExactlyOnceIT::linger)) {
        LoopRig.await("b has its share", () -> b.status().assignment().size() == 1);
        LoopRig.await("b works", () -> b.status().transactions() > 3);
        assertFalse(rig.caughtUp("-wild"), "moves after the end prove nothing");
      }
      LoopRig.await("a has all again", () -> a.status().assignment().size() == 2);
      LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
    }
    rig.assertSameOutcome("-calm", "-wild");
  }

  @Test
  void instanceThatWasTakenForDead_commitsNothingOfWhatItLost() throws Exception {
    LoopRig rig = rig("zombie", 3_000);
    rig.client.put("max.poll.records", "100");
    rig.client.put("session.timeout.ms", "2000");
    rig.client.put("heartbeat.interval.ms", "300");
    rig.client.put("max.poll.interval.ms", "2500");
    CountDownLatch asleep = new CountDownLatch(10);
    CountDownLatch awake = new CountDownLatch(1);
    Probe sleeper =
        point -> {
          if (point == Point.AFTER_SCORE) {
            asleep.countDown();
            if (asleep.getCount() == 0) {
              waitFor(awake);
            }
          }
        };
    try (DetectorLoop a = rig.started("a", "-wild", sleeper)) {
      waitFor(asleep);
      try (DetectorLoop b = rig.started("b", "-wild", Probe.NONE)) {
        LoopRig.await("b takes over", () -> b.status().assignment().size() == 2);
        LoopRig.await("caught up", () -> rig.caughtUp("-wild"));
        awake.countDown();
        LoopRig.await("a is refused", () -> a.status().aborts() > 0);
      }
    }
    rig.assertSameOutcome("-calm", "-wild");
  }

  private static LoopRig rig(String input, int readings) {
    LoopRig rig = new LoopRig(broker, input);
    run(rig, readings);
    return rig;
  }

  private static void run(LoopRig rig, int readings) {
    broker.createTopic(rig.input, 2, Map.of());
    rig.fill(rig.input.hashCode(), readings, 2);
    rig.runToEnd("calm", "-calm");
  }

  /** Slows a loop without a clock: a fixed piece of work. */
  private static void linger(Point point) {
    if (point == Point.AFTER_SCORE) {
      double sum = 0;
      for (int i = 0; i < 1_000_000; i++) {
        sum += Math.sin(i);
      }
      assertTrue(sum < 1e9);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
