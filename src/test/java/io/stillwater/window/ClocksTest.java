package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong clocks: of a record, of a reading, of a key for good. */
class ClocksTest {
  /** Windows of three readings, a step of 10 ms, a leap of 80 ms. */
  private static final WindowSpec SPEC = new WindowSpec(3, Stride.rows(1), 0, 800, 800);

  private final List<String> told = new ArrayList<>();
  private final Windower<Void> windower = Windower.offline(SPEC);
  private long offset;

  @Test
  void leapAndStep_followFromTheAge() {
    assertEquals(10, SPEC.stepMillis());
    assertEquals(80, SPEC.leapMillis());
    assertEquals(0, new WindowSpec(1, Stride.rows(1), 0, 800, 800).leapMillis());
    assertEquals(0, new WindowSpec(3, Stride.rows(1), 0, 0, 800).leapMillis());
  }

  @Test
  void aReadingFarAhead_isSetAsideAndCostsNothingElse() {
    come("p", 0, 10, 20, 3600, 30, 40);
    assertEquals(
        List.of(
            "0 HELD",
            "0 WARMING",
            "10 WARMING",
            "20 COMPLETE",
            "3600 HELD",
            "3600 ASIDE",
            "30 COMPLETE",
            "40 COMPLETE"),
        told);
  }

  @Test
  void aCourseThatGoesOnFarAhead_losesNoReading() {
    come("p", 0, 10, 20, 3600, 3610, 3620);
    assertEquals(
        List.of(
            "0 HELD",
            "0 WARMING",
            "10 WARMING",
            "20 COMPLETE",
            "3600 HELD",
            "3600 WARMING",
            "3610 WARMING",
            "3620 COMPLETE"),
        told);
  }

  @Test
  void aClockThatIsSetBack_isBelievedAfterAWindow() {
    come("p", 1000, 1010, 1020, 100, 110, 120, 130);
    assertEquals(
        List.of(
            "1000 HELD",
            "1000 WARMING",
            "1010 WARMING",
            "1020 COMPLETE",
            "100 LATE",
            "110 LATE",
            "120 LATE",
            "100 BACK",
            "110 BACK",
            "120 COMPLETE",
            "130 COMPLETE"),
        told);
  }

  @Test
  void aFewLateReadings_areLateAndNoMore() {
    come("p", 1000, 1010, 1020, 100, 110, 1030, 1040);
    assertEquals(
        List.of("100 LATE", "110 LATE", "1030 HELD", "1030 COMPLETE", "1040 COMPLETE"),
        told.subList(4, told.size()));
  }

  @Test
  void whatWaitsAtTheEnd_isBelieved() {
    come("p", 0, 10, 3600);
    windower.end(this::tell);
    assertEquals("3600 WARMING", told.get(told.size() - 1));
  }

  @Test
  void whatWaits_isReadAgainFromTheReadingBefore() {
    come("p", 0, 10, 3600);
    assertEquals(0, windower.neededFrom(offset));
    come("q", 5);
    come("p", 3610, 3620, 3630);
    assertEquals(2, windower.neededFrom(offset), "3610 is read again from 3600 on, which is 2");
  }

  @Test
  void oneRecordWithAWrongClock_movesNoClockOfAPartition() {
    RecordClock clock = new RecordClock(1000);
    pass(clock, "a", 0);
    pass(clock, "b", 18_000);
    assertEquals(0, clock.time());
    assertFalse(clock.settled());
    pass(clock, "a", 10);
    assertEquals(10, clock.time());
    assertTrue(clock.settled());
  }

  @Test
  void aDeviceThatIsAheadForGood_movesNothingBetweenOthers() {
    RecordClock clock = new RecordClock(1000);
    for (int i = 0; i < 10_000; i++) {
      pass(clock, "a", i);
      pass(clock, "ahead", i + 36_000_000);
    }
    assertEquals(9_999, clock.time());
  }

  @Test
  void aTopicThatRested_goesOnAtItsSecondKey() {
    RecordClock clock = new RecordClock(1000);
    pass(clock, "a", 0);
    pass(clock, "a", 500_000);
    pass(clock, "b", 500_010);
    assertEquals(500_010, clock.time());
  }

  @Test
  void aKeyAlone_isBelievedAfterAWhile() {
    RecordClock clock = new RecordClock(1000);
    pass(clock, "a", 0);
    for (int i = 0; i < RecordClock.ALONE; i++) {
      assertEquals(0, clock.time());
      pass(clock, "a", 500_000 + i);
    }
    assertEquals(500_000 + RecordClock.ALONE - 1, clock.time());
  }

  @Test
  void aClockThatWasWrongFromTheBeginning_comesBack() {
    RecordClock clock = new RecordClock(1000);
    pass(clock, "a", 4_000_000_000L);
    for (int i = 0; i < RecordClock.BEHIND; i++) {
      assertEquals(4_000_000_000L, clock.time());
      pass(clock, "b", i);
    }
    assertEquals(RecordClock.BEHIND - 1, clock.time());
  }

  @Test
  void readingsOfOneRecord_areOneClock() {
    RecordClock clock = new RecordClock(1000);
    pass(clock, "a", 0);
    clock.pass(new Reading("a", 0, new double[1], 500_000, 77));
    clock.pass(new Reading("b", 0, new double[1], 500_000, 77));
    assertEquals(0, clock.time());
  }

  private void pass(RecordClock clock, String key, long recordTime) {
    clock.pass(new Reading(key, recordTime, new double[1], recordTime, offset++));
  }

  private void come(String key, long... times) {
    for (long time : times) {
      windower.arrive(new Reading(key, time, new double[] {time}, 0, offset++), this::tell);
    }
  }

  private void tell(KeyWindow<Void> key, Reading reading, Cut cut) {
    told.add(reading.time() + " " + cut);
  }
}
