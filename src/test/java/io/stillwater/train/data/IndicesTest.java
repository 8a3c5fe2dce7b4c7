package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndicesTest {
  private static final int SIZE = 500;

  @Test
  void ranges_sayWhatAnArraySays() {
    for (int every : new int[] {1, 2, 3, 20, 1_000}) {
      IntPredicate kept = kept(every);
      int[] array = IntStream.range(0, SIZE).filter(kept).toArray();
      Indices indices = Indices.where(SIZE, kept);
      assertArrayEquals(array, indices.stream().toArray());
      assertEquals(array.length, indices.size());
      for (int i = 0; i < SIZE; i++) {
        int place = Arrays.binarySearch(array, i);
        assertEquals(Math.max(-1, place), indices.placeOf(i));
        assertEquals(place >= 0, indices.contains(i));
      }
      IntPredicate odd = i -> i % 2 == 1;
      assertArrayEquals(
          Arrays.stream(array).filter(odd).toArray(), indices.only(odd).stream().toArray());
    }
  }

  @Test
  void partAndTheRest_makeTheWhole() {
    for (int every : new int[] {1, 2, 20, 1_000}) {
      IntPredicate kept = kept(every);
      Indices part = Indices.where(SIZE, kept);
      Indices rest = Indices.where(SIZE, kept.negate());
      assertArrayEquals(IntStream.range(0, SIZE).toArray(), part.and(rest).stream().toArray());
      assertArrayEquals(IntStream.range(0, SIZE).toArray(), rest.and(part).stream().toArray());
    }
  }

  @Test
  void spread_isEvenAndAllWhereTheyAreFew() {
    assertArrayEquals(
        new int[] {12, 37, 62, 87}, Indices.range(0, 100).spread(4).stream().toArray());
    assertArrayEquals(new int[] {5, 6, 7}, Indices.range(5, 8).spread(9).stream().toArray());
    assertEquals(0, Indices.none().spread(9).size());
  }

  @Test
  void thinning_keepsWholeBlocksAndNoMoreThanTheLimit() {
    Indices all = Indices.where(100_000, i -> i % 1_000 >= 300);
    assertSame(all, Thinning.of(all, all.size(), 1));
    Indices some = Thinning.of(all, 20_000, 1);
    assertTrue(some.size() <= 20_000 && some.size() > 19_000, "" + some.size());
    for (int i : all.stream().toArray()) {
      int block = i / Thinning.BLOCK * Thinning.BLOCK;
      boolean any = some.stream().anyMatch(one -> one / Thinning.BLOCK * Thinning.BLOCK == block);
      assertEquals(any, some.contains(i), "window " + i);
      if (i > 5_000) {
        break;
      }
    }
    double mean = some.stream().average().orElse(0);
    assertEquals(50_000, mean, 15_000);
    assertTrue(some.stream().allMatch(all::contains));
    Indices fewer = Thinning.of(all, 10_000, 1);
    assertTrue(fewer.stream().allMatch(some::contains), "fewer are not a part of more");
    assertTrue(Thinning.of(all, 20_000, 2).stream().anyMatch(i -> !some.contains(i)));
  }

  /** Stretches of about that length. */
  private static IntPredicate kept(int every) {
    SplittableRandom random = new SplittableRandom(every);
    boolean[] kept = new boolean[SIZE];
    for (int i = 1; i < SIZE; i++) {
      kept[i] = (random.nextInt(every) == 0) != kept[i - 1];
    }
    return i -> kept[i];
  }
}
