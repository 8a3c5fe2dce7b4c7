package io.stillwater.train.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.benchmark.media.BundleJudge;
import io.stillwater.benchmark.media.LabelledItem;
import io.stillwater.benchmark.media.MediaMethod;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.Extractors;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaSamples;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.threshold.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --images --features}: a bundle that knows its network, and finds what is odd. */
class ForeignBackboneTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(64, 1);
  private static final String SIDE =
      "{\"name\": \"Halves\", \"licence\": \"CC0-1.0\", \"size\": [48, 64], \"mean\": [0.5]}";

  @TempDir static Path folder;
  private static Bundle bundle;

  @BeforeAll
  static void train() throws Exception {
    Path normal = Files.createDirectory(folder.resolve("normal"));
    for (int i = 0; i < 40; i++) {
      Files.write(normal.resolve("%02d.png".formatted(i)), MediaSamples.image(i, false));
    }
    Set<OpenSession> before = new HashSet<>(OpenSession.alive());
    MediaTraining training =
        new MediaTraining(
            MediaSource.of(MediaFamily.IMAGES, normal),
            folder.resolve("bundle"),
            Promise.DEFAULT,
            Mounting.FREE,
            1,
            OPTIONS,
            warning -> {});
    FeatureInfo info = FeatureInfo.read(SIDE.getBytes(UTF_8));
    ForeignBackbone backbone = new ForeignBackbone(Extractors.halves(1), info, true);
    bundle = training.run(backbone, (a, b, c) -> {}).bundle();
    assertEquals(before, new HashSet<>(OpenSession.alive()), "sessions left open");
  }

  private static MediaMethod.Judged judged(BundleJudge judge, long seed, boolean odd)
      throws Exception {
    Path file = Files.write(folder.resolve("one.png"), MediaSamples.image(seed, odd));
    return judge.judge(new LabelledItem("one", file, "", null), true);
  }

  @Test
  void oddImages_areStrangerThanNormalOnes_whereTheyAreOdd() throws Exception {
    try (BundleJudge judge = new BundleJudge(Bundle.load(bundle.folder()), OPTIONS)) {
      for (int seed = 100; seed < 105; seed++) {
        MediaMethod.Judged odd = judged(judge, seed, true);
        assertTrue(odd.score() > judged(judge, seed, false).score(), "seed " + seed);
        assertTrue(odd.map().at(22, 30) > odd.map().at(6, 6), "seed " + seed);
      }
    }
  }

  @Test
  void networkIsNamedWithItsHashAndLicence() throws Exception {
    String hash = bundle.manifest().files().get(MediaParts.FEATURES);
    assertTrue(bundle.card().contains("Halves; licence CC0-1.0; SHA-256 " + hash), bundle.card());
    String data = bundle.manifest().training().data();
    assertTrue(data.contains("features by Halves; licence CC0-1.0"), data);
  }

  @Test
  void placesThatWereChanged_areRefusedByName() throws Exception {
    Path copy = folder.resolve("copy");
    Files.createDirectory(copy);
    for (String name : bundle.manifest().files().keySet()) {
      Files.copy(bundle.folder().resolve(name), copy.resolve(name));
    }
    Files.copy(bundle.folder().resolve("manifest.json"), copy.resolve("manifest.json"));
    byte[] places = Files.readAllBytes(copy.resolve(MediaParts.PLACES));
    places[places.length - 1]++;
    Files.write(copy.resolve(MediaParts.PLACES), places);
    BundleException e = assertThrows(BundleException.class, () -> Bundle.load(copy));
    assertTrue(e.getMessage().contains(MediaParts.PLACES), e.getMessage());
  }
}
