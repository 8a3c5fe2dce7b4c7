package io.stillwater.cli.benchmark;

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
  private record Promising(String name, double promised) implements Method {
    @Override
    public boolean draws() {
      return false;
    }

    @Override
    public Judgement judge(Case on, long seed) {
      throw new UnsupportedOperationException("nothing is judged here");
    }
  }

  private static Outcome outcome(String method, int rows, int anomalies, double share) {
    Map<Figure, Double> figures =
        Map.of(Figure.FALSE_ALARMS, share, Figure.FALSE_EPISODES, share * 100);
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

    Realised realised = Realised.of(List.of(new Promising("a", 0.015)), cases).get(0);

    assertEquals(new Realised("a", 0.015, 4100, 79, 0.02, 2, 3, 12), realised);
    assertTrue(realised.text().contains("promised 1.50 %"), realised.text());
    assertTrue(realised.text().contains("realised 1.93 % of 4,100"), realised.text());
    assertTrue(realised.text().contains("False episodes: 12, 2.93"), realised.text());
  }

  @Test
  void methodsWithoutAPromise_areLeftOut() {
    List<Outcome> cases = List.of(outcome("a", 100, 0, 0.1));

    assertEquals(List.of(), Realised.of(List.of(new Promising("a", Double.NaN)), cases));
  }

  @Test
  void samples_haveNoEpisodes() {
    Outcome samples = new Outcome("on", "a", 0, 100, 50, Map.of(Figure.FALSE_ALARMS, 0.02), 1);

    Realised realised = Realised.of(List.of(new Promising("a", 0.001)), List.of(samples)).get(0);

    assertEquals(-1, realised.episodes());
    assertTrue(!realised.text().contains("episodes"), realised.text());
  }
}
