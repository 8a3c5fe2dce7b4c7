package io.stillwater.web;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint, with a broker and a detector at work. */
@QuarkusTest
@QuarkusTestResource(value = ServiceResource.class, restrictToAnnotatedClass = true)
class ServiceIT {
  private static final String DETECTOR = "/api/v1/detectors/plant";
  private static final int JUNK = ServiceResource.JUNK;

  ServiceResource service;

  @TestHTTPResource("/")
  URL url;

  @BeforeEach
  void feed() {
    service.feedOnce();
  }

  @Test
  void detector_statesPromiseAndCounters() {
    given()
        .get(DETECTOR)
        .then()
        .statusCode(200)
        .body("name", equalTo("plant"))
        .body("topic", equalTo("plant"))
        .body("phase", equalTo("running"))
        .body("channels.name", equalTo(Plant.CHANNELS))
        .body("window.length", equalTo(ServiceResource.WINDOW))
        .body("threshold.promise", notNullValue())
        .body("threshold.decides", notNullValue())
        .body("realised.in_alarm", notNullValue())
        .body("model.digest", notNullValue())
        .body("counters.undecodable", equalTo(JUNK))
        .body("kafka.partitions", equalTo(List.of(0, 1)))
        .body("kafka.data_loss", equalTo(0))
        .body("keys.warming", equalTo(1))
        .body("keys.alerting", equalTo(1));
    given().get("/api/v1/detectors").then().statusCode(200).body("items.name", hasItem("plant"));
  }

  @Test
  void keys_areListedWithStatesSearchedFilteredAndPaged() {
    given()
        .get(DETECTOR + "/keys?sort=name&recent=5")
        .then()
        .statusCode(200)
        .body("items.key", equalTo(List.of("pump-1", "pump-2", "pump-3", "pump-4")))
        .body("items.state", equalTo(List.of("ok", "alerting", "ok", "warming")))
        .body("items[0].p_value", notNullValue())
        .body("items[0].rows", equalTo(ServiceResource.WINDOW))
        .body("items[3].rows", equalTo(5))
        .body("items[1].episode", notNullValue());
    given().get(DETECTOR + "/keys").then().body("items[0].key", equalTo("pump-2"));
    given()
        .get(DETECTOR + "/keys?state=warming")
        .then()
        .body("items.key", equalTo(List.of("pump-4")));
    given().get(DETECTOR + "/keys?search=P-3").then().body("items.key", equalTo(List.of("pump-3")));
    given().get(DETECTOR + "/keys?key=pump").then().body("total", equalTo(0));
    given()
        .get(DETECTOR + "/keys?sort=name&offset=1&limit=2")
        .then()
        .body("items.key", equalTo(List.of("pump-2", "pump-3")))
        .body("total", equalTo(4));
  }

  @Test
  void keys_giveTheirRecentScores() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                given()
                    .get(DETECTOR + "/keys?key=pump-1&recent=9")
                    .jsonPath()
                    .getList("items[0].recent"),
            recent -> recent != null && !recent.isEmpty());
    List<List<Number>> recent =
        given().get(DETECTOR + "/keys?key=pump-1&recent=9").jsonPath().getList("items[0].recent");
    assertEquals(4, recent.get(0).size());
    double p = recent.get(0).get(2).doubleValue();
    assertTrue(p > 0 && p <= 1, "p-value " + p);
  }

  @Test
  void alerts_openAndResolvedEpisodesAreReadFromTheTopic() {
    given()
        .get("/api/v1/alerts?open=true")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items[0].specversion", equalTo("1.0"))
        .body("items[0].subject", equalTo("pump-2"))
        .body("items[0].data.peak.channels[0].channel", equalTo("flow"))
        .body("items[0].data.peak.channels[0].observed", equalTo(null));
    given()
        .get("/api/v1/alerts?open=false&key=pump-3")
        .then()
        .body("items.data.state", equalTo(List.of("resolved")));
    given().get("/api/v1/alerts?detector=other").then().body("total", equalTo(0));
    given().get("/api/v1/alerts?since=PT0S").then().body("total", equalTo(0));
    given().get("/api/v1/alerts?since=PT1H&limit=1").then().body("items", hasSize(1));
  }

  @Test
  void episode_hasAllItsAlertsWithObservedAndExpected() {
    String episode =
        given().get("/api/v1/alerts?key=pump-3").jsonPath().getString("items[0].data.episode");
    JsonPath answer = given().get("/api/v1/alerts/" + episode).jsonPath();
    assertEquals(false, answer.getBoolean("open"));
    assertEquals("opened", answer.getString("alerts[0].data.state"));
    assertEquals("resolved", answer.getString("alerts[-1].data.state"));
    List<Float> observed = answer.getList("alerts[0].data.peak.channels[0].observed");
    List<Float> expected = answer.getList("alerts[0].data.peak.channels[0].expected");
    assertEquals(ServiceResource.WINDOW, observed.size());
    assertEquals(ServiceResource.WINDOW, expected.size());
    double shares = answer.getDouble("alerts[0].data.peak.channels.collect { it.share }.sum()");
    assertEquals(1, shares, 1e-6);
  }

  @Test
  void scoring_judgesAsTheStreamDoes() {
    String normal = window(0);
    given()
        .contentType(ContentType.JSON)
        .body(normal)
        .post(DETECTOR + "/score")
        .then()
        .statusCode(200)
        .body("windows", hasSize(1))
        .body("windows[0].key", equalTo("pump-9"))
        .body("windows[0].beyond", equalTo(false))
        .body("windows[0].p_value", greaterThan(0.001f))
        .body("windows[0].channels", hasSize(3))
        .body("windows[0].channels[0].expected", hasSize(ServiceResource.WINDOW));
    given()
        .contentType(ContentType.JSON)
        .body("[" + normal + "," + window(25) + "]")
        .post(DETECTOR + "/score")
        .then()
        .body("windows.beyond", equalTo(List.of(false, true)))
        .body("windows[1].channels[0].channel", equalTo("flow"))
        .body("windows[1].channels.share.sum()", closeTo(1, 1e-5))
        .body("windows[1].p_value", lessThan(0.01f));
  }

  private static String window(double leak) {
    List<String> rows = new ArrayList<>();
    try (Plant plant = new Plant("pump-9", 0, ServiceResource.WINDOW, 99)) {
      plant.forEachRemaining(
          r ->
              rows.add(
                  "[" + r.values()[0] + "," + (r.values()[1] - leak) + "," + r.values()[2] + "]"));
    }
    return "{\"key\":\"pump-9\",\"values\":[" + String.join(",", rows) + "]}";
  }

  @Test
  void wrongWindow_isAProblemThatPointsToThePlace() {
    given()
        .contentType(ContentType.JSON)
        .body(window(0).replaceFirst("\\[\\[[^,]+,", "[[\"wet\","))
        .post(DETECTOR + "/score")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("pointer", equalTo("/values/0/0"))
        .body("detail", containsString("'wet'"));
  }

  @Test
  void models_giveManifestAndCard() {
    given()
        .get("/api/v1/models")
        .then()
        .statusCode(200)
        .body("items[0].name", equalTo("plant"))
        .body("items[0].detectors", equalTo(List.of("plant")));
    given()
        .get("/api/v1/models/plant")
        .then()
        .statusCode(200)
        .body("manifest.name", equalTo("plant"))
        .body("card", not(equalTo("")));
  }

  @Test
  void events_tellStatusOnceASecond() throws Exception {
    JsonNode news = new ObjectMapper().readTree(event());
    assertEquals("plant", news.path(0).path("detector").asText());
    JsonNode status = news.path(0).path("status");
    assertEquals("running", status.path("phase").asText());
    assertEquals(ServiceResource.RECORDS, status.path("counters").path("received").asInt());
    assertEquals(1, status.path("keys").path("alerting").asInt());
  }

  private String event() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url.toURI().resolve("/api/v1/events"))
            .timeout(Duration.ofSeconds(10))
            .build();
    var answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(
        "text/event-stream",
        answer.headers().firstValue("content-type").orElse("").split(";", 2)[0]);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith("data:")) {
        line = lines.readLine();
      }
      return line.substring("data:".length());
    }
  }

  @Test
  void metrics_holdTheirLaws() {
    Map<String, Double> metrics = metrics();
    double received = metrics.get("stillwater_records_received_total");
    assertEquals(ServiceResource.RECORDS, received);
    assertEquals(
        received,
        metrics.get("stillwater_records_decoded_total")
            + metrics.get("stillwater_records_undecodable_total"));
    assertTrue(metrics.get("stillwater_windows_total") > 200);
    assertEquals(
        metrics.get("stillwater_windows_total"),
        metrics.get("stillwater_windows_scored_total")
            + metrics.get("stillwater_windows_skipped_total"));
    assertEquals(2, metrics.get("stillwater_episodes_total"));
    assertEquals(0, metrics.get("stillwater_records_lost_total"));
    assertEquals(0, metrics.get("stillwater_lag"));
    assertTrue(metrics.get("stillwater_transactions_total") >= 1);
    assertTrue(metrics.get("stillwater_scoring_seconds_count") >= 1);
  }

  @Test
  void anotherProviderThanWasWanted_isSaidEverywhere() {
    String fallback = "checks.data.'plant provider'[0]";
    given().get("/q/health/ready").then().body(fallback, startsWith("cpu: this build has no CUDA"));
    String metrics = given().get("/q/metrics").asString();
    String gauge = "stillwater_provider_fallback{detector=\"plant\",provider=\"cpu\"} 1.0";
    assertTrue(metrics.contains(gauge), metrics);
    given()
        .get("/api/v1/detectors/plant")
        .then()
        .body("provider.name", equalTo("cpu"))
        .body("provider.fallback", startsWith("this build has no CUDA"));
  }

  @Test
  void metrics_haveNoLabelPerKeyAndSayTheirLaw() {
    String text = given().get("/q/metrics").asString();
    assertTrue(text.contains("received = decoded + undecodable"), "the law of records is stated");
    assertTrue(text.contains("windows = scored + skipped"), "the law of windows is stated");
    assertTrue(!text.contains("pump-1"), "no metric names a key");
  }

  private static Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    given()
        .accept("text/plain")
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("stillwater_"))
        .forEach(
            line ->
                metrics.put(
                    line.substring(0, line.indexOf('{')),
                    Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    return metrics;
  }

  @Test
  void probes_areUpWhileAtWork() {
    for (String probe : List.of("started", "live", "ready", "group/kafka")) {
      given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }
    given()
        .get("/q/health/group/kafka")
        .then()
        .body("checks[0].data.'plant partitions'", equalTo("[0, 1]"))
        .body("checks[0].data.'plant lag'", equalTo(0));
  }

  @Test
  void brokerOutage_isToldByTheKafkaGroupOnly() {
    service.broker().pause();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> given().get("/q/health/group/kafka").statusCode() == 503);
      given().get("/q/health/ready").then().statusCode(200);
      given().get("/q/health/live").then().statusCode(200);
      given()
          .get(DETECTOR)
          .then()
          .body("phase", equalTo("waiting"))
          .body("message", allOf(notNullValue(), containsString("bootstrap.servers")));
    } finally {
      service.broker().resume();
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> given().get("/q/health/group/kafka").statusCode() == 200);
    given().get(DETECTOR).then().body("kafka.data_loss", equalTo(0));
    given().get("/q/health/group/kafka").then().body("checks.status", everyItem(equalTo("UP")));
  }
}
