package io.stillwater.detect.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStreamTest {
  private static final long STEP = 300_000;
  private static final List<String> NAMES = List.of("flow", "heat");

  private static List<Reading> readings(int rows, long seed) {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double flow = Math.sin(2 * Math.PI * i / 288) + 0.1 * random.nextGaussian();
      double heat = random.nextInt(9) == 0 ? Double.NaN : 20 + random.nextGaussian();
      flow += random.nextInt(150) == 0 ? 4 * random.nextGaussian() : 0;
      readings.add(new Reading("k", i * STEP, new double[] {flow, heat}, i * STEP, i));
    }
    return readings;
  }

  private static Verdict next(KeyStream stream, Reading reading) {
    return stream.next(new Window(new Reading[] {reading}, 0));
  }

  private static String told(Verdict verdict) {
    return verdict.score()
        + " "
        + verdict.pValue()
        + " "
        + verdict.beyond()
        + " "
        + verdict.error().channels()[0];
  }

  private static byte[] bytes(KeyStream stream, List<String> names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    stream.write(new DataOutputStream(bytes), names);
    return bytes.toByteArray();
  }

  private static KeyStream read(byte[] bytes, List<String> names) throws IOException {
    KeyStream stream = new KeyStream(1);
    stream.read(new DataInputStream(new ByteArrayInputStream(bytes)), names::indexOf);
    return stream;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 63, 64, 65, 700, 5_000, 6_001})
  void whatWasWritten_goesOnToTheBit(int cut) throws IOException {
    List<Reading> readings = readings(6_500, 3);
    KeyStream whole = new KeyStream(1);
    readings.subList(0, cut).forEach(reading -> next(whole, reading));
    byte[] written = bytes(whole, NAMES);
    KeyStream read = read(written, NAMES);
    assertArrayEquals(written, bytes(read, NAMES), "and is written the same again");
    int beyond = 0;
    for (Reading reading : readings.subList(cut, readings.size())) {
      Verdict expected = next(whole, reading);
      assertEquals(told(expected), told(next(read, reading)), "reading " + reading.offset());
      beyond += expected.beyond() ? 1 : 0;
    }
    assertArrayEquals(bytes(whole, NAMES), bytes(read, NAMES));
    assertTrue(cut > 3_000 || beyond > 3, "bursts among them: " + beyond);
  }

  @Test
  void channelsThatLieInAnotherOrder_areTheSame() throws IOException {
    List<Reading> readings = readings(3_000, 4);
    KeyStream whole = new KeyStream(1);
    readings.subList(0, 1_000).forEach(reading -> next(whole, reading));
    KeyStream turned = read(bytes(whole, NAMES), List.of("none", "heat", "flow"));
    for (Reading reading : readings.subList(1_000, 3_000)) {
      double[] values = {Double.NaN, reading.values()[1], reading.values()[0]};
      Reading other = new Reading("k", reading.time(), values, reading.time(), reading.offset());
      Verdict expected = next(whole, reading);
      Verdict found = next(turned, other);
      assertEquals(expected.score(), found.score());
      assertEquals(expected.beyond(), found.beyond());
      assertEquals(expected.error().channels()[0], found.error().channels()[2]);
      assertEquals(expected.error().channels()[1], found.error().channels()[1]);
    }
  }

  @Test
  void bytesOfAnotherFormat_areRefused() {
    IOException e = assertThrows(IOException.class, () -> read(new byte[] {9, 0, 0}, NAMES));
    assertTrue(e.getMessage().contains("format 1, not 9"), e.getMessage());
  }

  @Test
  void fault_isBeyondFromItsFirstReadingOn_andNamesItsChannelAndWhatWasExpected() {
    List<Reading> readings = readings(2_000, 5);
    KeyStream stream = new KeyStream(1);
    for (int i = 0; i < 1_500; i++) {
      next(stream, readings.get(i));
    }
    for (int i = 1_500; i < 1_506; i++) {
      double[] values = {readings.get(i).values()[0], 200 + i % 2};
      Verdict verdict = next(stream, new Reading("k", i * STEP, values, i * STEP, i));
      assertTrue(verdict.beyond(), "reading " + i);
      assertTrue(verdict.error().channels()[1] > 1_000 * verdict.error().channels()[0]);
      assertEquals(20, verdict.error().expected()[1], 5);
    }
    for (int i = 1_506; i < 1_530; i++) {
      double[] values = {readings.get(i).values()[0], 20};
      Verdict verdict = next(stream, new Reading("k", i * STEP, values, i * STEP, i));
      assertFalse(verdict.beyond(), "it is over, but not at " + i + ": " + told(verdict));
    }
  }

  @Test
  void firstReadings_warmUp() {
    KeyStream stream = new KeyStream(1);
    List<Reading> readings = readings(65, 6);
    for (int i = 0; i < 64; i++) {
      assertFalse(next(stream, readings.get(i)).beyond());
      assertTrue(stream.warming(), "reading " + i);
    }
    next(stream, readings.get(64));
    assertFalse(stream.warming());
  }

  @Test
  void readingWithoutAnyValue_isNotJudged() {
    KeyStream stream = new KeyStream(1);
    assertNull(next(stream, new Reading("k", 0, new double[] {Double.NaN}, 0, 0)));
  }

  @Test
  void pValue_isTheShareOfPastScoresThatWereAsHigh() {
    PastScores past = new PastScores();
    Random random = new Random(7);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double score = Math.pow(10, 3 * random.nextGaussian() / 2);
      double found = past.next(score);
      double bin = Math.floor(Math.log10(score) * PastScores.PER_DECADE);
      long atLeast =
          scores.stream()
              .filter(s -> Math.floor(Math.log10(s) * PastScores.PER_DECADE) >= bin)
              .count();
      // what fades in 400 of 10,000 rows
      assertEquals((1.0 + atLeast) / (1 + scores.size()), found, 0.02, "score " + i);
      scores.add(score);
    }
  }

  @Test
  void pValuesOfExchangeableScores_areUniform_andStaySoForEver() {
    PastScores past = new PastScores();
    Random random = new Random(8);
    int rare = 0;
    for (int i = 0; i < 3_000_000; i++) { // beyond what a number that is never shrunk could count
      double pValue = past.next(Math.exp(random.nextGaussian()));
      rare += i >= 100_000 && pValue <= 0.01 ? 1 : 0;
    }
    // bins are as high as each other, so the share is at most what it says
    assertTrue(rare > 2_900_000 * 0.007 && rare < 2_900_000 * 0.0102, "" + rare);
  }

  @Test
  void budget_isKept_byBurstsThatCanBeExchanged() {
    Random random = new Random(9);
    double days = 200;
    int alarms = 0;
    int bursts = 0;
    int keys = 40;
    for (int key = 0; key < keys; key++) {
      AlarmBudget budget = new AlarmBudget(0.1);
      budget.passing(0);
      for (double day = 0; day < days; day += -Math.log(random.nextDouble()) / 2) {
        alarms += budget.allows((long) (day * 86_400_000), random.nextDouble()) ? 1 : 0;
        bursts++;
      }
    }
    // Σ min(1, (1 + ⌊b·t⌋)/i) with i = 2t: what b allows, and 1/2 ln of their number beyond it
    double perBurst = bursts / (double) keys;
    double allowed = 0;
    for (int i = 1; i <= perBurst; i++) {
      double past = Math.min(i, AlarmBudget.MOST);
      allowed += Math.min(1, (1 + Math.floor(0.1 * past / 2)) / past);
    }
    assertEquals(allowed, alarms / (double) keys, 0.1 * allowed);
    assertTrue(alarms / (double) keys < 0.1 * days + 8, "" + alarms / (double) keys);
  }

  @Test
  void strangestBurstOfAll_isAlwaysAnAlarm() {
    AlarmBudget budget = new AlarmBudget(0.001);
    budget.passing(0);
    for (int i = 1; i <= 1_000; i++) {
      assertTrue(budget.allows(i, i));
      assertFalse(budget.allows(i, 0.5));
    }
  }

  @Test
  void budgetOfNothing_isRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new AlarmBudget(0));
    assertTrue(e.getMessage().contains("above 0"), e.getMessage());
  }
}
