package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresetTest {
  private static float[][] windows(int count) {
    Random random = new Random(1);
    float[][] windows = new float[count][3];
    for (float[] window : windows) {
      for (int j = 0; j < 3; j++) {
        window[j] = (float) random.nextGaussian();
      }
    }
    return windows;
  }

  @Test
  void fewerThanTheLimit_allStay() {
    assertArrayEquals(new int[] {0, 1, 2}, Coreset.choose(windows(3), 3));
  }

  @Test
  void moreThanTheLimit_asManyAsTheLimitStayOnceEach() {
    int[] kept = Coreset.choose(windows(1000), 100);
    assertEquals(100, kept.length);
    assertEquals(100, Arrays.stream(kept).distinct().count());
    assertArrayEquals(Arrays.stream(kept).sorted().toArray(), kept);
  }

  @Test
  void rareState_keepsAWitness() {
    float[][] windows = windows(1000);
    windows[437] = new float[] {50, 50, 50};
    int[] kept = Coreset.choose(windows, 250);
    assertTrue(Arrays.stream(kept).anyMatch(i -> i == 437));
  }

  @Test
  void everyStretchOfTime_keepsItsShare() {
    int[] kept = Coreset.choose(windows(1000), 100);
    for (int block = 0; block < 10; block++) {
      int from = block * 100;
      long inside = Arrays.stream(kept).filter(i -> i >= from && i < from + 100).count();
      assertTrue(inside >= 5, "only " + inside + " from block " + block);
    }
  }

  @Test
  void repeatedWindows_leaveRoomUnused() {
    float[][] same = new float[100][2];
    assertEquals(5, Coreset.choose(same, 10).length);
  }

  @Test
  void choice_isTheSameEveryTime() {
    int[] first = Coreset.choose(windows(2000), 64);
    IntStream.range(0, 3).forEach(i -> assertArrayEquals(first, Coreset.choose(windows(2000), 64)));
  }
}
