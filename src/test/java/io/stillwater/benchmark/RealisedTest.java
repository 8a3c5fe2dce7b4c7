package io.stillwater.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealisedTest {
  private record Promising(String name, double promised, double promisedInAlarm) implements Method {
    @Override
    public boolean draws() {
      return false;
    }

    @Override
    public Judgement judge(Case on, long seed) {
      throw new UnsupportedOperationException("nothing is judged here");
    }
  }

  /** With a share of the normal rows beyond the limit, and twice as many in alarm. */
  private static Outcome outcome(String method, int rows, int anomalies, double share) {
    Map<Figure, Double> figures =
        Map.of(
            Figure.FALSE_ALARMS,
            share,
            Figure.IN_ALARM,
            2 * share,
            Figure.FALSE_EPISODES,
            share * 100,
            Figure.NORMAL_DAYS,
            share == 0.01 ? Double.NaN : 2.0);
    return new Outcome("on", method, 0, rows, anomalies, figures, 1);
  }

  @Test
  void counts_areThoseOfNormalRowsOfAllCases() {
    List<Outcome> cases =
        List.of(
            outcome("a", 1100, 100, 0.01), // 10 of 1,000
            outcome("a", 3000, 0, 0.02), // 60 of 3,000
            outcome("a", 500, 500 - 100, 0.09), // 9 of 100
            outcome("b", 9999, 0, 0.5));

    Realised realised = Realised.of(List.of(new Promising("a", 0.001, 0.03)), cases).get(0);

    assertEquals(
        new Realised("a", 0.001, 0.03, new Realised.Counted(4100, 79, 158, 12, 4), 0.04, 2, 3),
        realised);
    String text = realised.text();
    assertTrue(text.contains("promised at most 3 % of normal rows in alarm"), text);
    assertTrue(text.contains("realised 3.85 % of 4,100 (median case 4.00 %"), text);
    assertTrue(text.contains("False-alarm episodes: 12, 2.93 in 1,000"), text);
    assertTrue(text.contains("3 a day for each key (1.7 to 4.9; 4.0 days)"), text);
    assertTrue(text.contains("Beyond the limit: 1.93 %"), text);
    assertEquals(158L, realised.json().get("normal_rows_in_alarm"));
    assertEquals(3.0, realised.json().get("false_episodes_per_key_day"));
  }

  /** An episode that never ends is no false alarm by number, and all of the time in alarm. */
  @Test
  void endlessEpisode_isTold() {
    Map<Figure, Double> figures =
        Map.of(Figure.FALSE_ALARMS, 0.9, Figure.IN_ALARM, 0.94, Figure.FALSE_EPISODES, 0.0);
    Outcome endless = new Outcome("on", "a", 0, 100, 0, figures, 1);

    Realised realised =
        Realised.of(List.of(new Promising("a", 0.001, 0.01)), List.of(endless)).get(0);

    assertTrue(realised.text().contains("realised 94.00 % of 100"), realised.text());
    assertEquals(0, realised.kept());
  }

  @Test
  void methodsWithoutAPromise_areLeftOut() {
    List<Outcome> cases = List.of(outcome("a", 100, 0, 0.1));

    assertEquals(
        List.of(), Realised.of(List.of(new Promising("a", Double.NaN, Double.NaN)), cases));
  }

  @Test
  void samples_haveNoEpisodes() {
    Outcome samples = new Outcome("on", "a", 0, 100, 50, Map.of(Figure.FALSE_ALARMS, 0.02), 1);

    Realised realised =
        Realised.of(List.of(new Promising("a", 0.001, 0.01)), List.of(samples)).get(0);

    assertEquals(-1, realised.rows().episodes());
    assertTrue(
        realised.text().contains("promised at most 0.1 % of normal rows beyond"), realised.text());
    assertTrue(!realised.text().contains("episodes"), realised.text());
  }
}
