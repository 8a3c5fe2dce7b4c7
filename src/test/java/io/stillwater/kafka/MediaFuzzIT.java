package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.image.Mutations;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.work.InputSettings;
import io.stillwater.source.MediaSamples;
import io.stillwater.stream.output.Count;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files through the real loop: it goes on, every record has one outcome, and nothing of
 * them stays in memory. {@code -Dfuzz=10000} sends more of them.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@SuppressWarnings("FutureReturnValueIgnored")
class MediaFuzzIT {
  private static final int FILES = Integer.getInteger("fuzz", 1000);

  /** What may be held after thousands of files beyond what was held after the first hundreds. */
  private static final long SLACK = 24L << 20;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void damagedImages_areScoredOrDeadLetters() throws Exception {
    List<byte[]> whole = new ArrayList<>(Mutations.images());
    for (int i = 0; i < 6; i++) {
      whole.add(MediaSamples.image(i, i % 2 == 0));
    }
    check("images", MediaSamples.images(folder.resolve("images")), whole);
  }

  @Test
  void damagedSounds_areScoredOrDeadLetters() throws Exception {
    List<byte[]> whole =
        List.of(
            MediaSamples.sound(1, false),
            MediaSamples.sound(2, true),
            WavFiles.pcm16(new float[900], 16_000),
            WavFiles.pcm16(new float[9000], 48_000));
    check("sounds", MediaSamples.sounds(folder.resolve("sounds")), whole);
  }

  private static void check(String topic, Bundle bundle, List<byte[]> whole) throws Exception {
    broker.createTopic(topic, 1, Map.of());
    try (MediaRig rig = new MediaRig(broker, topic, bundle)) {
      SplittableRandom random = new SplittableRandom(11);
      int first = Math.max(200, FILES / 5);
      try (DetectorLoop loop = rig.started("a", InputSettings.DEFAULT)) {
        send(rig, whole, random, first);
        awaitAll(loop, first);
        long heap = heap();
        long direct = direct();
        send(rig, whole, random, FILES - first);
        awaitAll(loop, FILES);
        assertEquals("", loop.status().message());
        assertLaws(loop);
        assertTrue(heap() < heap + SLACK, "heap " + heap + ", then " + heap());
        assertTrue(direct() < direct + SLACK, "direct " + direct + ", then " + direct());
      }
      assertOneOutcomeEach(rig, topic);
    }
  }

  private static void send(MediaRig rig, List<byte[]> whole, SplittableRandom random, int count) {
    long time = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (int i = 0; i < count; i++) {
        byte[] file = Mutations.mended(whole.get(random.nextInt(whole.size())), random);
        producer.send(rig.frame(0, "cam-" + i % 3, time, file));
      }
    }
  }

  private static void awaitAll(DetectorLoop loop, long records) {
    Awaitility.await(records + " records")
        .atMost(Duration.ofMinutes(25))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                loop.counters().get(Count.RECEIVED) >= records
                    || loop.status().phase() == LoopStatus.Phase.FAILED);
  }

  private static void assertLaws(DetectorLoop loop) {
    Map<Count, Long> counts = loop.counters().snapshot();
    assertEquals(FILES, counts.get(Count.RECEIVED));
    assertEquals(
        counts.get(Count.RECEIVED), counts.get(Count.DECODED) + counts.get(Count.UNDECODABLE));
    assertEquals(0, counts.get(Count.LATE) + counts.get(Count.SKIPPED));
    assertEquals(counts.get(Count.DECODED), counts.get(Count.SCORED));
    assertTrue(counts.get(Count.SCORED) > FILES / 20, counts.toString());
    assertTrue(counts.get(Count.UNDECODABLE) > FILES / 20, counts.toString());
  }

  private static void assertOneOutcomeEach(MediaRig rig, String topic) {
    Set<Long> offsets = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : rig.read(topic + "-scores")) {
      assertTrue(offsets.add(new ScoreJson().read(record.value()).offset()));
    }
    for (ConsumerRecord<byte[], byte[]> record : rig.read(topic + "-dead")) {
      byte[] offset = record.headers().lastHeader("stillwater.errors.offset").value();
      assertTrue(offsets.add(Long.parseLong(new String(offset, UTF_8))));
      byte[] reason = record.headers().lastHeader("stillwater.errors.message").value();
      assertTrue(reason.length > 10 && reason.length < 700, new String(reason, UTF_8));
    }
    assertEquals(FILES, offsets.size());
  }

  /** Bytes of the heap in use when all that can go is gone. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of buffers outside the heap. */
  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
