package io.stillwater.detect.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamingDetectorTest {
  /** A day of 288 readings with noise. */
  private static double[][] days(int rows, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, rows)
        .mapToObj(i -> Math.sin(2 * Math.PI * i / 288) + 0.1 * random.nextGaussian())
        .map(value -> new double[] {value})
        .toArray(double[][]::new);
  }

  private static StreamingScore[] judge(double[][] rows) {
    StreamingDetector detector = new StreamingDetector();
    return Arrays.stream(rows).map(detector::next).toArray(StreamingScore[]::new);
  }

  private static int alarms(StreamingScore[] said, int from, int to) {
    return (int) Arrays.stream(said, from, to).filter(StreamingScore::alarm).count();
  }

  @Test
  void laterRows_changeNoEarlierScore() {
    double[][] rows = days(3000, 1);
    StreamingScore[] whole = judge(rows);
    for (int cut : new int[] {1, 17, 64, 700, 2000}) {
      double[][] other = rows.clone();
      for (int i = cut; i < other.length; i++) {
        other[i] = new double[] {1e6 * (i % 7)};
      }
      StreamingScore[] changed = judge(other);
      assertArrayEquals(
          Arrays.copyOf(whole, cut), Arrays.copyOf(changed, cut), "before row " + cut);
    }
  }

  @Test
  void sameRows_haveTheSameScores() {
    assertArrayEquals(judge(days(2000, 2)), judge(days(2000, 2)));
  }

  @Test
  void unitsOfTheReadings_doNotMatter() {
    double[][] rows = days(1500, 3);
    double[][] scaled = // by powers of two, so that only exponents differ
        Arrays.stream(rows).map(row -> new double[] {1024 * row[0]}).toArray(double[][]::new);
    StreamingScore[] plain = judge(rows);
    StreamingScore[] other = judge(scaled);
    for (int i = 0; i < rows.length; i++) {
      assertEquals(plain[i].score(), other[i].score(), 1e-6 * (1 + plain[i].score()), "row " + i);
    }
  }

  @Test
  void spike_isTheStrangestRow_andAlarmsOnce() {
    double[][] rows = days(3000, 4);
    rows[2500][0] = 5;
    StreamingScore[] said = judge(rows);
    int strangest =
        IntStream.range(300, rows.length)
            .reduce(300, (a, b) -> said[b].score() > said[a].score() ? b : a);
    assertEquals(2500, strangest);
    assertTrue(said[2500].alarm());
    assertEquals(1, alarms(said, 2500, 2576), "a burst is told once");
  }

  @Test
  void meanThatRisesWithinTheKnownRange_isSeenByTheLongerView() {
    Random random = new Random(5);
    double[][] rows = new double[4000][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i >= 3500 ? 0.8 + 0.02 * random.nextGaussian() : random.nextInt(2);
    }
    for (int i = 20; i < 1000; i += 7) {
      rows[i][0] = random.nextDouble(); // all values are known, their mean is about a half
    }
    StreamingScore[] said = judge(rows);
    assertTrue(alarms(said, 3500, 3600) >= 1, "the mean of 64 readings has not been so high");
  }

  @Test
  void levelThatHasComeToStay_isNewOnce() {
    double[][] rows = days(6000, 6);
    for (int i = 3000; i < rows.length; i++) {
      rows[i][0] += 6;
    }
    StreamingScore[] said = judge(rows);
    assertTrue(alarms(said, 3000, 3064) >= 1, "the shift is seen");
    assertEquals(0, alarms(said, 4000, 6000), "two days later it is how things are");
  }

  @Test
  void slowDrift_isLearnt_whereAFrozenReferenceWouldAlarmForever() {
    double[][] rows = days(20_000, 7);
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] += 3e-4 * i; // 6 in all: three times what a day covers
    }
    StreamingScore[] said = judge(rows);
    int late = alarms(said, 10_000, 20_000);
    int beyond = (int) Arrays.stream(rows, 10_000, 20_000).filter(row -> row[0] > 2).count();
    assertTrue(beyond > 7000, "most rows lie where the first third has never been: " + beyond);
    assertTrue(late <= 35, "at most one alarm a day: " + late);
    rows[15_000][0] += 6;
    assertTrue(judge(rows)[15_000].alarm(), "and a spike is seen all the same");
  }

  @Test
  void strangestChannel_speaksForTheRow() {
    double[][] one = days(2000, 8);
    double[][] two = days(2000, 9);
    two[1500][0] = 9;
    double[][] both =
        IntStream.range(0, 2000)
            .mapToObj(i -> new double[] {one[i][0], two[i][0], 3})
            .toArray(double[][]::new);
    StreamingScore[] said = judge(both);
    assertTrue(said[1500].alarm());
    double[][] swapped =
        Arrays.stream(both)
            .map(row -> new double[] {row[2], row[1], row[0]})
            .toArray(double[][]::new);
    assertArrayEquals(said, judge(swapped), "the order of channels does not matter");
  }

  @Test
  void wildValue_doesNotBlindForTheRest() {
    for (double wild : new double[] {1e9, -1e99, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      double[][] rows = days(3000, 10);
      rows[1000][0] = wild;
      rows[1800][0] = 4;
      StreamingScore[] said = judge(rows);
      assertEquals(Math.abs(wild) < 1e100, said[1000].alarm(), "" + wild);
      assertTrue(said[1800].alarm(), "after " + wild + ": " + said[1800]);
      for (StreamingScore score : said) {
        assertTrue(Double.isFinite(score.score()), "after " + wild);
      }
    }
  }

  @Test
  void channelThatStoodStill_andMoves_isNewOnce() {
    double[][] rows = days(6000, 11);
    for (int i = 0; i < 3000; i++) {
      rows[i][0] = 20;
    }
    StreamingScore[] said = judge(rows);
    assertEquals(0, alarms(said, 0, 3000));
    assertTrue(said[3000].alarm());
    assertEquals(0, alarms(said, 4000, 6000), "a thousand rows later it is how things are");
  }

  @Test
  void missingValue_isThatOfBefore() {
    double[][] rows = {{1, 2}, {3, Double.NaN}, {Double.NaN, 5}};
    double[][] filled = {{1, 2}, {3, 2}, {3, 5}};
    double[][] many = new double[300][];
    double[][] manyFilled = new double[300][];
    for (int i = 0; i < 300; i++) {
      many[i] = rows[i % 3];
      manyFilled[i] = filled[i % 3];
    }
    assertArrayEquals(judge(manyFilled), judge(many));
  }

  @Test
  void firstRows_whereEverythingIsNew_neverAlarm() {
    double[][] rows = days(200, 12);
    rows[40][0] = 50;
    rows[150][0] = -50;
    StreamingScore[] said = judge(rows);
    assertEquals(0, alarms(said, 0, StreamingDetector.SPAN));
    assertTrue(said[40].score() > StreamingScore.LIMIT, "though they have their scores");
    assertTrue(said[150].alarm());
  }

  @Test
  void rowsBeforeAnyValue_haveNoScore() {
    StreamingDetector detector = new StreamingDetector();
    StreamingScore first = detector.next(new double[] {Double.NaN, Double.NaN});
    assertTrue(Double.isNaN(first.score()));
    assertFalse(first.alarm());
    assertEquals(0, detector.next(new double[] {Double.NaN, 1}).score());
  }

  @Test
  void narrowerRow_isRefused() {
    StreamingDetector detector = new StreamingDetector();
    detector.next(new double[3]);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> detector.next(new double[2]));
    assertTrue(e.getMessage().contains("3 channels"), e.getMessage());
  }

  @Test
  void channelThatComesLater_isHeardAfterReadingsOfItsOwn_andDisturbsNoOther() {
    double[][] one = days(3000, 13);
    double[][] two = days(3000, 14);
    two[1040][0] = 50; // the 41st of its own
    two[2000][0] = 9;
    double[][] both =
        IntStream.range(0, 3000)
            .mapToObj(i -> new double[] {one[i][0], i < 1000 ? Double.NaN : two[i][0]})
            .toArray(double[][]::new);
    StreamingScore[] alone = judge(one);
    StreamingScore[] said = judge(both);
    assertArrayEquals(
        Arrays.copyOf(alone, 1000 + StreamingDetector.SPAN),
        Arrays.copyOf(said, 1000 + StreamingDetector.SPAN));
    assertTrue(said[2000].alarm());
  }

  @Test
  void rowsThatBecomeWider_areThoseWithTheChannelMissingBefore() {
    double[][] wide = days(2000, 15);
    double[][] growing = new double[2000][];
    double[][] filled = new double[2000][];
    for (int i = 0; i < 2000; i++) {
      growing[i] = i < 500 ? wide[i] : new double[] {wide[i][0], 2 * wide[i][0]};
      filled[i] = new double[] {wide[i][0], i < 500 ? Double.NaN : 2 * wide[i][0]};
    }
    assertArrayEquals(judge(filled), judge(growing));
  }

  @Test
  void whatIsKnown_isBounded_whateverTheNumberOfChannels() throws IOException {
    for (int channels : new int[] {1, 12, StreamingDetector.MOST_CHANNELS + 5}) {
      StreamingDetector detector = new StreamingDetector();
      Random random = new Random(channels);
      for (int i = 0; i < (channels == 1 ? 10_000 : 5_000); i++) {
        // each value is new, so that every memory is full
        detector.next(random.doubles(channels, 0, 1e6).toArray());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      List<String> names =
          IntStream.range(0, channels).mapToObj(c -> "a channel with a name " + c).toList();
      detector.write(new DataOutputStream(bytes), names);
      assertTrue(bytes.size() < StreamingDetector.MOST_BYTES, channels + ": " + bytes.size());
    }
  }
}
