package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DependenceTest {
  @Test
  void tableOfTheJavadoc_holds() {
    assertEquals(0.7, Dependence.of(rows("", 1, 2, 3, 4), 1).orElseThrow().correlation(), 1e-12);
    assertEquals(-0.7, Dependence.of(rows("", 2, 4, 1, 3), 1).orElseThrow().correlation(), 1e-12);
  }

  @Test
  void equalValues_haveTheMeanOfTheirRanks() {
    // Ranks 1.5, 1.5, 3.5, 3.5: V = 4/4.
    assertEquals(0.5, Dependence.of(rows("", 5, 5, 9, 9), 1).orElseThrow().correlation(), 1e-12);
  }

  @Test
  void independentRows_doNotFollowEachOther_whateverTheirNumber() {
    Random random = new Random(1);
    for (int n : new int[] {20, 60, 300, 2_000}) {
      for (int repeat = 0; repeat < 50; repeat++) {
        double[] values = random.doubles(n).map(Math::exp).toArray();
        assertFalse(Dependence.of(rows("", values), 1).orElseThrow().holds(), n + " rows");
      }
    }
  }

  @Test
  void readingsOfASensor_followEachOther() {
    Random random = new Random(2);
    for (int n : new int[] {80, 2_000}) {
      for (double memory : new double[] {0.8, -0.8}) {
        double[] values = new double[n];
        for (int i = 1; i < n; i++) {
          values[i] = memory * values[i - 1] + random.nextGaussian();
        }
        assertTrue(Dependence.of(rows("", values), 1).orElseThrow().holds(), n + ", " + memory);
      }
    }
  }

  @Test
  void oneChannelOfMany_isEnough() {
    Random random = new Random(3);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double[] values = random.doubles(8).toArray();
      values[5] = Math.sin(i / 20.0);
      rows.add(Reading.ofRow("", i, values, i));
    }
    Dependence dependence = Dependence.of(rows, 8).orElseThrow();
    assertTrue(dependence.holds());
    assertEquals(5, dependence.channel());
  }

  @Test
  void slightDependence_asOfATableInSomeOrder_isNone() {
    Random random = new Random(4);
    double[] values = new double[4_000];
    for (int i = 1; i < values.length; i++) {
      values[i] = 0.3 * values[i - 1] + random.nextGaussian();
    }
    Dependence dependence = Dependence.of(rows("", values), 1).orElseThrow();
    assertEquals(0.3, dependence.correlation(), 0.06);
    assertFalse(dependence.holds());
  }

  @Test
  void keysOfDifferentLevels_areRankedEachForItself() {
    Random random = new Random(5);
    List<Reading> rows = new ArrayList<>();
    for (int key = 0; key < 10; key++) {
      int level = 100 * key;
      rows.addAll(rows("k" + key, random.doubles(50).map(v -> level + v).toArray()));
    }
    assertEquals(0, Dependence.of(rows, 1).orElseThrow().correlation(), 0.12);
  }

  @Test
  void channelThatMostlyStandsStill_isNotAsked() {
    double[] values = new double[500];
    values[100] = 1;
    values[101] = 1;
    assertTrue(Dependence.of(rows("", values), 1).isEmpty());
  }

  private static List<Reading> rows(String key, double... values) {
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(Reading.ofRow(key, i, new double[] {values[i]}, i));
    }
    return rows;
  }
}
