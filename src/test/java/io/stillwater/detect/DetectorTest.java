package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectorTest {
  /** The score is the value itself; the p-value falls tenfold with each step. */
  private static final class Plain implements WindowScorer, Calibration {
    @Override
    public int length() {
      return 1;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public List<WindowError> errors(List<Window> windows) {
      return windows.stream().map(Plain::error).toList();
    }

    private static WindowError error(Window window) {
      double[] values = new double[1];
      window.copyTo(values, 0, new float[1], 0);
      return new WindowError(values, new double[1]);
    }

    @Override
    public double[] expected(Window window) {
      return new double[1];
    }

    @Override
    public double score(double[] logLevels) {
      return logLevels[0];
    }

    @Override
    public PValue pValue(double score) {
      return new PValue(Math.pow(10, -score), false);
    }

    @Override
    public void close() {}
  }

  @Test
  void keyWithALevel_isJudgedByIt_othersByWhatAllShare() {
    Threshold threshold = new Threshold(3, 1e-3, 1, 0.5, 2, Map.of("noisy", new ScoreLevel(1, 2)));
    Plain plain = new Plain();
    try (Detector detector = new Detector(plain, plain, threshold)) {
      List<Verdict> verdicts =
          detector.judge(List.of(window("noisy", 6.9), window("noisy", 7.1), window("new", 3.1)));
      assertFalse(verdicts.get(0).beyond());
      assertTrue(verdicts.get(1).beyond() && verdicts.get(2).beyond());
      assertEquals((7.1 - 1) / 2, verdicts.get(1).score(), 1e-12);
      assertEquals(3.1, verdicts.get(2).score());
      for (Verdict verdict : verdicts) {
        assertEquals(verdict.beyond(), verdict.pValue().value() < threshold.pValue());
      }
    }
  }

  /** Channel 0 is still from one unchanged reading on; the score is that of the newest reading. */
  private static final class Two implements WindowScorer {
    @Override
    public int length() {
      return 2;
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public List<WindowError> errors(List<Window> windows) {
      return windows.stream().map(Two::error).toList();
    }

    private static WindowError error(Window window) {
      double score = window.last().values()[2];
      return new WindowError(
          new double[] {score}, new double[] {0.25, 2, 1}, new double[] {0, 0, 0.5});
    }

    @Override
    public double[] expected(Window window) {
      return new double[6];
    }

    @Override
    public void close() {}
  }

  private static Window pair(double before, double newest, double score) {
    return new Window(
        new Reading[] {
          Reading.ofRow("", 0, new double[] {before, 0, 0}, 0),
          Reading.ofRow("", 1, new double[] {newest, 0, score}, 1)
        },
        0);
  }

  private static Detector still(Optional<NewestJudge> newest) {
    Plain plain = new Plain();
    Threshold threshold = new Threshold(3, 1e-3, Double.NaN, Double.NaN, Double.NaN);
    StillnessJudge stillness = new StillnessJudge(List.of(new Stillness(0, 0, 0, 1)), 4);
    return new Detector(new Two(), plain, threshold, newest, stillness);
  }

  @Test
  void stillWindow_isRaisedBeyondTheThreshold_andTheStillChannelLeads() {
    NewestJudge newest = new NewestJudge(new int[] {0}, new Plain());
    try (Detector detector = still(Optional.of(newest))) {
      Verdict verdict = detector.judge(List.of(pair(5, 5, 0.5))).get(0);
      assertTrue(verdict.beyond());
      assertEquals(4, verdict.score());
      assertEquals(1e-4, verdict.pValue().value(), 1e-12);
      assertArrayEquals(new double[] {2.25, 2, 1}, verdict.error().channels());
      assertArrayEquals(new double[] {0.5, 0, 0.5}, verdict.error().newest());
      assertFalse(verdict.newest().calm(), "the newest readings are still as well");
      assertTrue(verdict.newest().beyond());
    }
  }

  @Test
  void windowThatMoves_isJudgedAsWithoutStillness_andAStrangerOneIsNotLowered() {
    try (Detector detector = still(Optional.empty())) {
      List<Verdict> verdicts =
          detector.judge(List.of(pair(5, 5.01, 0.5), pair(5, 5, 6), pair(5, 5, 3.5)));
      assertEquals(0.5, verdicts.get(0).score());
      assertFalse(verdicts.get(0).beyond());
      assertArrayEquals(new double[] {0.25, 2, 1}, verdicts.get(0).error().channels());
      assertEquals(6, verdicts.get(1).score());
      assertEquals(4, verdicts.get(2).score());
      assertNull(verdicts.get(1).newest());
    }
  }

  @Test
  void stillWindow_isBeyondAllThatWasHeldOut() {
    FittedCalibration calibration =
        FittedCalibration.fit(List.of(new double[] {0}, new double[] {1}, new double[] {2}));
    for (double limit : new double[] {-1, 3}) {
      Threshold threshold = new Threshold(limit, 0.5, Double.NaN, Double.NaN, Double.NaN);
      double score = StillnessJudge.of(List.of(), calibration, threshold).score();
      assertTrue(score > limit, "score " + score);
      assertTrue(calibration.pValue(score).value() <= 1 / 4.0, "score " + score);
    }
  }

  private static Window window(String key, double value) {
    return new Window(new Reading[] {Reading.ofRow(key, 0, new double[] {value}, 0)}, 0);
  }
}
