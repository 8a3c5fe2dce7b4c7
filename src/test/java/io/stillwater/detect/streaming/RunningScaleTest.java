package io.stillwater.detect.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunningScaleTest {
  private static double[] draw(int rows, double mean, double deviation) {
    Random random = new Random(5);
    return random.doubles(rows).map(u -> mean + deviation * Math.sqrt(12) * (u - 0.5)).toArray();
  }

  private static double last(double[] series, int horizon) {
    RunningScale scale = new RunningScale(horizon);
    double last = 0;
    for (double value : series) {
      last = scale.add(value);
    }
    return last;
  }

  @Test
  void withinTheHorizon_theRecursionIsTheBatch() {
    double[] series = draw(700, 1e4, 3);
    double mean = Arrays.stream(series).average().orElseThrow();
    double square = Arrays.stream(series).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertEquals(Math.sqrt(square), last(series, 1000) - 1e-6 * mean, 1e-9);
  }

  @Test
  void beyondTheHorizon_itIsTheWeightedSum() {
    int horizon = 50;
    double[] series = draw(400, 2, 1);
    double[] weights = new double[series.length]; // what the recursion comes to, written out
    Arrays.fill(weights, 0, horizon, 1.0 / horizon);
    for (int i = horizon; i < series.length; i++) {
      for (int j = 0; j < i; j++) {
        weights[j] *= 1 - 1.0 / horizon;
      }
      weights[i] = 1.0 / horizon;
    }
    double mean = 0;
    double square = 0;
    for (int i = 0; i < series.length; i++) {
      mean += weights[i] * series[i];
      square += weights[i] * series[i] * series[i];
    }
    assertEquals(Math.sqrt(square - mean * mean) + 1e-6 * mean, last(series, horizon), 1e-9);
  }

  @Test
  void constantChannel_hasAScaleOfItsLevel() {
    double scale = last(new double[] {20, 20, 20}, 100);
    assertTrue(scale > 0 && scale < 1e-4, "" + scale);
    assertTrue(last(new double[] {0, 0, 0}, 100) > 0, "also at level 0");
  }
}
