package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.List;
import java.util.Map;
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

  private static Window window(String key, double value) {
    return new Window(new Reading[] {Reading.ofRow(key, 0, new double[] {value}, 0)}, 0);
  }
}
