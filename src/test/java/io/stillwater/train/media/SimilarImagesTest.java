package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarImagesTest {
  /** A piece: where it is, and which. */
  private record Shot(int piece, Plane image) {}

  @Test
  void exposuresOfOnePiece_areOfOnePart_inWhateverOrder() {
    Random random = new Random(1);
    List<Shot> shots = new ArrayList<>();
    for (int piece = 0; piece < 40; piece++) {
      float[] smooth = smooth(random);
      for (int exposure = 0; exposure < 3; exposure++) {
        shots.add(new Shot(piece, shot(smooth, 0.5 + 0.4 * exposure, random)));
      }
    }
    Collections.shuffle(shots, random);
    int[] parts = SimilarImages.parts(shots.stream().map(Shot::image).toList(), 4);
    int torn = 0;
    for (int piece = 0; piece < 40; piece++) {
      int own = piece;
      torn +=
          IntStream.range(0, shots.size())
                      .filter(i -> shots.get(i).piece() == own)
                      .map(i -> parts[i])
                      .distinct()
                      .count()
                  > 1
              ? 1
              : 0;
    }
    assertTrue(torn <= 4, torn + " of 40 pieces are in several parts");
    for (int part = 0; part < 4; part++) {
      int own = part;
      long size = IntStream.of(parts).filter(p -> p == own).count();
      assertTrue(size >= 27 && size <= 33, size + " images in part " + part);
    }
  }

  @Test
  void fewImagesThatAreAllAlike_fillEveryPart() {
    List<Plane> alike = Collections.nCopies(5, new Plane(3, 70, new float[210]));
    int[] parts = SimilarImages.parts(alike, 4);
    assertEquals(4, IntStream.of(parts).distinct().count());
    assertArrayEquals(parts, SimilarImages.parts(alike, 4));
  }

  private static float[] smooth(Random random) {
    float[] values = new float[40 * 60];
    for (int wave = 0; wave < 12; wave++) {
      double across = 0.3 * random.nextGaussian();
      double down = 0.3 * random.nextGaussian();
      double phase = 6 * random.nextDouble();
      for (int i = 0; i < values.length; i++) {
        int row = i / 60;
        values[i] += (float) (0.03 * Math.sin(across * (i % 60) + down * row + phase));
      }
    }
    return values;
  }

  private static Plane shot(float[] smooth, double light, Random random) {
    float[] values = new float[smooth.length];
    for (int i = 0; i < values.length; i++) {
      double value = light * (0.4 + smooth[i] + 0.02 * random.nextGaussian());
      values[i] = (float) Math.max(0, Math.min(1, value));
    }
    return new Plane(40, 60, values);
  }
}
