package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.AlertState;
import io.stillwater.kafka.LoopStatus.Phase;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.stream.output.Count;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
@SuppressWarnings("FutureReturnValueIgnored")
class DetectorLoopIT {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void readingsBecomeScoresAndAlerts_andEverythingIsCommitted() {
    LoopRig rig = new LoopRig(broker, "plain");
    broker.createTopic("plain", 1, Map.of());
    long now = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (int i = 0; i < 40; i++) {
        double x = i >= 10 && i < 20 ? 5 : 0;
        producer.send(LoopRig.reading("plain", 0, "k", now + i * 100L, x, 1));
      }
    }
    try (DetectorLoop loop = rig.started("a", "", Probe.NONE)) {
      LoopRig.await("caught up", () -> rig.caughtUp(""));
      LoopRig.await("shown", () -> loop.status().lag().equals(Map.of(0, 0L)));
      assertEquals(Phase.RUNNING, loop.status().phase());
      assertEquals(37, loop.counters().get(Count.SCORED));
      assertEquals(40, loop.counters().get(Count.RECEIVED));
      assertEquals(1, loop.keys().size());
    }
    assertEquals(37, rig.read("plain-scores").size());
    List<Alert> alerts =
        rig.read("plain-alerts").stream().map(r -> new AlertJson().alert(r.value())).toList();
    assertEquals(AlertState.OPENED, alerts.get(0).state());
    assertEquals(AlertState.RESOLVED, alerts.get(alerts.size() - 1).state());
    var episodes = rig.read("plain-episodes");
    assertEquals(null, episodes.get(episodes.size() - 1).value());
    assertEquals("[\"d\",0,\"k\"]", new String(episodes.get(0).key(), UTF_8));
    assertTrue(rig.read("plain-dead").isEmpty());
  }
}
