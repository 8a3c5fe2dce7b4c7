package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values that are told by their ranks. */
class RankTest {
  private static final double GAP = Double.NaN;
  private static final double QUARTER = 1.1503; // the normal score of 7/8

  private static Preprocessing how(double clip, boolean difference) {
    return new Preprocessing(Mode.GLOBAL, Scaling.RANK, clip, difference);
  }

  private static Window window(String key, double[]... rows) {
    Reading[] readings = new Reading[rows.length];
    for (int r = 0; r < rows.length; r++) {
      readings[r] = Reading.ofRow(key, r, rows[r], r);
    }
    return new Window(readings, 0);
  }

  private static Window column(double... values) {
    double[][] rows = new double[values.length][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {values[r]};
    }
    return window("k", rows);
  }

  private static Normalisation fit(Preprocessing how, Window window) {
    LevelFitter fitter = new LevelFitter(how, window.channels());
    fitter.add(window);
    return fitter.fit();
  }

  @Test
  void values_areTheNormalScoresOfTheirRanks_howeverSkewedTheyAre() {
    Normalisation ranks = fit(how(1e4, false), column(1, 2, 2, 1000));
    float[] seen = ranks.normalise(column(1, 2, 1000));
    assertArrayEquals(new float[] {(float) -QUARTER, 0, (float) QUARTER}, seen, 1e-4f);
    assertArrayEquals(new double[1], ranks.pooled().centre());
    assertArrayEquals(new double[] {1}, ranks.pooled().scale());
    assertEquals(Map.of(), ranks.keys());
  }

  @Test
  void training_hasMeanZeroAndVarianceOne() {
    Random random = new Random(3);
    double[] values = random.doubles(2_000).map(u -> Math.exp(6 * u)).toArray();
    float[] seen = fit(how(1e4, false), column(values)).normalise(column(values));
    double sum = 0;
    double squares = 0;
    for (float score : seen) {
      sum += score;
      squares += score * score;
    }
    assertEquals(0, sum / 2_000, 0.02);
    assertEquals(1, squares / 2_000, 0.03);
  }

  @Test
  void missingValues_areCarried_orTheMiddleAndNotObserved() {
    Normalisation ranks = fit(how(1e4, false), column(1, 2, 2, 10));
    RawBatch raw = new RawBatch(1, 4, 1);
    Window gaps = column(GAP, 10, GAP, 1);
    ranks.write(gaps, raw, 0);
    assertArrayEquals(new float[] {0, 1, 0, 1}, raw.observed());
    assertArrayEquals(new double[] {0, QUARTER, QUARTER, -QUARTER}, raw.values(), 1e-4);
    assertArrayEquals(
        new float[] {0, (float) QUARTER, (float) QUARTER, (float) -QUARTER},
        ranks.normalise(gaps),
        1e-4f);
  }

  @Test
  void gapsInTheTraining_haveNoRank() {
    Normalisation gaps =
        fit(how(1e4, false), column(1, GAP, 2, 2, Double.POSITIVE_INFINITY, 10, GAP));
    assertArrayEquals(new double[] {1, 2, 10}, gaps.curves().get(0).values());
    assertEquals(-QUARTER, gaps.curves().get(0).scores()[0], 1e-4);
  }

  @Test
  void infiniteValues_areFarButFinite() {
    Normalisation ranks = fit(how(1e4, false), column(1, 2, 2, 10));
    float[] seen = ranks.normalise(column(Double.NEGATIVE_INFINITY, 1e6, Double.POSITIVE_INFINITY));
    assertTrue(seen[0] < -20 && seen[0] > -50, "" + seen[0]);
    assertTrue(seen[1] > 5 && seen[1] < seen[2] && seen[2] < 50, seen[1] + " and " + seen[2]);
    float[] clipped = fit(how(2.5, false), column(1, 2, 2, 10)).normalise(column(1e6, 1, -1e6));
    assertArrayEquals(new float[] {2.5f, (float) -QUARTER, -2.5f}, clipped, 1e-4f);
  }

  @Test
  void channelThatStoodStill_hasOneKnot_andCountsOnceItMoves() {
    double[][] rows = new double[100][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i, 50, 3e9 + i % 3}; // the last moves by less than one part in 1e9
    }
    Normalisation ranks = fit(how(1e4, false), window("k", rows));
    assertArrayEquals(new boolean[] {false, true, true}, ranks.constant());
    assertArrayEquals(new double[] {50}, ranks.curves().get(1).values());
    assertEquals(1, ranks.curves().get(2).values().length);
    float[] seen =
        ranks.normalise(window("k", new double[] {49.5, 50, 3e9}, new double[] {49.5, 50.05, 4e9}));
    assertEquals(0, seen[0], 1e-6);
    assertEquals(0, seen[1], 1e-6);
    assertEquals(0, seen[2], 1e-5);
    assertEquals(Math.log(2), seen[4], 1e-6, "a thousandth of its level");
    assertEquals(3, seen[5], 1e-6, "and never more than three");
  }

  @Test
  void steps_areRanked_andTheFirstReadingHasNone() {
    Preprocessing how = how(1e4, true);
    Window training = column(0, 1, 3, 5, 15); // steps 1, 2, 2, 10
    Normalisation ranks = fit(how, training);
    assertArrayEquals(new double[] {1, 2, 10}, ranks.curves().get(0).values());
    Window window = column(100, 101, GAP, 111);
    float[] seen = ranks.normalise(window);
    double none = -QUARTER - Math.log1p(1 / ranks.curves().get(0).unit()); // a step of 0
    assertArrayEquals(
        new float[] {0, (float) -QUARTER, (float) none, (float) QUARTER}, seen, 1e-4f);
    RawBatch raw = new RawBatch(1, 4, 1);
    ranks.write(window, raw, 0);
    assertArrayEquals(new float[] {0, 1, 0, 1}, raw.observed());
    assertArrayEquals(new double[] {100, 101, 101, 111}, ranks.inUnits(window, seen), 1e-4);
  }

  @Test
  void inUnits_leadsBackToTheValues_alsoFarOutside() {
    Random random = new Random(4);
    double[] values = random.doubles(500).map(u -> Math.exp(3 * u)).toArray();
    Normalisation ranks = fit(how(1e4, false), column(values));
    Window window = column(1.5, 7, 19, 60, -300, 1e5);
    double[] back = ranks.inUnits(window, ranks.normalise(window));
    for (int r = 0; r < back.length; r++) {
      double value = window.row(r).values()[0];
      assertEquals(value, back[r], 1e-4 * (1 + Math.abs(value)));
    }
  }

  @Test
  void unknownKeys_haveTheSameRanks() {
    Normalisation ranks = fit(how(1e4, false), column(1, 2, 2, 10));
    double[][] rows = {{2}, {10}, {3}};
    assertArrayEquals(
        ranks.normalise(window("k", rows)), ranks.normalise(window("never seen", rows)));
  }

  @Test
  void curvesThatDoNotFit_areRefused() {
    Level level = new Level(new double[2], new double[] {1, 1});
    Curve curve = new Curve(new double[1], new double[1], 1);
    boolean[] moving = new boolean[2];
    refused(() -> new Normalisation(how(1e4, false), level, moving, Map.of(), List.of(curve)));
    refused(() -> new Normalisation(how(1e4, false), level, moving, Map.of()));
    refused(
        () ->
            new Normalisation(
                Preprocessing.DEFAULT, level, moving, Map.of(), List.of(curve, curve)));
  }

  private static void refused(Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains("a curve for each of 2 channels"), message);
  }
}
