package io.stillwater.event.form.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.RegistrySettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FramedFormTest {
  private static final String SCHEMA =
      "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"flow\\\",\\\"type\\\":\\\"float\\\"}]}\"}";

  private RegistryServer registry;

  @BeforeEach
  void start() throws IOException {
    registry = new RegistryServer();
    registry.put("/schemas/ids/7", SCHEMA);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void registryThatComesBack_isAskedAgain() throws Exception {
    FormRecords decoder = decoder(settings(registry.url()));
    for (int status : new int[] {500, 503, 429, 401, 403, 302, 404}) {
      registry.fail(status);
      UnreachableObject e =
          assertThrows(
              UnreachableObject.class, () -> decoder.decode(record(7, "k".getBytes(UTF_8))));
      assertTrue(e.getMessage().contains("HTTP " + status), e.getMessage());
    }
    registry.fail(0);
    List<Reading> readings = decoder.decode(record(7, "k".getBytes(UTF_8)));
    assertEquals(3.5, readings.get(0).values()[0]);
    int asked = registry.asked().size();
    registry.fail(500);
    decoder.decode(record(7, "k".getBytes(UTF_8)));
    assertEquals(asked, registry.asked().size());
  }

  @Test
  void registryThatIsAway_isNoFaultOfTheRecord() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    FormRecords decoder = decoder(settings(URI.create("http://localhost:" + port)));
    assertThrows(UnreachableObject.class, () -> decoder.decode(record(7, "k".getBytes(UTF_8))));
  }

  @Test
  void registryThatIsSilent_isGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      RegistrySettings settings =
          new RegistrySettings(
              URI.create("http://localhost:" + silent.getLocalPort()),
              "",
              "",
              Duration.ofMillis(200));
      FormRecords decoder = decoder(settings);
      UnreachableObject e =
          assertThrows(
              UnreachableObject.class, () -> decoder.decode(record(7, "k".getBytes(UTF_8))));
      assertTrue(e.getMessage().contains("cannot be had now"), e.getMessage());
    }
  }

  @Test
  void schemaThatIsUnknown_isTheRecordsFault() {
    refused("does not know", 8, "k".getBytes(UTF_8));
    refused("(error 40403)", 8, "k".getBytes(UTF_8));
  }

  @Test
  void schemaThatIsNone_isTheRecordsFault() {
    registry.put("/schemas/ids/1", "{\"schema\":\"{no schema}\"}");
    registry.put("/schemas/ids/2", "{\"schemaType\":\"XML\",\"schema\":\"\"}");
    registry.put("/schemas/ids/3", "{}");
    registry.put("/schemas/ids/4", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");
    registry.put("/schemas/ids/4?format=serialized", "{\"schema\":\"message R {\"}");
    registry.put(
        "/schemas/ids/5",
        "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}");
    registry.put(
        "/subjects/a/versions/1",
        "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}");
    refused("cannot be used", 1, "k".getBytes(UTF_8));
    refused("AVRO, PROTOBUF or JSON", 2, "k".getBytes(UTF_8));
    refused("without a field schema", 3, "k".getBytes(UTF_8));
    refused("schema 4 of the registry cannot be used", 4, "k".getBytes(UTF_8));
    refused("refers to more than 64", 5, "k".getBytes(UTF_8));
  }

  @Test
  void answerThatIsTooLong_isNotRead() {
    registry.put("/schemas/ids/7", "x".repeat(5 << 20));
    assertThrows(
        UnreachableObject.class,
        () -> decoder(settings(registry.url())).decode(record(7, "k".getBytes(UTF_8))));
  }

  @Test
  void password_isSentAndNeverSaid() throws Exception {
    registry.require("reader", "s3cret");
    RegistrySettings right =
        new RegistrySettings(registry.url(), "reader", "s3cret", Duration.ofSeconds(10));
    assertEquals(1, decoder(right).decode(record(7, "k".getBytes(UTF_8))).size());
    RegistrySettings wrong =
        new RegistrySettings(registry.url(), "reader", "t0psecret", Duration.ofSeconds(10));
    UnreachableObject e =
        assertThrows(
            UnreachableObject.class, () -> decoder(wrong).decode(record(7, "k".getBytes(UTF_8))));
    assertTrue(e.getMessage().contains("check its user and password"), e.getMessage());
    assertFalse((e.getMessage() + right + wrong).contains("secret"), e.getMessage());
  }

  @Test
  void addressBelowAPath_isKept() throws Exception {
    registry.put("/apis/ccompat/v7/schemas/ids/7", SCHEMA);
    URI apicurio = URI.create(registry.url() + "/apis/ccompat/v7/");
    assertEquals(1, decoder(settings(apicurio)).decode(record(7, "k".getBytes(UTF_8))).size());
    assertEquals(List.of("/apis/ccompat/v7/schemas/ids/7"), registry.asked());
  }

  @Test
  void keyThatIsFramed_isNeverTakenAsText() throws Exception {
    refused("does not know", 7, new byte[] {0, 0, 0, 0, 99, 4, 'p', '1'});
    registry.put("/schemas/ids/99", "{\"schema\":\"\\\"string\\\"\"}");
    Reading reading =
        decoder(settings(registry.url()))
            .decode(record(7, new byte[] {0, 0, 0, 0, 99, 4, 'p', '1'}))
            .get(0);
    assertEquals("p1", reading.key());
  }

  @Test
  void valueThatIsNotFramed_isRefused() {
    RawRecord record = new RawRecord(0, 0, 1, null, "{}".getBytes(UTF_8), List.of());
    UndecodableEvent e =
        assertThrows(
            UndecodableEvent.class, () -> decoder(settings(registry.url())).decode(record));
    assertTrue(e.getMessage().contains("not framed"), e.getMessage());
  }

  @Test
  void addressesThatHideSomething_areRefused() {
    for (String url :
        List.of("ftp://a", "http://u:p@a", "http://a?x=1", "http://a#x", "registry:8081", "/a")) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> RegistrySettings.of(URI.create(url)), url);
      assertFalse(e.getMessage().contains("u:p"), e.getMessage());
    }
  }

  private void refused(String because, int id, byte[] key) {
    UndecodableEvent e =
        assertThrows(
            UndecodableEvent.class,
            () -> decoder(settings(registry.url())).decode(record(id, key)));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  private static RegistrySettings settings(URI url) {
    return RegistrySettings.of(url);
  }

  private static FormRecords decoder(RegistrySettings registry) {
    FormSettings settings = FormSettings.of(FormName.AVRO).withRegistry(registry);
    return new FormRecords(new FramedForm(settings), ChannelNames.of(List.of("flow")));
  }

  private static RawRecord record(int id, byte[] key) {
    byte[] value =
        ByteBuffer.allocate(9)
            .putInt(1, id)
            .putInt(5, Integer.reverseBytes(Float.floatToIntBits(3.5f)))
            .array();
    return new RawRecord(0, 0, 1, key, value, List.of());
  }
}
