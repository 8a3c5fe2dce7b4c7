package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.event.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {
  private static final PolicySpec ONE = new PolicySpec(1, 1, 2, 0);
  private static final long HOUR = 3_600_000;

  /** {@code x} is beyond the limit, {@code .} within it, {@code -} without a window. */
  private static FalseAlarms of(String rows, String labels, PolicySpec policy) {
    double[] scores =
        rows.chars().mapToDouble(c -> c == 'x' ? 2 : c == '.' ? 0 : Double.NaN).toArray();
    return FalseAlarms.of(new Judgement(scores, 1), table(labels, true), policy);
  }

  private static Table table(String labels, boolean timed) {
    boolean[] anomalous = new boolean[labels.length()];
    for (int i = 0; i < anomalous.length; i++) {
      anomalous[i] = labels.charAt(i) == '1';
    }
    List<Reading> readings =
        IntStream.range(0, anomalous.length)
            .mapToObj(i -> Reading.ofRow("k", i * HOUR, new double[] {0}, i))
            .toList();
    return new Table(List.of("a"), timed, readings, anomalous);
  }

  @Test
  void tableOfTheJavadoc_holds() {
    FalseAlarms counted = of("x...x....", "000001000", ONE);
    assertEquals(1, counted.episodes());
    assertEquals(3, counted.inAlarm());
    assertEquals(8, counted.normal());
    assertEquals(3.0 / 8, counted.share());
    assertEquals(6 / 24.0, counted.days(), 1e-12); // steps between normal rows
  }

  @Test
  void episodeThatNeverEnds_isOneButAllOfTheTime() {
    FalseAlarms counted = of("xxxxxxxxxx", "0000000000", ONE);
    assertEquals(1, counted.episodes());
    assertEquals(10, counted.inAlarm());
  }

  @Test
  void episodeThatMeetsALabel_isNoFalseAlarm_butItsNormalRowsAreInAlarm() {
    FalseAlarms counted = of("xxxxxxxxxx", "0000100000", ONE);
    assertEquals(0, counted.episodes());
    assertEquals(9, counted.inAlarm());
  }

  @Test
  void singleRowsBeyond_openNothing() {
    FalseAlarms counted = of("x..x..x..", "000000000", PolicySpec.DEFAULT);
    assertEquals(0, counted.episodes());
    assertEquals(0, counted.inAlarm());
  }

  /** As the service, which judges windows only. */
  @Test
  void rowsWithoutAWindow_doNotCountAsQuiet() {
    FalseAlarms counted = of("x---x", "00000", ONE);
    assertEquals(1, counted.episodes());
    assertEquals(5, counted.inAlarm());
  }

  @Test
  void gapsAndRowsWithoutAClock_haveNoDays() {
    assertTrue(
        Double.isNaN(
            FalseAlarms.of(new Judgement(new double[3], 1), table("000", false), ONE).days()));
    List<Reading> rows =
        IntStream.of(0, 1, 2, 3, 1000, 1001)
            .mapToObj(h -> Reading.ofRow("k", h * HOUR, new double[] {0}, h))
            .toList();
    Table gap = new Table(List.of("a"), true, rows, new boolean[6]);
    assertEquals(4 / 24.0, FalseAlarms.of(new Judgement(new double[6], 1), gap, ONE).days(), 1e-12);
  }
}
