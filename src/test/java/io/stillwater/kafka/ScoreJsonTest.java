package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.stream.output.ScoredWindow;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreJsonTest {
  private final ScoreJson json = new ScoreJson();

  @Test
  void score_isWrittenAsItIsSaid() {
    ScoredWindow window =
        new ScoredWindow(2, "p\"1\u00e4", 1_700_000_000_007L, 41, 0.5, 1e-9, true, 0.25, false);
    assertEquals(
        "{\"key\":\"p\\\"1\u00e4\",\"time\":\"2023-11-14T22:13:20.007Z\",\"partition\":2,"
            + "\"offset\":41,\"score\":0.5,\"p_value\":1.0E-9,\"extrapolated\":true,"
            + "\"p_recent\":0.25,\"alarm\":false}",
        new String(json.write(window), UTF_8));
  }

  @Test
  void scores_comeBackToTheBit() throws Exception {
    Random random = new Random(3);
    ObjectMapper mapper = new ObjectMapper();
    long time = 1_700_000_000_000L;
    for (int i = 0; i < 20_000; i++) {
      time += random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(2) - 1;
      time = random.nextInt(500) == 0 ? random.nextLong(253_402_300_800_000L) : time;
      double score = Double.longBitsToDouble(random.nextLong());
      ScoredWindow window =
          new ScoredWindow(
              random.nextInt(9),
              "key " + random.nextInt(50),
              time,
              random.nextLong(Long.MAX_VALUE),
              Double.isFinite(score) ? score : random.nextGaussian(),
              random.nextDouble(),
              random.nextBoolean(),
              random.nextBoolean() ? Double.NaN : random.nextDouble(),
              random.nextBoolean());
      byte[] bytes = json.write(window);
      assertEquals(window, json.read(bytes));
      JsonNode node = mapper.readTree(bytes);
      assertEquals(Instant.ofEpochMilli(time).toString(), node.get("time").asText());
      assertEquals(!Double.isNaN(window.recent()), node.has("p_recent"));
    }
  }

  @Test
  void whatIsNoScore_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> json.read("{\"a\":1}".getBytes(UTF_8)));
    assertThrows(IllegalArgumentException.class, () -> json.read("{".getBytes(UTF_8)));
  }
}
