package io.stillwater.event.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaDecoderTest {
  private static final long RECORD_TIME = 1_000;
  private static final Map<String, String> BINARY =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "1",
          "ce_source", "/line3",
          "ce_type", "frame",
          "ce_time", "1970-01-01T00:00:05Z",
          "ce_subject", "camera9",
          "content-type", "image/png");

  private final byte[] png = png();

  @Test
  void plainBytes_areAFrameOfTheRecordsKeyAndTime() throws Exception {
    MediaObject frame = decoder(ClaimSources.NONE).open(record("camera1", png, Map.of()));
    assertEquals("camera1", frame.key());
    assertEquals(RECORD_TIME, frame.time());
    assertArrayEquals(png, frame.bytes());
    assertEquals(7, frame.offset());
  }

  @Test
  void binaryCloudEvent_givesTimeAndKey() throws Exception {
    MediaObject frame = decoder(ClaimSources.NONE).open(record(null, png, BINARY));
    assertEquals("camera9", frame.key());
    assertEquals(5_000, frame.time());
    assertEquals("k", decoder(ClaimSources.NONE).open(record("k", png, BINARY)).key());
  }

  @Test
  void structuredCloudEvent_givesTheSameFrame() throws Exception {
    MediaObject frame =
        decoder(ClaimSources.NONE)
            .open(record(null, structured("data_base64", base64()), STRUCTURED));
    assertEquals("camera9", frame.key());
    assertEquals(5_000, frame.time());
    assertArrayEquals(png, frame.bytes());
  }

  @Test
  void sound_isNoImageAndTheOtherWayRound() throws Exception {
    byte[] wav = text("RIFF, or what is said to be");
    RawRecord sound = record("m1", wav, Map.of("content-type", "audio/wav"));
    MediaDecoder sounds = new MediaDecoder(MediaFamily.SOUNDS, 32 << 20, ClaimSources.NONE);
    assertArrayEquals(wav, sounds.open(sound).bytes());
    assertRefused(sound, "the content type is \"audio/wav\": expected image/");
    assertRefused(
        sounds, record("c1", png, Map.of("content-type", "image/png")), "expected audio/");
  }

  @Test
  void envelopesWithFaults_areRefusedWithTheirReason() {
    assertRefused(record("k", null, Map.of()), "tombstone");
    assertRefused(record(null, png, Map.of()), "there is no key");
    assertRefused(record("k", png, Map.of("content-type", "text/plain")), "\"text/plain\"");
    assertRefused(
        record("k", png, Map.of("content-type", "application/cloudevents-batch+json")),
        "one event");
    assertRefused(record("k", png, STRUCTURED), "not readable JSON");
    assertRefused(record("k", structured("data", "\"text\""), STRUCTURED), "data is text");
    assertRefused(record("k", structured("data_base64", "\"*\""), STRUCTURED), "not readable JSON");
    assertRefused(record("k", structured("other", "1"), STRUCTURED), "has no data");
    String old = new String(structured("data_base64", base64()), StandardCharsets.UTF_8);
    assertRefused(
        record("k", old.replace("1.0", "0.3").getBytes(StandardCharsets.UTF_8), STRUCTURED),
        "\"0.3\"");
    assertRefused(
        record("k", old.replace("\"id\"", "\"x\"").getBytes(StandardCharsets.UTF_8), STRUCTURED),
        "has no id");
    assertRefused(
        record("k", old.replace("1970-01", "1970-13").getBytes(StandardCharsets.UTF_8), STRUCTURED),
        "RFC 3339");
  }

  @Test
  void claimOfAFile_isFollowedBelowItsRootOnly(@TempDir Path folder) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path file = Files.write(root.resolve("a b.png"), png);
    Path outside = Files.write(folder.resolve("outside.png"), png);
    Path link = Files.createSymbolicLink(root.resolve("link.png"), outside);
    MediaDecoder decoder =
        decoder(new ClaimSources(List.of(root), List.of(), 1 << 20, Duration.ofSeconds(5)));
    assertArrayEquals(png, decoder.open(claim(file.toUri(), png)).bytes());
    byte[] inside =
        structured("data", new String(claim(file.toUri(), png).value(), StandardCharsets.UTF_8));
    assertEquals("camera9", decoder.open(record(null, inside, STRUCTURED)).key());
    assertRefused(decoder, claim(outside.toUri(), png), "not allowed");
    assertRefused(decoder, claim(URI.create(root.toUri() + "../outside.png"), png), "not allowed");
    assertRefused(decoder, claim(link.toUri(), png), "leads out");
    assertRefused(decoder, claim(root.resolve("gone.png").toUri(), png), "is gone");
    assertRefused(decoder, claim(file.toUri(), new byte[1]), "has changed");
    assertRefused(decoder, claim(URI.create("http://localhost/a"), png), "not allowed");
    assertRefused(decoder(ClaimSources.NONE), claim(file.toUri(), png), "not allowed");
    MediaDecoder small =
        decoder(new ClaimSources(List.of(root), List.of(), 20, Duration.ofSeconds(5)));
    assertRefused(small, claim(file.toUri(), png), "more than 20 bytes");
  }

  @Test
  void missingRoot_isUnreachableAndNoDeadLetter(@TempDir Path folder) {
    Path root = folder.resolve("unmounted");
    MediaDecoder decoder =
        decoder(new ClaimSources(List.of(root), List.of(), 1 << 20, Duration.ofSeconds(5)));
    UnreachableObject e =
        assertThrows(
            UnreachableObject.class, () -> decoder.open(claim(root.resolve("a.png").toUri(), png)));
    assertTrue(e.getMessage().contains("mounted"), e.getMessage());
  }

  @Test
  void claimsWithFaults_areRefusedWithTheirReason() {
    assertRefused(record("k", text("{}"), Map.of()), "has no uri");
    assertRefused(record("k", text("{\"uri\": \"file:///a\"}"), Map.of()), "sha256 null");
    assertRefused(record("k", text("{\"uri\": \"file:///a\", "), Map.of()), "claim check");
    assertRefused(claim(URI.create("a/b"), png), "absolute");
    assertRefused(claim(URI.create("http://me:pw@host/a"), png), "without a user");
    assertRefused(claim(URI.create("ftp://host/a"), png), "not allowed");
  }

  @Test
  void claimOfAHost_isFollowedAndItsFaultsToldApart() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    HttpServer server = server(done);
    try {
      URI origin = URI.create("http://localhost:" + server.getAddress().getPort());
      ClaimSources sources =
          new ClaimSources(List.of(), List.of(origin), 1000, Duration.ofSeconds(20));
      MediaDecoder decoder = decoder(sources);
      assertArrayEquals(png, decoder.open(claim(origin.resolve("/image"), png)).bytes());
      assertRefused(decoder, claim(origin.resolve("/gone"), png), "gone (HTTP 404)");
      assertRefused(decoder, claim(origin.resolve("/moved"), png), "redirects are not followed");
      assertRefused(decoder, claim(origin.resolve("/large"), png), "more than 1000 bytes");
      assertUnreachable(decoder, claim(origin.resolve("/broken"), png), "HTTP 503");
      URI other = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/image");
      assertRefused(decoder, claim(other, png), "not allowed");
      MediaDecoder hasty =
          decoder(new ClaimSources(List.of(), List.of(origin), 1000, Duration.ofMillis(300)));
      assertUnreachable(hasty, claim(origin.resolve("/slow"), png), "no whole answer within");
    } finally {
      done.countDown();
      server.stop(0);
    }
  }

  @Test
  void hostThatIsNotThere_isUnreachable() throws Exception {
    HttpServer server = server(new CountDownLatch(0));
    URI origin = URI.create("http://localhost:" + server.getAddress().getPort());
    server.stop(0);
    MediaDecoder decoder =
        decoder(new ClaimSources(List.of(), List.of(origin), 1000, Duration.ofSeconds(20)));
    assertUnreachable(decoder, claim(origin.resolve("/image"), png), "cannot be had now");
  }

  private static final Map<String, String> STRUCTURED =
      Map.of("content-type", "application/cloudevents+json; charset=UTF-8");

  /** A host on this machine; its slow answer sends headers and half of the body, then waits. */
  private HttpServer server(CountDownLatch done) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getResponseHeaders().add("Location", "/image");
          switch (path) {
            case "/image" -> exchange.sendResponseHeaders(200, png.length);
            case "/slow" -> exchange.sendResponseHeaders(200, png.length);
            case "/large" -> exchange.sendResponseHeaders(200, 0);
            case "/moved" -> exchange.sendResponseHeaders(302, -1);
            case "/broken" -> exchange.sendResponseHeaders(503, -1);
            default -> exchange.sendResponseHeaders(404, -1);
          }
          try (exchange) {
            if (path.equals("/image")) {
              exchange.getResponseBody().write(png);
            } else if (path.equals("/large")) {
              exchange.getResponseBody().write(new byte[100_000]);
            } else if (path.equals("/slow")) {
              exchange.getResponseBody().write(png, 0, 10);
              exchange.getResponseBody().flush();
              done.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    return server;
  }

  private static MediaDecoder decoder(ClaimSources sources) {
    return new MediaDecoder(MediaFamily.IMAGES, 32 << 20, sources);
  }

  private static void assertRefused(RawRecord record, String part) {
    assertRefused(decoder(ClaimSources.NONE), record, part);
  }

  private static void assertRefused(MediaDecoder decoder, RawRecord record, String part) {
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> decoder.open(record));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static void assertUnreachable(MediaDecoder decoder, RawRecord record, String part) {
    UnreachableObject e = assertThrows(UnreachableObject.class, () -> decoder.open(record));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static RawRecord record(String key, byte[] value, Map<String, String> headers) {
    byte[] name = key == null ? null : text(key);
    List<RawRecord.Header> all =
        headers.entrySet().stream()
            .map(header -> new RawRecord.Header(header.getKey(), text(header.getValue())))
            .toList();
    return new RawRecord(0, 7, RECORD_TIME, name, value, all);
  }

  private static RawRecord claim(URI uri, byte[] promised) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(promised);
      String json =
          "{\"uri\": \"%s\", \"sha256\": \"%s\"}".formatted(uri, HexFormat.of().formatHex(hash));
      return record("k", text(json), Map.of("content-type", "application/json"));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] structured(String name, String data) {
    return text(
        """
        {"specversion": "1.0", "id": "1", "source": "/line3", "type": "frame",
         "time": "1970-01-01T00:00:05Z", "subject": "camera9", "datacontenttype": "image/png",
         "extra": {"a": [1]}, "%s": %s}"""
            .formatted(name, data)
            .replace(data.startsWith("{") ? "image/png" : "\u0000", "application/json"));
  }

  private String base64() {
    return '"' + Base64.getEncoder().encodeToString(png) + '"';
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
