package io.stillwater.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as it starts with an empty configuration. */
@QuarkusTest
class NoDetectorIT {
  @Test
  void readiness_saysWhatToSet() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .body(
            "checks.data.'what to do'[0]",
            allOf(
                containsString("stillwater.detectors.NAME.topic"),
                containsString("stillwater.detectors.NAME.bundle")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/started", "/q/health/group/kafka"})
  void otherProbes_areUp(String probe) {
    given().get(probe).then().statusCode(200).body("status", equalTo("UP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/detectors", "/api/v1/models", "/api/v1/alerts"})
  void lists_areEmpty(String path) {
    given().get(path).then().statusCode(200).body("items", empty()).body("total", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/nothing,           404",
    "GET,    /nothing,                  404",
    "GET,    /api/v1/detectors/x,       404",
    "GET,    /api/v1/detectors/x/keys,  404",
    "POST,   /api/v1/detectors/x/score, 404",
    "GET,    /api/v1/models/x,          404",
    "GET,    /api/v1/alerts/x,          404",
    "DELETE, /api/v1/detectors,         405",
    "GET,    /api/v1/alerts?open=maybe, 400",
    "GET,    /api/v1/alerts?since=then, 400",
    "GET,    /api/v1/alerts?limit=0,    400",
    "GET,    /api/v1/alerts?limit=many, 400",
    "GET,    /api/v1/alerts?offset=-1,  400",
  })
  void everyError_isAProblemDocument(String method, String path, int status) {
    given()
        .contentType(ContentType.JSON)
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("status", equalTo(status))
        .body("title", not(equalTo("")))
        .body("detail", not(equalTo("")))
        .body("action", not(equalTo("")))
        .body("instance", equalTo(path.replaceAll("\\?.*", "")));
  }

  @Test
  void wrongMediaTypes_areProblemDocuments() {
    given()
        .contentType("text/plain")
        .body("x")
        .post("/api/v1/detectors/x/score")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    given()
        .accept("image/png")
        .get("/api/v1/detectors")
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }

  @Test
  void page_isServedWithItsPartsAndGuarded() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .contentType(ContentType.HTML)
        .header("Content-Security-Policy", startsWith("default-src 'self'"))
        .header("X-Content-Type-Options", "nosniff");
    String page = given().get("/").asString();
    java.util.regex.Matcher parts =
        java.util.regex.Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"")
            .matcher(page);
    int found = 0;
    while (parts.find()) {
      given().get(parts.group(1)).then().statusCode(200);
      found++;
    }
    org.junit.jupiter.api.Assertions.assertTrue(found >= 5, "parts of the page: " + found);
  }

  @Test
  void openApi_listsEveryPath() {
    given()
        .accept(ContentType.JSON)
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("Stillwater"))
        .body(
            "paths",
            allOf(
                hasKey("/api/v1/detectors"),
                hasKey("/api/v1/detectors/{name}"),
                hasKey("/api/v1/detectors/{name}/keys"),
                hasKey("/api/v1/detectors/{name}/score"),
                hasKey("/api/v1/models"),
                hasKey("/api/v1/models/{name}"),
                hasKey("/api/v1/alerts"),
                hasKey("/api/v1/alerts/{episode}"),
                hasKey("/api/v1/events")))
        .body("components.schemas.Key.properties", hasKey("p_value"));
  }
}
