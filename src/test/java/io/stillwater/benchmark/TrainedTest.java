package io.stillwater.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.WindowPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainedTest {
  private static final int LENGTH = WindowPlan.LENGTH;

  private static Table wave(int from, int to, int breaks) {
    List<Reading> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      double value = i >= breaks ? 3 : 0;
      double[] values = {Math.sin(0.3 * i) + value, Math.cos(0.3 * i) - value};
      rows.add(Reading.ofRow("k", i, values, i));
    }
    return new Table(List.of("a", "b"), false, rows, new boolean[to - from]);
  }

  @Test
  void retrospective_isTheMeanOverTheWindowsThatCoverTheRow() {
    double[] scores = {Double.NaN, 1, 2, 6, 4};
    // Windows of 2 that end at rows 1 to 4; row 0 is covered by the one that ends at row 1.
    double[] expected = {1, 1.5, 4, 5, 4};
    assertArrayEquals(expected, Trained.lookingBack(scores, 2));
    double[] none = {Double.NaN, Double.NaN};
    assertTrue(Double.isNaN(Trained.lookingBack(none, 2)[0]));
  }

  @Test
  void testThatContinuesTheTraining_hasAScoreForEachRow_andOneApartHasNot() throws Exception {
    Trained memory = Trained.memory(RuntimeOptions.standard());
    Table training = wave(0, 600, 9999);
    Table test = wave(600, 700, 650);
    double[] continued =
        memory.judge(new Case("c", Case.Form.CONTINUED, training, test), 0).scores();
    double[] apart = memory.judge(new Case("c", Case.Form.APART, training, test), 0).scores();
    assertFalse(Double.isNaN(continued[0]));
    assertTrue(Double.isNaN(apart[LENGTH - 2]));
    // Once its window is full, a row has the same score either way.
    assertEquals(continued[LENGTH - 1], apart[LENGTH - 1]);
    assertTrue(continued[90] > continued[40], continued[90] + " after the break");
  }

  @Test
  void scoreOfARow_doesNotDependOnLaterRows() throws Exception {
    Trained memory = Trained.memory(RuntimeOptions.standard());
    Table training = wave(0, 600, 9999);
    Table whole = wave(600, 700, 650);
    Table half = wave(600, 650, 650);
    double[] all = memory.judge(new Case("c", Case.Form.CONTINUED, training, whole), 0).scores();
    double[] few = memory.judge(new Case("c", Case.Form.CONTINUED, training, half), 0).scores();
    for (int i = 0; i < few.length; i++) {
      assertEquals(few[i], all[i], "row " + i);
    }
  }

  @Test
  void dataThatCannotBeTrainedOn_getNoScoresAndNoAlarms() throws Exception {
    List<Reading> still = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      still.add(Reading.ofRow("k", i, new double[] {5}, i));
    }
    Table flat = new Table(List.of("a"), false, still, new boolean[300]);
    Judgement said =
        Trained.defaults(RuntimeOptions.standard())
            .judge(new Case("flat", Case.Form.CONTINUED, flat, flat), 0);
    assertEquals(300, said.scores().length);
    assertTrue(Double.isNaN(said.scores()[299]));
    assertEquals(Double.POSITIVE_INFINITY, said.limit());
    assertTrue(said.note().startsWith("not trained: nothing moves"), said.note());
  }

  @Test
  void configuration_tellsMethodsApart_andIsTheSameTwice() {
    RuntimeOptions runtime = RuntimeOptions.standard();
    assertEquals(Trained.both(runtime).configuration(), Trained.both(runtime).configuration());
    assertFalse(Trained.both(runtime).configuration().contains("@"), "a hash of an object");
    assertFalse(
        Trained.memory(runtime).configuration().equals(Trained.network(runtime).configuration()));
  }
}
