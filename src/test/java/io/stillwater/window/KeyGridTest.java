package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measurements of single channels on a grid of 10 ms, where values hold for 20 ms. */
class KeyGridTest {
  private static final double NONE = Double.NaN;

  private final KeyGrid grid = new KeyGrid(new Grid(10, 20));
  private final List<Reading> made = new ArrayList<>();
  private long offset;

  @Test
  void theWorkedExample_isWhatTheTableSays() {
    add(3, 1, NONE);
    add(8, NONE, 20);
    add(14, 2, NONE);
    assertEquals(List.of("10 [1.0, 20.0] from 0"), told());
    add(35, 3, NONE);
    assertEquals(
        List.of("10 [1.0, 20.0] from 0", "20 [2.0, 20.0] from 0", "30 [2.0, NaN] from 1"), told());
  }

  @Test
  void aMomentItself_isPartOfIt() {
    add(10, 1, NONE);
    add(10, NONE, 2);
    add(11, 5, NONE);
    assertEquals(List.of("10 [1.0, 2.0] from 0"), told());
  }

  @Test
  void whileNothingHolds_thereIsNoReading() {
    add(3, 1, 1);
    add(1003, 2, 2);
    add(1013, 3, 3);
    assertEquals(
        List.of("10 [1.0, 1.0] from 0", "20 [1.0, 1.0] from 0", "1010 [2.0, 2.0] from 0"), told());
  }

  @Test
  void whatComesTooLate_countsIfItIsTheNewestOfItsChannel() {
    add(3, 1, NONE);
    add(14, 2, NONE);
    assertTrue(add(9, NONE, 20), "the second channel's first value");
    assertFalse(add(9, 7, NONE), "older than 2 at 14");
    add(21, NONE, NONE);
    assertEquals(List.of("10 [1.0, NaN] from 0", "20 [2.0, 20.0] from 0"), told());
    assertEquals(1, grid.dropped());
    assertFalse(add(0, 9, 9), "older than values hold");
  }

  @Test
  void theEnd_makesAReadingOfWhatIsLeft() {
    add(3, 1, NONE);
    add(14, NONE, 2);
    grid.end(made::add);
    grid.end(made::add);
    assertEquals(List.of("10 [1.0, NaN] from 0", "20 [1.0, 2.0] from 0"), told());
  }

  @Test
  void timesBefore1970_haveTheirMoments() {
    assertEquals(-10, new Grid(10, 20).from(-15));
    assertEquals(-10, new Grid(10, 20).from(-10));
    assertEquals(0, new Grid(10, 20).from(-9));
  }

  @Test
  void wrongSettings_sayWhatIsWrong() {
    assertThrows(IllegalArgumentException.class, () -> new Grid(-1, 20));
    assertThrows(IllegalArgumentException.class, () -> new Grid(10, 9));
    assertThrows(
        IllegalArgumentException.class,
        () -> new WindowSpec(1, Stride.rows(1), 0, 10, 10, new Grid(10, 20)));
  }

  private boolean add(long time, double x, double y) {
    double[] values = {x, y};
    return grid.add(new Reading("k", time, values, time, offset++), made::add);
  }

  private List<String> told() {
    return made.stream()
        .map(r -> r.time() + " " + Arrays.toString(r.values()) + " from " + r.from())
        .toList();
  }
}
