package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  @Test
  void referenceCases_agree() throws IOException {
    JsonNode cases = Reference.file("window_cases.json").get("cases");
    for (JsonNode on : cases) {
      int length = SlidingWindow.length(Reference.numbers(on.get("series")));
      assertEquals(on.get("expected_window").asInt(), length, on.get("name").asText());
    }
    assertEquals(10, cases.size());
  }

  @Test
  void periodicSeries_giveTheirPeriod() {
    SplittableRandom random = new SplittableRandom(3);
    for (int period : new int[] {10, 37, 144, 290}) {
      double[] noise = random.doubles(period).toArray();
      assertEquals(period, SlidingWindow.length(series(20 * period, t -> noise[t % period])));
    }
  }

  @Test
  void periodBeyondTheLongest_isTheDefault_thoughLowerPeaksLieWithin() {
    double[] noise = new SplittableRandom(5).doubles(350).toArray();
    double[] series = series(7000, t -> noise[t % 350]);
    assertEquals(SlidingWindow.DEFAULT, SlidingWindow.length(series));
  }

  @Test
  void shortPeriods_areNotWindows_thoughTheirMultiplesWouldBe() {
    int[] expected = {6, SlidingWindow.DEFAULT, SlidingWindow.DEFAULT, 6}; // of 3, 4, 5 and 6 rows
    for (int period = 3; period <= 6; period++) {
      double cycle = 2 * Math.PI / period;
      double[] series = series(600, t -> Math.sin(cycle * t));
      assertEquals(expected[period - 3], SlidingWindow.length(series), "period " + period);
    }
  }

  @Test
  void onlyTheFirstTwentyThousandRows_count() {
    double[] series = series(60_000, t -> Math.sin(2 * Math.PI * t / (t < 20_000 ? 50 : 80)));
    assertEquals(50, SlidingWindow.length(series));
  }

  @Test
  void nothingToFind_isTheDefault() {
    assertEquals(SlidingWindow.DEFAULT, SlidingWindow.length(new double[0]));
    assertEquals(SlidingWindow.DEFAULT, SlidingWindow.length(new double[] {1, 2, 3, 2}));
    assertEquals(SlidingWindow.DEFAULT, SlidingWindow.length(series(1000, t -> 0.1)));
    assertEquals(SlidingWindow.DEFAULT, SlidingWindow.length(series(1000, t -> 3.0 * t)));
    assertEquals(
        SlidingWindow.DEFAULT,
        SlidingWindow.length(series(1000, t -> t == 7 ? Double.NaN : Math.sin(t))));
  }

  private static double[] series(int rows, IntToDoubleFunction value) {
    return IntStream.range(0, rows).mapToDouble(value).toArray();
  }
}
