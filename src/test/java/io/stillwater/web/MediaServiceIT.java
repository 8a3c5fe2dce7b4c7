package io.stillwater.web;

import static io.restassured.RestAssured.given;
import static io.stillwater.web.MediaServiceResource.FILES;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.stillwater.source.MediaSamples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images and sounds, asked for again from the log. */
@QuarkusTest
@QuarkusTestResource(value = MediaServiceResource.class, restrictToAnnotatedClass = true)
class MediaServiceIT {
  private static final String BELT = "/api/v1/detectors/belt";
  private static final String FAN = "/api/v1/detectors/fan";
  private static final String ODD = BELT + "/records/0/" + (FILES - 1);

  private static final String FIRST = "items[0].data.episode";

  MediaServiceResource service;

  @BeforeEach
  void feed() {
    service.feedOnce();
  }

  @Test
  void detectors_sayWhatTheyWatch() {
    given()
        .get(BELT)
        .then()
        .statusCode(200)
        .body("kind", equalTo("images"))
        .body("window.length", equalTo(1))
        .body("threshold.p_value", equalTo(0.01f))
        .body("counters.undecodable", equalTo(1));
    given().get(FAN).then().body("kind", equalTo("sounds"));
  }

  @Test
  void keys_sayWhereTheirNewestRecordIs() {
    given()
        .get(BELT + "/keys?recent=5")
        .then()
        .body("items[0].key", equalTo("belt-1"))
        .body("items[0].partition", equalTo(0))
        .body("items[0].offset", equalTo(FILES - 1))
        .body("items[0].recent[-1][3]", equalTo(FILES - 1));
  }

  @Test
  void record_isJudgedAgainAsInTheStream() {
    JsonPath record = given().get(ODD).then().statusCode(200).extract().jsonPath();
    assertEquals("belt-1", record.getString("key"));
    assertTrue(record.getBoolean("beyond"));
    assertEquals(64, record.getInt("picture.width"));
    assertTrue(record.getList("picture.regions").size() >= 1);
    double stream = given().get(BELT + "/keys").jsonPath().getDouble("items[0].score");
    assertEquals(stream, record.getDouble("score"), 1e-9 * (1 + Math.abs(stream)));
    given().get(BELT + "/records/0/0").then().body("beyond", equalTo(false));
  }

  @Test
  void pictures_areOfTheirSize() throws IOException {
    BufferedImage original = image(ODD + "/original.png");
    assertEquals(64, original.getWidth());
    assertEquals(48, original.getHeight());
    assertEquals(32, image(ODD + "/original.png?size=32").getWidth());
    BufferedImage map = image(ODD + "/map.png");
    int hot = map.getRaster().getSample(map.getWidth() / 2, map.getHeight() / 2, 0);
    assertTrue(hot > 200, "heat in the dark square: " + hot);
    BufferedImage spectrogram = image(FAN + "/records/0/0/original.png");
    assertEquals(64, spectrogram.getHeight());
    assertEquals(64, image(FAN + "/records/0/0/expected.png").getHeight());
  }

  private static BufferedImage image(String path) throws IOException {
    byte[] png =
        given().get(path).then().statusCode(200).contentType("image/png").extract().asByteArray();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void oddClip_saysWhichSecondsAndBands() {
    JsonPath clip = given().get(FAN + "/records/0/" + (FILES - 1)).jsonPath();
    assertTrue(clip.getBoolean("beyond"));
    assertEquals("sound", clip.getString("picture.kind"));
    assertEquals(0.5, clip.getDouble("picture.seconds"), 1e-6);
    assertEquals(0.25, clip.getDouble("picture.parts[0].from_s"), 0.1);
    assertEquals(2600, clip.getDouble("picture.parts[0].low_hz"), 300);
    assertEquals(2600, clip.getDouble("picture.parts[0].high_hz"), 300);
  }

  @Test
  void alerts_showTheirPictures() {
    given()
        .get("/api/v1/alerts?detector=belt")
        .then()
        .statusCode(200)
        .body("items", not(hasSize(0)))
        .body("items[0].data.peak.picture.kind", equalTo("image"))
        .body("items[0].data.peak.picture", not(hasKey("map")));
    String episode = given().get("/api/v1/alerts?detector=belt").jsonPath().getString(FIRST);
    given()
        .get("/api/v1/alerts/" + episode)
        .then()
        .body("alerts[0].data.peak.picture.map.content_type", equalTo("image/png"))
        .body("alerts[0].data.peak.picture.reference", startsWith(BELT + "/records/0/"));
  }

  @Test
  void fileThatIsPosted_isJudged() {
    given()
        .contentType("image/png")
        .body(MediaSamples.image(9, true))
        .post(BELT + "/score")
        .then()
        .statusCode(200)
        .body("beyond", equalTo(true))
        .body("picture.original", nullValue())
        .body("$", not(hasKey("offset")));
    given()
        .contentType("audio/wav")
        .body(MediaSamples.sound(9, false))
        .post(FAN + "/score")
        .then()
        .statusCode(200)
        .body("beyond", equalTo(false));
    given()
        .contentType("image/png")
        .body(new byte[] {1, 2, 3})
        .post(BELT + "/score")
        .then()
        .statusCode(400)
        .body("detail", containsString("cannot be judged"));
  }

  @Test
  void wrongRequests_areToldWhatToDo() {
    for (String path :
        List.of(
            BELT + "/records/0/99999",
            BELT + "/records/7/0",
            BELT + "/records/0/" + FILES,
            ODD + "/other.png")) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("action", not(equalTo("")));
    }
    given().get(ODD + "/map.png?size=3").then().statusCode(400);
    given()
        .contentType("application/json")
        .body("{}")
        .post(BELT + "/score")
        .then()
        .statusCode(400)
        .body("detail", containsString("watches images"));
  }
}
