package io.stillwater.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManifestTest {
  /** One file for each format version; recorded anew with -Dgolden.record=true only. */
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private static final Path GOLDEN = FOLDER.resolve("manifest-2.json");

  @BeforeAll
  static void record() throws IOException {
    if (Boolean.getBoolean("golden.record")) {
      Files.createDirectories(FOLDER);
      Files.write(GOLDEN, BundleJson.write(Manifests.worked()));
    }
  }

  private static String golden() throws IOException {
    return Files.readString(GOLDEN, UTF_8);
  }

  private static String refusal(String json) {
    return assertThrows(BundleException.class, () -> BundleJson.manifest(json.getBytes(UTF_8)))
        .getMessage();
  }

  @Test
  void writtenForm_isThatOfTheGoldenFile() throws IOException {
    String written = new String(BundleJson.write(Manifests.worked()), UTF_8);
    assertEquals(golden(), written);
  }

  @Test
  void goldenFile_isReadWithoutLoss() throws Exception {
    byte[] json = golden().getBytes(UTF_8);
    assertArrayEquals(json, BundleJson.write(BundleJson.manifest(json)));
  }

  /** As bundles were written before keys could have thresholds of their own, and still are. */
  @Test
  void manifestWithOneThreshold_isReadWithoutLoss() throws Exception {
    byte[] json = Files.readAllBytes(FOLDER.resolve("manifest-2-one-threshold.json"));
    Manifest manifest = BundleJson.manifest(json);
    assertEquals(Map.of(), manifest.threshold().keys());
    assertArrayEquals(json, BundleJson.write(manifest));
  }

  @Test
  void keyWithoutAScale_isRefused() throws IOException {
    String message = refusal(golden().replace("\"scale\" : 0.75", "\"scale\" : 0.0"));
    assertTrue(message.contains("a scale above 0"), message);
  }

  @Test
  void unknownField_isRefusedByName() throws IOException {
    String message = refusal(golden().replaceFirst("\\{", "{ \"colour\": 1,"));
    assertTrue(message.contains("colour"), message);
  }

  @Test
  void missingField_isRefusedByName() throws IOException {
    String message = refusal(golden().replaceFirst("\"version\" : \"1\",", ""));
    assertTrue(message.contains("version"), message);
  }

  @Test
  void repeatedField_isRefused() throws IOException {
    String message = refusal(golden().replaceFirst("\"name\"", "\"version\""));
    assertTrue(message.contains("version"), message);
  }

  @Test
  void futureFormat_isRefusedWithBothVersions() throws IOException {
    String message = refusal(golden().replace("\"format\" : 2", "\"format\" : 3"));
    assertTrue(message.contains("format 3") && message.contains("reads 2"), message);
  }

  @Test
  void formatBeforeSeveralDenoisers_isRefusedWithWhatToDo() throws IOException {
    String message = refusal(Files.readString(FOLDER.resolve("manifest-1.json"), UTF_8));
    assertTrue(message.contains("format 1") && message.contains("Train it again"), message);
  }

  @Test
  void jsonOfSomethingElse_isRefused() {
    String message = refusal("{\"name\": \"a web application\"}");
    assertTrue(message.contains("no format number"), message);
  }

  @Test
  void textThatIsNotJson_isRefused() {
    String message = refusal("channels: [a, b]");
    assertTrue(message.contains("cannot be read"), message);
  }

  @Test
  void textAfterTheEnd_isRefused() throws IOException {
    String message = refusal(golden() + "{}");
    assertTrue(message.contains("cannot be read"), message);
  }

  @Test
  void unknownDenoiser_isRefusedWithWhatIsKnown() throws IOException {
    String message = refusal(golden().replace("\"memory\"", "\"crystal ball\""));
    assertTrue(
        message.contains("crystal ball")
            && message.contains("[gaussian, imported, memory, network, viewed]"),
        message);
  }

  @Test
  void noDenoiser_isRefused() throws IOException {
    int from = golden().indexOf("\"denoisers\" : [");
    int to = golden().indexOf("\"calibration\"");
    String none = golden().substring(0, from) + "\"denoisers\" : []," + golden().substring(to);
    assertTrue(refusal(none).contains("there must be a denoiser"), refusal(none));
  }

  @Test
  void networkWithoutItsForm_isRefused() throws IOException {
    int from = golden().indexOf("\"network\" : {");
    int to = golden().indexOf("}", from);
    String none = golden().substring(0, from) + "\"network\" : null" + golden().substring(to + 1);
    assertTrue(refusal(none).contains("network"), refusal(none));
  }

  @Test
  void networkOfAnUnknownTechnique_isRefusedWithThoseThatAreKnown() throws IOException {
    String message = refusal(golden().replace("\"edm\"", "\"gan\""));
    assertTrue(message.contains("there is no technique 'gan'; there are ddpm"), message);
  }

  @Test
  void levelsThatDoNotAscend_areRefused() throws IOException {
    String message = refusal(golden().replace("[ 0.1, 0.3 ]", "[ 0.3, 0.1 ]"));
    assertTrue(message.contains("ascending: were [0.3, 0.1]"), message);
  }

  @Test
  void channelsThatDoNotMatchTheNormalisation_areRefused() throws IOException {
    String extra = "\"channels\" : [ {\"name\": \"flow\", \"unit\": \"\"},";
    String message = refusal(golden().replace("\"channels\" : [", extra));
    assertTrue(message.contains("must have 3 channels") && message.contains("has 2"), message);
  }

  @Test
  void channelsOfTheSameName_areRefused() throws IOException {
    String message = refusal(golden().replace("\"valve\"", "\"pressure\""));
    assertTrue(message.contains("channel names must differ"), message);
  }

  @Test
  void levelsThatDoNotMatchTheCalibration_areRefused() throws IOException {
    String message = refusal(golden().replace("[ 0.1, 0.3 ]", "[ 0.3 ]"));
    assertTrue(message.contains("must have 2 levels") && message.contains("has 3"), message);
  }

  @Test
  void negativeScale_isRefused() throws IOException {
    String message = refusal(golden().replace("[ 2.0, 0.05 ]", "[ -2.0, 0.05 ]"));
    assertTrue(message.contains("scales finite and above 0"), message);
  }
}
