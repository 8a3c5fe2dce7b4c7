package io.stillwater.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostponedTest {
  private final Postponed postponed = new Postponed();

  @Test
  void waits_doubleFromOneSecondToThirty() {
    long now = 0;
    long[] expected = {1, 2, 4, 8, 16, 30, 30};
    for (long seconds : expected) {
      postponed.add(3, 100, now, "the folder is not there");
      assertEquals(List.of(), postponed.due(now + seconds * 1000 - 1));
      assertTrue(postponed.contains(3));
      now += seconds * 1000;
      assertEquals(List.of(3), postponed.due(now));
      assertFalse(postponed.contains(3));
    }
  }

  @Test
  void recordThatWasTaken_beginsAnew() {
    postponed.add(0, 5, 0, "gone");
    postponed.due(1000);
    postponed.add(0, 5, 1000, "gone");
    postponed.due(3000);
    postponed.taken(0);
    postponed.add(0, 6, 3000, "gone");
    assertEquals(List.of(0), postponed.due(4000));
  }

  @Test
  void sentence_saysWhichPartitionWaitsForWhat() {
    assertEquals("", postponed.sentence());
    postponed.add(2, 5, 0, "the folder /a is not there");
    assertEquals("partition 2 waits at offset 5: the folder /a is not there", postponed.sentence());
    postponed.due(1000);
    assertEquals("partition 2 waits at offset 5: the folder /a is not there", postponed.sentence());
    postponed.drop(List.of(2));
    assertEquals("", postponed.sentence());
  }
}
