package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.Fault;
import io.stillwater.source.Injection;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped bundle, on pumps that run otherwise than those it was trained on. */
class PumpBundleIT {
  private static final Path FOLDER = Path.of("models", "pump");
  private static final long START = SimulatedReadings.START;
  private static Bundle bundle;
  private static Detector detector;

  @BeforeAll
  static void open() throws Exception {
    bundle = Bundle.load(FOLDER);
    detector = bundle.open(RuntimeOptions.standard());
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @Test
  void bundle_isSmall() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertTrue(bytes < 2 << 20, bytes + " bytes");
    }
  }

  @Test
  void healthyPumps_openNoMoreEpisodesThanPromised() {
    Simulator pumps = new Simulator(8, 77);
    Duration hours = Duration.ofHours(3);
    Map<String, List<Long>> opened = opened(new SimulatedReadings(pumps, START, hours));
    int episodes = opened.values().stream().mapToInt(List::size).sum();
    System.out.println("One key-day of healthy pumps opened " + episodes + " episodes");
    // One is promised; six or more would come once in 1,700 such days.
    assertTrue(episodes <= 5, opened.toString());
    assertEquals(1, bundle.manifest().threshold().budget());
  }

  @Test
  void everyFault_isFoundOnItsPumpAlone() {
    int number = 0;
    for (Fault fault : Fault.values()) {
      String pump = "pump-" + (1 + number++ % 5);
      Simulator pumps = new Simulator(5, 5);
      long from = START + 30_000;
      pumps.inject(new Injection(pump, fault, from, 10_000, from + 120_000));
      Duration minutes = Duration.ofSeconds(150);
      Map<String, List<Long>> opened = opened(new SimulatedReadings(pumps, START, minutes));
      assertEquals(List.of(pump), List.copyOf(opened.keySet()), fault.title());
      long after = opened.get(pump).get(0) - from;
      System.out.println(fault.title() + " found after " + after / 1000 + " s");
      assertTrue(after >= 0, fault.title() + " found before it began");
    }
  }

  /** Event times at which episodes opened, by key. */
  private static Map<String, List<Long>> opened(Readings readings) {
    Map<String, List<Verdict>> verdicts = new TreeMap<>();
    Windower<Void> windower = Windower.offline(bundle.manifest().window());
    List<Window> windows = new ArrayList<>();
    while (readings.hasNext()) {
      KeyWindow<Void> key = windower.add(readings.next());
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
      if (windows.size() == 1024 || !readings.hasNext()) {
        for (Verdict verdict : detector.judge(windows)) {
          verdicts.computeIfAbsent(verdict.window().key(), k -> new ArrayList<>()).add(verdict);
        }
        windows.clear();
      }
    }
    Map<String, List<Long>> opened = new TreeMap<>();
    verdicts.forEach((key, all) -> opened.put(key, Served.opened(bundle.manifest().policy(), all)));
    opened.values().removeIf(List::isEmpty);
    return opened;
  }
}
