package io.stillwater.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.RawRecord;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.event.media.MediaDecoder;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.event.media.MediaObject;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.kafka.broker.EmbeddedBroker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code replay --images} and {@code --sounds}, read back from a broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MediaReplayIT {
  private static EmbeddedBroker broker;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void files_areRecordsInTheOrderOfTheirNames_withTheirTypeAndTheirFolderAsKey()
      throws IOException {
    image(folder.resolve("belt/a.png"), "png", 40);
    image(folder.resolve("belt/left/b.bmp"), "bmp", 40);
    image(folder.resolve("belt/left/c.png"), "jpg", 40);
    image(folder.resolve("belt/right/d.tif"), "tif", 40);
    Files.writeString(folder.resolve("belt/notes.txt"), "no image");
    long before = System.currentTimeMillis();
    Cli.Result sent = replay("plain", Map.of(), "--images", folder.resolve("belt"));
    assertEquals(0, sent.code(), sent.err());
    assertTrue(sent.err().contains("4 files sent to plain"), sent.err());
    List<ConsumerRecord<byte[], byte[]>> records = read("plain");
    assertEquals(
        List.of("belt image/png", "left image/bmp", "left image/jpeg", "right image/tiff"),
        records.stream().map(r -> key(r) + " " + header(r, "content-type")).toList());
    List<Path> files = List.of(Path.of("a.png"), Path.of("left/b.bmp"), Path.of("left/c.png"));
    for (int i = 0; i < files.size(); i++) {
      byte[] file = Files.readAllBytes(folder.resolve("belt").resolve(files.get(i)));
      assertArrayEquals(file, records.get(i).value());
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      assertTrue(record.timestamp() >= before && record.timestamp() <= System.currentTimeMillis());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none,false",
    "none,true",
    "binary,false",
    "binary,true",
    "structured,false",
    "structured,true"
  })
  void everyForm_isReadAsTheSameImage(String form, boolean claims) throws Exception {
    Path file = image(folder.resolve("my frames/0815 ü.png"), "png", 64);
    String topic = form + claims;
    List<Object> options = new ArrayList<>(List.of("--images", folder, "--cloudevents", form));
    if (claims) {
      options.add("--claim-check");
    }
    Cli.Result sent = replay(topic, Map.of(), options.toArray());
    assertEquals(0, sent.code(), sent.err());
    ConsumerRecord<byte[], byte[]> record = read(topic).get(0);
    assertEquals(claims, record.value().length < 2000, record.value().length + " bytes");
    assertEquals(form.equals("binary"), header(record, "ce_specversion") != null);
    assertEquals(
        form.equals("structured"), header(record, "content-type").startsWith("application/cloud"));
    ClaimSources sources =
        new ClaimSources(List.of(folder), List.of(), 1 << 20, Duration.ofSeconds(1));
    MediaObject object = decoder(sources).open(media(record));
    assertEquals("my frames", object.key());
    assertTrue(Math.abs(record.timestamp() - object.time()) < 60_000);
    assertArrayEquals(Files.readAllBytes(file), object.bytes());
  }

  @Test
  void envelopeAlone_namesTheKey() throws Exception {
    image(folder.resolve("belt/a.png"), "png", 40);
    replay("envelope", Map.of(), "--images", folder, "--cloudevents", "structured");
    RawRecord record = media(read("envelope").get(0));
    RawRecord keyless = new RawRecord(0, 0, 1, null, record.value(), record.headers());
    assertEquals("belt", decoder(ClaimSources.NONE).open(keyless).key());
  }

  @Test
  void filesTooLargeForTheTopic_areNamedAndLeftOut_andTheOthersAreInOrder() throws IOException {
    List<String> small = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean large = i % 9 == 4;
      String name = "f%02d.png".formatted(i);
      image(folder.resolve("cam/" + name), "png", large ? 300 : 30 + i);
      if (!large) {
        small.add(String.valueOf(Files.size(folder.resolve("cam/" + name))));
      }
    }
    Cli.Result sent =
        replay("tight", Map.of("max.message.bytes", "30000"), "--images", folder, "--json");
    assertEquals(2, sent.code(), sent.err());
    assertTrue(
        sent.err()
            .matches(
                "(?s).*Not sent: cam/f13.png: its record has \\d+ bytes, which is too large for topic"
                    + " tight \\(max.message.bytes is 30000\\); make room: kafka-configs.sh .*"
                    + "max.message.bytes=\\d+, or send claim checks.*"),
        sent.err());
    assertEquals("{\"topic\":\"tight\",\"files\":36,\"refused\":4}", sent.out().strip());
    List<String> sizes =
        read("tight").stream().map(record -> String.valueOf(record.value().length)).toList();
    assertEquals(small, sizes);
  }

  @Test
  void filesOfSeveralMegabytes_areTakenWhereTheTopicHasRoom() throws IOException {
    image(folder.resolve("cam/large.bmp"), "bmp", 1200);
    Map<String, String> wide = Map.of("max.message.bytes", "20000000");
    Cli.Result sent = replay("wide", wide, "--images", folder, "--cloudevents", "structured");
    assertEquals(0, sent.code(), sent.err());
    assertTrue(read("wide").get(0).value().length > 5_700_000);
  }

  @Test
  void sounds_haveTheKeyThatIsSaid_andTheRateIsNotExceeded() throws IOException {
    for (int i = 0; i < 9; i++) {
      wav(folder.resolve("clips/c%d.wav".formatted(i)));
    }
    Cli.Result sent =
        replay("sounds", Map.of(), "--sounds", folder, "--key", "fan-3", "--rate", "40");
    assertEquals(0, sent.code(), sent.err());
    List<ConsumerRecord<byte[], byte[]>> records = read("sounds");
    assertEquals(9, records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      assertEquals("fan-3 audio/wav", key(record) + " " + header(record, "content-type"));
    }
    long took = records.get(8).timestamp() - records.get(0).timestamp();
    assertTrue(took >= 150, "9 files at 40 a second in " + took + " ms");
  }

  private Cli.Result replay(String topic, Map<String, String> configs, Object... options) {
    broker.createTopic(topic, 1, configs);
    List<Object> args = new ArrayList<>(List.of("replay", "--topic", topic));
    args.addAll(List.of(options));
    args.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    return Cli.run(args.toArray());
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> all = List.of(new TopicPartition(topic, 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = consumer.endOffsets(all).get(all.get(0));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(all.get(0)) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }

  private static MediaDecoder decoder(ClaimSources sources) {
    return new MediaDecoder(MediaFamily.IMAGES, 32 << 20, sources);
  }

  private static RawRecord media(ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        Stream.of(record.headers().toArray())
            .map(header -> new RawRecord.Header(header.key(), header.value()))
            .toList());
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** Noise, which does not compress. */
  private static Path image(Path file, String format, int side) throws IOException {
    Random random = new Random(side);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  private static void wav(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, WavFiles.pcm16(new float[100], 16_000));
  }
}
