package io.stillwater.model.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Outlook;
import io.stillwater.detect.Stillness;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.model.BundleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManifestTest {
  /** One file for each format version; recorded anew with -Dgolden.record=true only. */
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private static final Path GOLDEN = FOLDER.resolve("manifest-2.json");
  private static final Path OUTLOOK = FOLDER.resolve("manifest-2-outlook.json");
  private static final Path RANKS = FOLDER.resolve("manifest-2-ranks.json");
  private static final Path STILL = FOLDER.resolve("manifest-2-stillness.json");

  @BeforeAll
  static void record() throws IOException {
    if (Boolean.getBoolean("golden.record")) {
      Files.createDirectories(FOLDER);
      Files.write(GOLDEN, BundleJson.write(Manifests.worked()));
      Files.write(OUTLOOK, BundleJson.write(Manifests.foreseen()));
      Files.write(RANKS, BundleJson.write(Manifests.ranked()));
      Files.write(STILL, BundleJson.write(Manifests.still()));
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

  @Test
  void ranksAndViews_areThoseOfTheGoldenFile() throws Exception {
    byte[] json = Files.readAllBytes(RANKS);
    assertEquals(new String(json, UTF_8), new String(BundleJson.write(Manifests.ranked()), UTF_8));
    Manifest manifest = BundleJson.manifest(json);
    assertArrayEquals(json, BundleJson.write(manifest));
    assertArrayEquals(
        new double[] {-1.25, 0, 1.25}, manifest.normalisation().curves().get(0).scores());
    assertEquals(new View(16, 4), manifest.denoisers().get(1).view(64));
    assertArrayEquals(new double[] {0.1, 0.3, 1}, manifest.shape().sigmas());
  }

  /** As bundles were written before there were ranks, and still are without them. */
  @Test
  void manifestWithoutCurves_isReadAsHavingNone() throws Exception {
    assertFalse(golden().contains("curves"), "the file of before");
    Manifest manifest = BundleJson.manifest(golden().getBytes(UTF_8));
    assertEquals(List.of(), manifest.normalisation().curves());
    assertEquals(View.whole(16), manifest.denoisers().get(0).view(16));
  }

  @Test
  void manifestThatSaysNothingOfAdaptation_hasTheUsualOne() throws Exception {
    byte[] json = Files.readAllBytes(FOLDER.resolve("manifest-2-trained-limit.json"));
    assertFalse(new String(json, UTF_8).contains("adaptation"), "the file of before");
    assertEquals(Adaptation.DEFAULT, BundleJson.manifest(json).adaptation());
    String images = new String(json, UTF_8).replace("\"sensors\"", "\"images\"");
    assertFalse(BundleJson.manifest(images.getBytes(UTF_8)).adaptation().on());
  }

  @Test
  void ranksWithoutCurves_areRefused() throws IOException {
    String none =
        Files.readString(RANKS)
            .replaceFirst("(?s)\"curves\" : \\[ \\{.*?\\} \\]", "\"curves\" : []");
    assertTrue(refusal(none).contains("a curve for each of 2 channels: were 0"), refusal(none));
  }

  @Test
  void knotsThatDoNotRise_areRefused() throws IOException {
    String message = refusal(Files.readString(RANKS).replace("[ 1.0, 2.0, 10.0 ]", "[ 1, 2, 2 ]"));
    assertTrue(message.contains("knots must rise: number 2"), message);
  }

  @Test
  void viewOfMoreReadingsThanAWindowHas_isRefused() throws IOException {
    String message = refusal(Files.readString(RANKS).replace("\"group\" : 4", "\"group\" : 5"));
    assertTrue(message.contains("64 readings cannot be seen as 16 means of 5"), message);
  }

  @Test
  void gaussianWithoutDirections_isRefused() throws IOException {
    String message = refusal(Files.readString(RANKS).replace("\"rank\" : 32", "\"rank\" : 0"));
    assertTrue(message.contains("a direction is needed at least: were 0"), message);
  }

  /** As bundles were written before keys could have thresholds of their own. */
  @Test
  void manifestWithOneThreshold_isReadWithoutLoss() throws Exception {
    byte[] json = Files.readAllBytes(FOLDER.resolve("manifest-2-one-threshold.json"));
    Manifest manifest = BundleJson.manifest(json);
    assertEquals(Map.of(), manifest.threshold().keys());
    byte[] written = BundleJson.write(manifest);
    assertArrayEquals(written, BundleJson.write(BundleJson.manifest(written)));
  }

  /** As bundles were written before time in alarm was promised. */
  @Test
  void manifestWithoutAnOutlook_isReadAsHavingNone() throws Exception {
    assertFalse(golden().contains("outlook"), "the file of before");
    Manifest manifest = BundleJson.manifest(golden().getBytes(UTF_8));
    assertEquals(Outlook.UNKNOWN, manifest.threshold().outlook());
  }

  @Test
  void outlook_isThatOfTheGoldenFile() throws Exception {
    byte[] json = Files.readAllBytes(OUTLOOK);
    assertEquals(
        new String(json, UTF_8), new String(BundleJson.write(Manifests.foreseen()), UTF_8));
    Manifest manifest = BundleJson.manifest(json);
    assertArrayEquals(json, BundleJson.write(manifest));
    assertEquals(Outlook.Side.TIME, manifest.threshold().decides());
    assertEquals(0.01, manifest.threshold().outlook().timeInAlarm());
  }

  /** As bundles were written before channels could be too calm, and still are where none may be. */
  @Test
  void manifestWithoutStillness_saysNothingOfCalm() throws Exception {
    assertFalse(golden().contains("stillness"), "the file of before");
    Manifest manifest = BundleJson.manifest(golden().getBytes(UTF_8));
    assertEquals(List.of(), manifest.stillness());
    assertEquals(List.of(), manifest.stillnessJudge().channels());
  }

  @Test
  void stillness_isThatOfTheGoldenFile() throws Exception {
    byte[] json = Files.readAllBytes(STILL);
    assertEquals(new String(json, UTF_8), new String(BundleJson.write(Manifests.still()), UTF_8));
    Manifest manifest = BundleJson.manifest(json);
    assertArrayEquals(json, BundleJson.write(manifest));
    assertEquals(List.of(new Stillness(0, 0.0625, 0.5, 12)), manifest.stillness());
    assertTrue(manifest.stillnessJudge().score() > manifest.threshold().score());
  }

  @Test
  void stillnessOfAChannelThatThereIsNot_isRefused() throws IOException {
    String message = refusal(Files.readString(STILL).replace("\"channel\" : 0", "\"channel\" : 2"));
    assertTrue(message.contains("one of 2 channels"), message);
    message = refusal(Files.readString(STILL).replace("\"range\" : 0.5", "\"range\" : -0.5"));
    assertTrue(message.contains("at least 0"), message);
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
