package io.stillwater.source.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Verdict;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.stream.Flow;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.Learning;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.ScoredWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file is told is what the service tells of the same readings, to the bit. */
class StreamScorerTest {
  private static final long STEP = 60_000;

  private static List<Reading> readings(int rows) {
    Random random = new Random(1);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      long time = 1_700_000_000_000L + i * STEP - (random.nextInt(50) == 0 ? 5 * STEP : 0);
      double push = i > 800 && i % 400 < 9 ? 5 : 0;
      double x = random.nextInt(30) == 0 ? Double.NaN : random.nextGaussian() + push;
      double y = i < 300 ? Double.NaN : random.nextGaussian();
      readings.add(new Reading("k" + i % 3, time, new double[] {x, y}, time, i));
    }
    return readings;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : Double.toString(value);
  }

  private static List<ScoredWindow> served(List<Reading> readings) throws UnreachableObject {
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            Learning.MODEL,
            Learning.WINDOW,
            Learning.POLICY,
            Learning.ADAPTATION,
            100,
            7);
    Learning learning = new Learning(1, ChannelNames.open());
    Flow flow = new Flow(spec, FlowParts.learning(RecordFormat.DEFAULT, learning));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    List<ScoredWindow> scores = new ArrayList<>();
    for (Reading reading : readings) {
      String event =
          "{\"key\":\"%s\",\"time\":%d,\"values\":{\"x\":%s,\"y\":%s}}"
              .formatted(
                  reading.key(),
                  reading.time(),
                  number(reading.values()[0]),
                  number(reading.values()[1]));
      byte[] value = event.getBytes(StandardCharsets.UTF_8);
      flow.add(new RawRecord(0, reading.offset(), reading.recordTime(), null, value, List.of()));
      scores.addAll(flow.drain().scores());
    }
    return scores;
  }

  @Test
  void scoresAreThoseOfTheService() throws UnreachableObject {
    List<Reading> readings = readings(6_000);
    StreamScorer scorer = new StreamScorer(1);
    int scored = 0;
    int beyond = 0;
    List<ScoredWindow> served = served(readings);
    for (Reading reading : readings) {
      Verdict verdict = scorer.judge(reading);
      if (verdict == null) {
        continue;
      }
      ScoredWindow window = served.get(scored++);
      assertEquals(reading.offset(), window.offset());
      assertEquals(verdict.score(), window.score(), "reading " + reading.offset());
      assertEquals(verdict.pValue().value(), window.pValue());
      assertEquals(verdict.beyond(), window.beyond());
      beyond += verdict.beyond() ? 1 : 0;
    }
    assertEquals(served.size(), scored);
    assertTrue(scored > 5_500 && scored < 6_000, scored + " scored, some were late");
    assertTrue(beyond > 3, "" + beyond);
  }

  @Test
  void lateRow_isNotScored() {
    StreamScorer scorer = new StreamScorer(1);
    assertNotNull(scorer.judge(new Reading("k", 10, new double[] {1}, 10, 0)));
    assertNull(scorer.judge(new Reading("k", 9, new double[] {1}, 9, 1)));
    assertNotNull(scorer.judge(new Reading("k", 10, new double[] {1}, 10, 2)));
  }
}
