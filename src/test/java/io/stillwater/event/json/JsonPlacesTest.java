package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonPlacesTest {
  @Test
  void theUsualForm_needsNoSetting() {
    assertEquals(
        Optional.of(ReadingFormat.DEFAULT), find("{'key':'p1','time':1,'values':{'flow':3}}"));
    assertEquals(Optional.of(ReadingFormat.DEFAULT), find("[{'time':1,'values':[3]}]"));
  }

  @Test
  void placesElsewhere_areFoundByTheirNames() {
    assertPlaces(
        "/device/id",
        "/ts",
        "/sensors/*/value",
        "{'device':{'id':'p1'},'ts':1700000000,'sensors':{'flow':{'value':3.1,'unit':'l/s'}}}");
    assertPlaces(
        "/meta/sensor_id",
        "/meta/eventTime",
        "/data",
        "{'seq':9,'meta':{'sensor_id':'p1','eventTime':'2026-01-01T00:00:00Z'},'data':{'flow':3.1}}");
    assertPlaces("/deviceId", "/timestamp", "/m", "{'deviceId':7,'timestamp':1.7e9,'m':[1,2]}");
  }

  @Test
  void flatRows_areFlat() {
    ReadingFormat flat = ReadingFormat.flatObject("/machine", "/@timestamp");
    assertEquals(
        Optional.of(flat),
        find("{'machine':'m1','@timestamp':'2026-01-01T00:00:00Z','flow':3.1,'note':'ok'}"));
    assertEquals(
        Optional.of(flat),
        find(
            "{'schema':{},'payload':{'machine':'m1','@timestamp':'2026-01-01T00:00:00Z','flow':3.1}}"));
  }

  @Test
  void arraysOfReadings_areFoundWhereverTheyAre() {
    ReadingFormat places =
        new ReadingFormat("/tag", "/t", "/v", false, null).withReadings("/batch");
    assertEquals(
        Optional.of(places),
        find("{'gateway':'g','batch':[{'tag':'p1','t':1700000000000,'v':{'flow':1}}]}"));
  }

  @Test
  void whatNobodyCanRead_isNotGuessed() {
    assertEquals(Optional.empty(), find("flow=3"));
    assertEquals(Optional.empty(), find("{'note':'ok'}"));
    assertEquals(Optional.empty(), JsonPlaces.find(List.of()));
  }

  @Test
  void mostRecords_decide() {
    assertEquals(
        Optional.of(ReadingFormat.DEFAULT),
        find("{'id':1,'x':2}", "{'key':'p1','values':{'a':1}}", "{'key':'p1','values':{'a':1}}"));
  }

  private static void assertPlaces(String key, String time, String values, String event) {
    assertEquals(Optional.of(new ReadingFormat(key, time, values, false, null)), find(event));
  }

  private static Optional<ReadingFormat> find(String... events) {
    return JsonPlaces.find(
        Arrays.stream(events)
            .map(event -> event.replace('\'', '"').getBytes(UTF_8))
            .map(
                value ->
                    new RawRecord(0, 0, 1_700_000_000_000L, "k".getBytes(UTF_8), value, List.of()))
            .toList());
  }
}
