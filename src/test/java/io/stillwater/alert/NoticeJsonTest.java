package io.stillwater.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class NoticeJsonTest {
  private static final Alert.Source SOURCE = new Alert.Source("pumps", "readings", 3);

  private static Notice notice(Notice.Kind kind) {
    return Notice.of(kind, SOURCE, "pump-7", 1_700_000_000_500L, 42, 300_000);
  }

  @Test
  void theForm_isTheGoldenOne() throws IOException {
    ObjectMapper plain = new ObjectMapper();
    try (InputStream golden = NoticeJsonTest.class.getResourceAsStream("/golden/notice-v1.json")) {
      assertEquals(
          plain.readTree(golden),
          plain.readTree(new NoticeJson().write(notice(Notice.Kind.SILENT))));
    }
  }

  @Test
  void readersOfAlerts_passItOver() {
    byte[] bytes = new NoticeJson().write(notice(Notice.Kind.BACK));
    assertEquals(
        "not an alert of ours: its type is 'io.stillwater.key.back'",
        assertThrows(IllegalArgumentException.class, () -> new AlertJson().alert(bytes))
            .getMessage());
  }

  @Test
  void silenceAndReturn_haveIdsOfTheirOwn() {
    assertNotEquals(notice(Notice.Kind.SILENT).id(), notice(Notice.Kind.BACK).id());
  }
}
