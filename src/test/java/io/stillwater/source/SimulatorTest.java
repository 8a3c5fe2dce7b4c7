package io.stillwater.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorTest {
  private static final int SUCTION = 0;
  private static final int DISCHARGE = 1;
  private static final int FLOW = 2;
  private static final int SPEED = 3;
  private static final int CURRENT = 4;

  @Test
  void equalSeeds_giveEqualReadings() {
    List<Reading> one = run(new Simulator(3, 7), 500);
    List<Reading> two = run(new Simulator(3, 7), 500);
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i).values(), two.get(i).values());
      assertEquals(one.get(i).key(), two.get(i).key());
    }
    assertNotEquals(one.get(0).values()[FLOW], run(new Simulator(3, 8), 1).get(0).values()[FLOW]);
  }

  @Test
  void firstReading_isTheSameOnEveryMachine() {
    Reading first = new Simulator(1, 1).next(0).get(0);
    assertEquals(GOLDEN, Arrays.toString(first.values()));
  }

  private static final String GOLDEN =
      "[1.205, 4.745, 49.722, 2788.954, 13.088, 1.29, 39.899, 44.695]";

  @Test
  void eachStep_hasOneReadingOfEachPump() {
    Simulator simulator = new Simulator(3, 1);
    List<Reading> step = simulator.next(12_345);
    assertEquals(List.of("pump-1", "pump-2", "pump-3"), step.stream().map(Reading::key).toList());
    assertTrue(step.stream().allMatch(r -> r.time() == 12_345));
    assertEquals(Simulator.CHANNELS.size(), step.get(0).values().length);
    assertEquals(Simulator.CHANNELS.size(), Simulator.UNITS.size());
  }

  @Test
  void pumps_haveDifferentLevels() {
    double[][] means = new double[3][];
    for (int i = 0; i < 3; i++) {
      String key = "pump-" + (i + 1);
      means[i] =
          mean(run(new Simulator(3, 5), 6000).stream().filter(r -> r.key().equals(key)).toList());
    }
    assertTrue(Math.abs(means[0][DISCHARGE] - means[1][DISCHARGE]) > 0.05);
    assertTrue(Math.abs(means[1][FLOW] - means[2][FLOW]) > 0.5);
  }

  @Test
  void atOneSpeed_moreFlowMeansLessHead() {
    List<double[]> atFull =
        run(new Simulator(1, 3), 20_000).stream()
            .map(Reading::values)
            .filter(v -> Math.abs(v[SPEED] - 2700) < 20)
            .toList();
    double correlation =
        correlation(
            atFull.stream().mapToDouble(v -> v[FLOW]).toArray(),
            atFull.stream().mapToDouble(v -> v[DISCHARGE] - v[SUCTION]).toArray());
    assertTrue(atFull.size() > 200, () -> "only " + atFull.size());
    assertTrue(correlation < -0.8, () -> "correlation " + correlation);
  }

  @Test
  void pumpCurve_holdsWithinTheSensorsNoise() {
    PumpLevels levels = PumpLevels.of(0);
    for (Reading r : run(new Simulator(1, 3), 2000)) {
      double[] v = r.values();
      double ratio = v[SPEED] / 2900;
      double head = levels.shutoffHead() * ratio * ratio - levels.slope() * v[FLOW] * v[FLOW];
      assertEquals(head * 0.0981, v[DISCHARGE] - v[SUCTION], 0.15);
    }
  }

  @Test
  void currentFollowsHydraulicPower() {
    List<Reading> all = run(new Simulator(1, 3), 20_000);
    double correlation =
        correlation(
            all.stream()
                .mapToDouble(r -> r.values()[FLOW] * (r.values()[DISCHARGE] - r.values()[SUCTION]))
                .toArray(),
            all.stream().mapToDouble(r -> r.values()[CURRENT]).toArray());
    assertTrue(correlation > 0.9, () -> "correlation " + correlation);
  }

  @Test
  void temperatures_doNotJump() {
    List<Reading> all = run(new Simulator(1, 3), 5000);
    for (int i = 1; i < all.size(); i++) {
      for (int c = 6; c < 8; c++) {
        assertEquals(all.get(i - 1).values()[c], all.get(i).values()[c], 0.8);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void fault_movesItsChannelsBeyondTheHealthyTwin(Fault fault) {
    int steps = 600;
    Simulator healthy = new Simulator(2, 11);
    Simulator faulty = new Simulator(2, 11);
    faulty.inject(new Injection("pump-2", fault, 10_000, 5_000, 60_000));
    List<Reading> normal = run(healthy, steps);
    List<Reading> wrong = run(faulty, steps);
    double[] moved = new double[Simulator.CHANNELS.size()];
    for (int i = 0; i < normal.size(); i++) {
      boolean during = normal.get(i).key().equals("pump-2") && normal.get(i).time() >= 15_000;
      for (int c = 0; c < moved.length; c++) {
        double apart = Math.abs(normal.get(i).values()[c] - wrong.get(i).values()[c]);
        boolean mayMove = normal.get(i).key().equals("pump-2") && normal.get(i).time() >= 10_000;
        assertTrue(mayMove || apart == 0, "nothing but the faulty pump moves");
        moved[c] = during ? Math.max(moved[c], apart) : moved[c];
      }
    }
    double[] spread = stepSpread(normal.stream().filter(r -> r.key().equals("pump-2")).toList());
    for (String channel : fault.channels()) {
      int c = Simulator.CHANNELS.indexOf(channel);
      assertTrue(c >= 0, channel);
      assertTrue(moved[c] > 6 * spread[c], () -> channel + " by " + moved[c] / spread[c]);
    }
  }

  @Test
  void mendedFault_leavesThePumpAsItWas() {
    Simulator healthy = new Simulator(1, 11);
    Simulator mended = new Simulator(1, 11);
    mended.inject(new Injection("pump-1", Fault.CLOSING_VALVE, 1000, 0, 3000));
    List<Reading> normal = run(healthy, 600);
    List<Reading> after = run(mended, 600);
    assertEquals(normal.get(599).values()[FLOW], after.get(599).values()[FLOW], 0.01);
    assertTrue(Math.abs(normal.get(25).values()[FLOW] - after.get(25).values()[FLOW]) > 5);
  }

  @Test
  void stuckSensor_repeatsOneValueUntilItIsMended() {
    Simulator simulator = new Simulator(1, 2);
    simulator.inject(new Injection("pump-1", Fault.STUCK_SENSOR, 1000, 2000, 5000));
    List<Reading> all = run(simulator, 60);
    for (int i = 11; i < 50; i++) {
      assertEquals(all.get(11).values()[FLOW], all.get(i).values()[FLOW]);
    }
    assertNotEquals(all.get(11).values()[FLOW], all.get(50).values()[FLOW]);
  }

  @Test
  void severity_rampsAndEnds() {
    Injection i = new Injection("p", Fault.LEAK, 1000, 2000, 6000);
    assertEquals(0, i.severity(999));
    assertEquals(0, i.severity(1000));
    assertEquals(0.5, i.severity(2000));
    assertEquals(1, i.severity(3000));
    assertEquals(1, i.severity(5999));
    assertEquals(0, i.severity(6000));
    assertEquals(1, new Injection("p", Fault.LEAK, 0, 0, 1).severity(0));
    assertThrows(IllegalArgumentException.class, () -> new Injection("p", Fault.LEAK, 5, 0, 5));
  }

  @Test
  void unknownPumpAndFault_areRefused() {
    Simulator simulator = new Simulator(1, 2);
    Injection other = new Injection("pump-9", Fault.LEAK, 0, 0, 1);
    assertThrows(IllegalArgumentException.class, () -> simulator.inject(other));
    assertThrows(IllegalArgumentException.class, () -> Fault.named("rust"));
    assertThrows(IllegalArgumentException.class, () -> new Simulator(0, 2));
    assertEquals(Fault.BEARING_WEAR, Fault.named("bearing wear"));
    assertEquals(Fault.CLOSING_VALVE, Fault.named("Closing-Valve"));
  }

  @Test
  void simulatedReadings_coverTheirTime() {
    try (SimulatedReadings readings = SimulatedReadings.healthy(2, 1, Duration.ofSeconds(3))) {
      List<Reading> all = new ArrayList<>();
      readings.forEachRemaining(all::add);
      assertEquals(60, all.size());
      assertEquals(SimulatedReadings.START, all.get(1).time());
      assertEquals(SimulatedReadings.START + 2900, all.get(59).time());
      assertEquals(1, readings.progress());
      assertFalse(readings.hasNext());
    }
  }

  private static List<Reading> run(Simulator simulator, int steps) {
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      all.addAll(simulator.next(i * Simulator.STEP_MILLIS));
    }
    return all;
  }

  private static double[] mean(List<Reading> readings) {
    double[] mean = new double[Simulator.CHANNELS.size()];
    for (Reading r : readings) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += r.values()[c] / readings.size();
      }
    }
    return mean;
  }

  /** The standard deviation of the change from one reading to the next, by channel. */
  private static double[] stepSpread(List<Reading> readings) {
    double[] spread = new double[Simulator.CHANNELS.size()];
    for (int c = 0; c < spread.length; c++) {
      double squares = 0;
      for (int i = 1; i < readings.size(); i++) {
        double change = readings.get(i).values()[c] - readings.get(i - 1).values()[c];
        squares += change * change;
      }
      spread[c] = Math.sqrt(squares / (readings.size() - 1));
    }
    return spread;
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
