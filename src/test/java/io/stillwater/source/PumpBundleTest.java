package io.stillwater.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.BundleException;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped bundle against loads, noise and faults that it was not trained on. */
class PumpBundleTest {
  private static final long FAULT_AT = 10_000;

  private static WindowSpec windows;
  private static Detector detector;

  @BeforeAll
  static void open() throws BundleException {
    Bundle bundle = Bundle.load(Path.of("models/pump"));
    windows = bundle.manifest().window();
    detector = bundle.open(RuntimeOptions.standard());
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFault_isFoundWithinTenSecondsOnEachPump(Fault fault) {
    for (int pump = 1; pump <= 4; pump++) {
      String key = "pump-" + pump;
      Simulator simulator = new Simulator(4, 1000 + pump);
      simulator.inject(new Injection(key, fault, FAULT_AT, 3000, 60_000));
      List<Verdict> own =
          judge(simulator, 20_000).stream().filter(v -> v.window().key().equals(key)).toList();
      List<Long> beyond =
          own.stream().filter(Verdict::beyond).map(v -> v.window().endTime()).toList();
      assertTrue(beyond.size() >= 2, () -> key + ": windows beyond at " + beyond);
      assertTrue(beyond.get(0) >= FAULT_AT, () -> key + ": windows beyond at " + beyond);
    }
  }

  @Test
  void healthyPumps_areQuiet() {
    List<Verdict> all = judge(new Simulator(5, 991), 600_000);
    long beyond = all.stream().filter(Verdict::beyond).count();
    assertTrue(all.size() > 2900, () -> all.size() + " windows");
    assertTrue(beyond <= all.size() / 1000, () -> beyond + " of " + all.size());
  }

  private static List<Verdict> judge(Simulator simulator, long millis) {
    Windower<Void> windower = Windower.offline(windows);
    List<Verdict> verdicts = new ArrayList<>();
    List<Window> batch = new ArrayList<>();
    for (long time = 0; time < millis; time += Simulator.STEP_MILLIS) {
      for (Reading reading : simulator.next(time)) {
        KeyWindow<Void> key = windower.add(reading);
        if (windower.cut() == Cut.COMPLETE) {
          batch.add(key.window());
        }
      }
      if (batch.size() >= 256) {
        verdicts.addAll(detector.judge(batch));
        batch.clear();
      }
    }
    verdicts.addAll(detector.judge(batch));
    return verdicts;
  }
}
