package io.stillwater.source.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.detect.Calibration;
import io.stillwater.detect.Detector;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.model.SeenWindows;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowScorerTest {
  @Test
  void rowsBeforeTheFirstFullWindow_haveNoVerdict() throws IOException {
    assertEquals(
        List.of("a0 -", "a1 -", "a2 3.0", "a3 6.0!"),
        score(new WindowSpec(3, Stride.rows(1), 0, 0, 0), "a0", "a1", "a2", "a3"));
  }

  @Test
  void rowInsideACell_hasTheVerdictOfTheWindowBefore() throws IOException {
    assertEquals(
        List.of("a0 -", "a10 -", "a20 30.0!", "a30 30.0!", "a40 70.0!"),
        score(new WindowSpec(2, Stride.millis(20), 0, 0, 0), "a0", "a10", "a20", "a30", "a40"));
  }

  @Test
  void twoKeys_keepTheOrderOfTheFile() throws IOException {
    assertEquals(
        List.of("a0 -", "b1 -", "b2 3.0", "a3 3.0"),
        score(new WindowSpec(2, Stride.rows(1), 0, 0, 0), "a0", "b1", "b2", "a3"));
  }

  @Test
  void lateRow_hasNoVerdictAndChangesNothing() throws IOException {
    assertEquals(
        List.of("a1 -", "a3 4.0", "a2 -", "a4 7.0!"),
        score(new WindowSpec(2, Stride.rows(1), 0, 0, 0), "a1", "a3", "a2", "a4"));
  }

  @Test
  void rowsAfterAGap_startAnew() throws IOException {
    assertEquals(
        List.of("a0 -", "a1 1.0", "a9 -", "a10 19.0!"),
        score(new WindowSpec(2, Stride.rows(1), 0, 5, 0), "a0", "a1", "a9", "a10"));
  }

  @Test
  void moreRowsThanABatch_allComeBackInOrder() throws IOException {
    String[] rows = new String[10_000];
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "a" + i;
      expected.add(rows[i] + " " + (double) i + (i > 5 ? "!" : ""));
    }
    assertEquals(expected, score(new WindowSpec(1, Stride.rows(1), 0, 0, 0), rows));
  }

  /** Scores the sum of the window's times; beyond 5 is an anomaly. */
  private static List<String> score(WindowSpec spec, String... rows) throws IOException {
    List<String> out = new ArrayList<>();
    Calibration identity =
        new Calibration() {
          @Override
          public double score(double[] logLevels) {
            return logLevels[0];
          }

          @Override
          public PValue pValue(double score) {
            return new PValue(1 / (1 + score), false);
          }
        };
    try (Detector detector =
        new Detector(
            new SumOfTimes(spec.length()),
            identity,
            new Threshold(5, 0.1, Double.NaN, Double.NaN, Double.NaN))) {
      RowScorer scorer =
          new RowScorer(
              spec,
              8,
              detector,
              Adaptation.OFF,
              SeenWindows.NONE,
              (reading, verdict, alarm) ->
                  out.add(
                      reading.key()
                          + reading.time()
                          + " "
                          + (verdict == null ? "-" : verdict.score() + (alarm ? "!" : ""))));
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      scorer.score(
          new Rows(rows),
          new ProgressBar(new Console(nowhere, nowhere, false), true, System::nanoTime));
    }
    return out;
  }

  private record SumOfTimes(int length) implements WindowScorer {
    @Override
    public int channels() {
      return 1;
    }

    @Override
    public List<WindowError> errors(List<Window> windows) {
      return windows.stream().map(w -> new WindowError(new double[] {sum(w)}, null)).toList();
    }

    private static double sum(Window window) {
      double sum = 0;
      for (int i = 0; i < window.length(); i++) {
        sum += window.row(i).time();
      }
      return sum;
    }

    @Override
    public double[] expected(Window window) {
      return new double[length];
    }

    @Override
    public void close() {}
  }

  /** {@code b7} is a reading of key b at time 7. */
  private static final class Rows implements Readings {
    private final Iterator<String> rows;
    private long row;

    Rows(String... rows) {
      this.rows = List.of(rows).iterator();
    }

    @Override
    public List<String> channels() {
      return List.of("x");
    }

    @Override
    public boolean timed() {
      return true;
    }

    @Override
    public double progress() {
      return Double.NaN;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Reading next() {
      String text = rows.next();
      long time = Long.parseLong(text.substring(1));
      return Reading.ofRow(text.substring(0, 1), time, new double[] {time}, row++);
    }

    @Override
    public void close() {}
  }
}
