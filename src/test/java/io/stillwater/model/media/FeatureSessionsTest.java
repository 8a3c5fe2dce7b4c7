package io.stillwater.model.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.event.media.MediaObject;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.Extractors;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.ProviderChoice;
import io.stillwater.model.runtime.ProviderChoice.Wanted;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network of features runs on what was asked for, and as long as its owner. */
class FeatureSessionsTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(64, 3).busily();

  @TempDir static Path folder;
  private static Bundle bundle;

  @BeforeAll
  static void train() throws Exception {
    Set<OpenSession> before = alive();
    bundle = MediaSamples.features(folder);
    assertEquals(before, alive(), "sessions that training left open");
  }

  private static Set<OpenSession> alive() {
    return new HashSet<>(OpenSession.alive());
  }

  private static Set<OpenSession> since(Set<OpenSession> before) {
    Set<OpenSession> now = alive();
    now.removeAll(before);
    return now;
  }

  private static RuntimeOptions requiringCuda() {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "this build has CUDA: what is required may work");
    return OPTIONS.with(new ProviderChoice(Wanted.CUDA, true, 0, 0, false));
  }

  private static MediaObject image(long seed) {
    return new MediaObject("camera", 0, MediaSamples.image(seed, true), 0, 0);
  }

  @Test
  void whatTheManifestSays_isReadWithoutASession() throws Exception {
    Set<OpenSession> before = alive();
    MediaInfo info = bundle.media();
    assertEquals(List.of("feature0", "feature1"), info.cut().channels());
    assertEquals(Set.of(), since(before));
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> info.cut().readings(MediaSamples.image(1, false)));
    assertTrue(e.getMessage().contains("was not opened"), e.getMessage());
  }

  @Test
  void sessions_areOnWhatWasAskedFor() throws Exception {
    Set<OpenSession> before = alive();
    try (MediaModel model = new MediaModel(bundle, bundle.scorer(OPTIONS), OPTIONS)) {
      assertEquals(
          List.of(OPTIONS, OPTIONS), since(before).stream().map(OpenSession::options).toList());
      Reading file = model.reading(image(3));
      List<Verdict> verdicts = model.detector().judge(List.of(MediaModel.window(file)));
      assertTrue(Double.isFinite(verdicts.get(0).score()));
    }
    assertEquals(Set.of(), since(before));
  }

  @Test
  void detectorOfAModel_closesTheFeaturesToo() throws Exception {
    Set<OpenSession> before = alive();
    new MediaModel(bundle, bundle.scorer(OPTIONS), OPTIONS).detector().close();
    assertEquals(Set.of(), since(before));
  }

  @Test
  void requiredProvider_isRequiredOfTheFeaturesToo() {
    RuntimeOptions required = requiringCuda();
    Set<OpenSession> before = alive();
    for (int i = 0; i < 2; i++) {
      BundleException e =
          assertThrows(BundleException.class, () -> bundle.openMedia(required).close());
      assertTrue(e.getMessage().contains("cuda is required"), e.getMessage());
    }
    assertEquals(Set.of(), since(before));
  }

  @Test
  void networkThatIsRefused_leavesNothingOpen() {
    Set<OpenSession> before = alive();
    byte[] ragged = Extractors.ragged();
    assertThrows(BundleException.class, () -> FeatureExtractor.of(ragged, OPTIONS));
    assertEquals(Set.of(), since(before));
  }

  @Test
  void closedCut_saysSo() throws Exception {
    OpenMedia media = bundle.openMedia(OPTIONS);
    media.close();
    media.close();
    byte[] file = MediaSamples.image(1, false);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> media.cut().readings(file));
    assertTrue(e.getMessage().contains("is closed"), e.getMessage());
  }

  @Test
  void closing_waitsForImagesThatAreBeingLookedAt() throws Exception {
    byte[] file = MediaSamples.image(5, true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        OpenMedia media = bundle.openMedia(new RuntimeOptions(4, 1));
        double expected = media.cut().readings(file).get(0)[0];
        List<Future<Integer>> runs = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          runs.add(threads.submit(() -> untilClosed(media, file, expected)));
        }
        media.close();
        for (Future<Integer> run : runs) {
          assertTrue(run.get() >= 0);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** How often it could be read before it was closed. */
  private static int untilClosed(OpenMedia media, byte[] file, double expected) throws Exception {
    for (int n = 0; n < 10_000; n++) {
      try {
        assertEquals(expected, media.cut().readings(file).get(0)[0]);
      } catch (IllegalStateException e) {
        assertTrue(e.getMessage().contains("is closed"), e.getMessage());
        return n;
      }
    }
    throw new AssertionError("10,000 images were read of what was closed");
  }
}
