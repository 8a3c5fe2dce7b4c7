package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import io.stillwater.model.cut.Extractors;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.runtime.RuntimeOptions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether places matter is found out from the images. */
class BackboneFitTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(4, 1);

  /** 64 by 64 pixels: a bright square, in one place or anywhere, and noise. */
  private record Squares(boolean still) implements BackboneFit.Images {
    @Override
    public int count() {
      return 60;
    }

    @Override
    public Pixels read(int number) {
      Random random = new Random(number);
      int left = still ? 16 : 8 * random.nextInt(6);
      int top = still ? 24 : 8 * random.nextInt(6);
      short[] samples = new short[64 * 64];
      for (int i = 0; i < samples.length; i++) {
        int x = i % 64 - left;
        int y = i / 64 - top;
        boolean inside = x >= 0 && x < 16 && y >= 0 && y < 16;
        samples[i] = (short) ((inside ? 40_000 : 10_000) + 2_000 * random.nextGaussian());
      }
      return new Pixels(64, 64, 1, samples);
    }
  }

  private static BackboneFit.Result fit(boolean still, Mounting mounting) throws Exception {
    FeatureInfo sized = FeatureInfo.NONE.sized(64, 64);
    try (FeatureExtractor network = FeatureExtractor.of(Extractors.halves(1), sized, OPTIONS)) {
      return new BackboneFit(network, null).fit(new Squares(still), mounting, (a, b, c) -> {});
    }
  }

  @Test
  void thingsInOnePlace_areComparedWithTheirPlace() throws Exception {
    BackboneFit.Result found = fit(true, Mounting.FOUND_OUT);
    assertTrue(found.cut().placed());
    assertTrue(found.places().placed());
    assertEquals(1, found.cut().tails().size());
    assertEquals(12 * 64, found.cut().tails().get(0).count());
  }

  @Test
  void thingsAnywhere_areComparedWithAllPlaces() throws Exception {
    assertFalse(fit(false, Mounting.FOUND_OUT).cut().placed());
    assertTrue(fit(false, Mounting.FIXED).cut().placed());
  }

  @Test
  void sizeThatNobodySaid_isTheMiddleOneOfTheImages(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    List<java.nio.file.Path> files = new java.util.ArrayList<>();
    for (int width : new int[] {100, 160, 900}) {
      java.nio.file.Path file = folder.resolve(width + ".png");
      Pixels image = new Pixels(width, 90, 1, new short[width * 90]);
      java.nio.file.Files.write(file, io.stillwater.event.image.ImageEncoder.png(image));
      files.add(file);
    }
    ForeignBackbone backbone = new ForeignBackbone(Extractors.halves(1), FeatureInfo.NONE, true);
    try (FeatureExtractor network = backbone.open(files, OPTIONS)) {
      assertEquals(List.of(96, 160), network.info().input().size());
      assertEquals(12, network.rows());
      assertEquals(20, network.columns());
    }
  }
}
