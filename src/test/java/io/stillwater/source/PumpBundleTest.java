package io.stillwater.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped bundles against loads, noise and faults that it was not trained on. */
class PumpBundleTest {
  private static final long FAULT_AT = 10_000;

  private static final Map<String, Detector> DETECTORS = new TreeMap<>();
  private static final Map<String, WindowSpec> WINDOWS = new TreeMap<>();

  @BeforeAll
  static void open() throws BundleException {
    for (String name : List.of("pump", "pump-memory")) {
      Bundle bundle = Bundle.load(Path.of("models", name));
      WINDOWS.put(name, bundle.manifest().window());
      DETECTORS.put(name, bundle.open(RuntimeOptions.standard()));
    }
  }

  @AfterAll
  static void close() {
    DETECTORS.values().forEach(Detector::close);
  }

  static Stream<Arguments> faults() {
    return DETECTORS.keySet().stream()
        .flatMap(name -> Stream.of(Fault.values()).map(fault -> Arguments.of(name, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFault_isFoundWithinTenSecondsOnEachPump(String bundle, Fault fault) {
    for (int pump = 1; pump <= 4; pump++) {
      String key = "pump-" + pump;
      Simulator simulator = new Simulator(4, 1000 + pump);
      simulator.inject(new Injection(key, fault, FAULT_AT, 3000, 60_000));
      List<Verdict> own =
          judge(bundle, simulator, 20_000).stream()
              .filter(v -> v.window().key().equals(key))
              .toList();
      List<Long> beyond =
          own.stream().filter(Verdict::beyond).map(v -> v.window().endTime()).toList();
      assertTrue(beyond.size() >= 2, () -> key + ": windows beyond at " + beyond);
      assertTrue(beyond.get(0) >= FAULT_AT, () -> key + ": windows beyond at " + beyond);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump", "pump-memory"})
  void healthyPumps_areQuiet(String bundle) {
    List<Verdict> all = judge(bundle, new Simulator(5, 991), 600_000);
    long beyond = all.stream().filter(Verdict::beyond).count();
    assertTrue(all.size() > 2900, () -> all.size() + " windows");
    double promised = DETECTORS.get(bundle).threshold().pValue() * all.size();
    double most = promised + 4 * Math.sqrt(promised) + 1; // a Poisson count reaches it once in 1000
    assertTrue(beyond <= most, () -> beyond + " of " + all.size() + ", promised " + promised);
  }

  private static List<Verdict> judge(String bundle, Simulator simulator, long millis) {
    Detector detector = DETECTORS.get(bundle);
    Windower<Void> windower = Windower.offline(WINDOWS.get(bundle));
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
