package io.stillwater.model.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringShapeTest {
  private static final double[] THREE = {0.1, 0.2, 0.3};

  private static DenoiserInfo viewed(int tokens, int group, DenoiserInfo of) {
    return new DenoiserInfo.Viewed(new View(tokens, group), of);
  }

  @Test
  void readingsOfALongWindow_areExpectedByTheNarrowestViewThatSeesThem() {
    DenoiserInfo memory = new DenoiserInfo.Memory(THREE);
    DenoiserInfo gaussian = new DenoiserInfo.Gaussian(THREE, 4);
    ScoringShape shape =
        new ScoringShape(
            8, 2, List.of(viewed(2, 1, memory), viewed(2, 4, memory), viewed(4, 1, gaussian)));
    assertArrayEquals(new int[] {4, 4, 4, 4, 4, 4, 1, 1}, shape.expectedLevels());
  }

  @Test
  void readingsThatTheFirstKindDoesNotSee_areExpectedByTheNext_orStayAsTheyAre() {
    DenoiserInfo memory = new DenoiserInfo.Memory(THREE);
    DenoiserInfo gaussian = new DenoiserInfo.Gaussian(THREE, 4);
    ScoringShape shape =
        new ScoringShape(8, 2, List.of(viewed(2, 1, memory), viewed(2, 2, gaussian)));
    assertArrayEquals(new int[] {0, 0, 0, 0, 4, 4, 1, 1}, shape.expectedLevels());
  }

  @Test
  void oneDenoiserOfTheWholeWindow_tellsItsMiddleLevelThroughout() {
    ScoringShape shape = new ScoringShape(4, 1, List.of(new DenoiserInfo.Memory(THREE)));
    int[] middle = new int[4];
    Arrays.fill(middle, 1);
    assertArrayEquals(middle, shape.expectedLevels());
  }

  @Test
  void levelsOfViewsOfAQuarterOrLess_seeTheNewestReadingsOnly() {
    DenoiserInfo memory = new DenoiserInfo.Memory(new double[] {0.1, 0.2});
    ScoringShape shape =
        new ScoringShape(
            64,
            2,
            List.of(
                viewed(16, 1, memory), // 16 of 64
                viewed(16, 4, memory), // all
                viewed(17, 1, memory), // more than a quarter
                viewed(1, 1, memory))); // whatever else sees little
    assertArrayEquals(new int[] {0, 1, 6, 7}, shape.newestLevels());
    ScoringShape whole = new ScoringShape(64, 2, List.of(memory));
    assertArrayEquals(new int[0], whole.newestLevels());
  }
}
