package io.stillwater.source.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.stillwater.window.Cut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
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
  void scoresAreThoseOfTheService() throws UnreachableObject, IOException {
    List<Reading> readings = readings(6_000);
    List<String> scored = new ArrayList<>();
    int[] beyond = new int[1];
    StreamScorer scorer =
        new StreamScorer(
            1,
            (row, verdict, alarm) -> {
              if (verdict != null) {
                double pValue = verdict.pValue().value();
                scored.add(told(row.offset(), verdict.score(), pValue, alarm));
                beyond[0] += alarm ? 1 : 0;
              }
            });
    for (Reading reading : readings) {
      scorer.next(reading);
    }
    scorer.end();
    List<String> served =
        served(readings).stream()
            .sorted(Comparator.comparingLong(ScoredWindow::offset))
            .map(s -> told(s.offset(), s.score(), s.pValue(), s.beyond()))
            .toList();
    assertEquals(served, scored);
    assertTrue(scored.size() > 5_500 && scored.size() < 6_000, scored.size() + ", some late");
    assertTrue(beyond[0] > 3, "" + beyond[0]);
  }

  private static String told(long offset, double score, double pValue, boolean beyond) {
    return offset + " " + score + " " + pValue + " " + beyond;
  }

  @Test
  void rowsOutOfTheCourseOfTime_areNotScored_andKeepTheirPlace() throws IOException {
    List<String> told = new ArrayList<>();
    StreamScorer scorer =
        new StreamScorer(
            1, (row, verdict, alarm) -> told.add(row.time() + (verdict == null ? " -" : "")));
    long[] times = {10, 20, 30, 19, 40, 3_600, 50, 60};
    for (int i = 0; i < times.length; i++) {
      scorer.next(new Reading("k", times[i], new double[] {1}, times[i], i));
    }
    scorer.end();
    assertEquals(List.of("10", "20", "30", "19 -", "40", "3600 -", "50", "60"), told);
    assertEquals(1, scorer.cuts().count(Cut.ASIDE));
    assertEquals(1, scorer.cuts().count(Cut.LATE));
  }
}
