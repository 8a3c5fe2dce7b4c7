package io.stillwater.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.detect.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private final AlertJson json = new AlertJson();

  @Test
  void theFormOfAnAlert_isTheGoldenOne() throws IOException {
    assertGolden("alert-v2.json", json.alert(alert()));
  }

  @Test
  void theFormOfAnEpisode_isTheGoldenOne() throws IOException {
    assertGolden("episode-v2.json", json.episode(episode()));
  }

  @Test
  void anEpisodeThatIsOver_comesBackToTheBit() throws IOException {
    byte[] bytes = json.episode(episode().ended());
    assertGolden("episode-over-v2.json", bytes);
    assertArrayEquals(bytes, json.episode(json.episode(bytes)));
    assertTrue(json.episode(bytes).over());
    assertEquals(4321, json.episode(bytes).mark());
  }

  @Test
  void formsOfOlderVersions_areReadStill() throws IOException {
    Episode old = json.episode(golden("episode-v1.json"));
    assertEquals(new Present(12.5, 1e-7, false, List.of()), old.present());
    assertEquals(List.of(), old.told().channels());
    assertEquals(Verdict.UNMARKED, old.mark());
    assertFalse(old.over());
    assertEquals(old.peak().score(), json.alert(golden("alert-v1.json")).episode().peak().score());
  }

  @Test
  void anAlert_comesBackToTheBit() {
    byte[] bytes = json.alert(alert());
    assertArrayEquals(bytes, json.alert(json.alert(bytes)));
  }

  @Test
  void anEpisode_comesBackToTheBit() {
    byte[] bytes = json.episode(episode());
    Episode back = json.episode(bytes);
    assertArrayEquals(bytes, json.episode(back));
    assertEquals(0.1 + 0.2, back.peak().channels().get(0).share());
  }

  @Test
  void thePValueAmongRecentScores_comesBackWhereThereIsOne() {
    assertEquals(0.0025, json.episode(json.episode(episode(0.0025))).peak().recent());
    assertTrue(Double.isNaN(json.episode(json.episode(episode())).peak().recent()));
  }

  @Test
  void foreignBytes_areRefusedWithASentence() {
    assertEquals(
        "not an alert of ours: its type is 'com.example.thing'",
        refusal("{\"type\":\"com.example.thing\"}"));
    assertEquals("not an alert: a JSON object was expected", refusal("[1]"));
    assertEquals(
        "episode format must be 1 or 2: was 7",
        assertThrows(
                IllegalArgumentException.class,
                () -> json.episode("{\"format\":7}".getBytes(StandardCharsets.UTF_8)))
            .getMessage());
  }

  @Test
  void ids_dependOnEveryPart() {
    Alert.Source source = alert().source();
    String id = AlertIds.episode(source, "p1", 23);
    assertEquals(32, id.length());
    assertEquals(
        5,
        List.of(
                id,
                AlertIds.episode(source, "p", 123),
                AlertIds.episode(source, "p1", 24),
                AlertIds.episode(new Alert.Source("pump", "readings", 4), "p1", 23),
                AlertIds.episode(new Alert.Source("pumpr", "eadings", 3), "p1", 23))
            .stream()
            .distinct()
            .count());
  }

  private String refusal(String text) {
    return assertThrows(
            IllegalArgumentException.class, () -> json.alert(text.getBytes(StandardCharsets.UTF_8)))
        .getMessage();
  }

  private static Alert alert() {
    return new Alert(
        AlertIds.alert("e1", 2),
        1_700_000_060_500L,
        AlertState.UPDATED,
        "channels",
        new Alert.Source("pumps", "readings", 3),
        episode(),
        "1.0 false-alarm episodes per key and day",
        4.25,
        1e-3,
        new Alert.Model("pump", "1", "ab12"));
  }

  private static Episode episode() {
    return episode(Double.NaN);
  }

  private static Episode episode(double recent) {
    Peak peak =
        new Peak(
            12.5,
            1e-7,
            recent,
            true,
            1_700_000_000_000L,
            1_700_000_001_500L,
            100,
            115,
            List.of(
                new Contribution("flow", 0.1 + 0.2, new double[] {1, 2}, new double[] {3, 4.5}),
                new Contribution("pressure", 0.7, new double[0], new double[0])),
            List.of("flow"));
    return new Episode(
        "e1",
        "pump-7",
        2,
        Severity.MAJOR,
        1_700_000_000_000L,
        1_700_000_060_500L,
        1_700_000_060_500L,
        1_700_000_060_600L,
        600,
        550,
        1,
        peak,
        new Present(
            9.75,
            1e-5,
            false,
            List.of(new Present.Share("pressure", 0.75), new Present.Share("flow", 0.125))),
        new Told(550, List.of("flow", "pressure"), true),
        4321,
        false);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream golden = AlertJsonTest.class.getResourceAsStream("/golden/" + name)) {
      return golden.readAllBytes();
    }
  }

  private static void assertGolden(String name, byte[] found) throws IOException {
    String pretty = PLAIN.readTree(found).toPrettyString() + "\n";
    if (Boolean.getBoolean("golden.record")) {
      Files.writeString(Path.of("src/test/resources/golden", name), pretty);
    }
    try (InputStream golden = AlertJsonTest.class.getResourceAsStream("/golden/" + name)) {
      assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), pretty);
    }
  }
}
