package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Cut;
import io.stillwater.window.LevelFitter;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows that are made of stored rows, against those of the windower. */
class StoredWindowsTest {
  private static final int CHANNELS = 3;
  private static final List<WindowSpec> SPECS =
      List.of(
          new WindowSpec(16, Stride.rows(1), 8, 5_000, 60_000),
          new WindowSpec(5, Stride.millis(1_000), 2, 5_000, 20_000),
          new WindowSpec(4, Stride.rows(100), 2, 0, 0),
          new WindowSpec(1, Stride.rows(1), 1, 0, 0),
          new WindowSpec(150, Stride.rows(7), 75, 0, 0));

  @TempDir Path folder;

  @Test
  void windowsOfRowsInHeap_areThoseOfTheWindowerToTheBit() throws Exception {
    for (WindowSpec spec : SPECS) {
      try (RowStore rows = new RowStore(CHANNELS, Room.standard())) {
        requireSame(spec, collect(rows, spec, Integer.MAX_VALUE, readings(9_000)));
        assertEquals(0, rows.fileBytes());
      }
    }
  }

  @Test
  void windowsOfRowsInAFile_areThoseOfTheWindowerToTheBit() throws Exception {
    for (WindowSpec spec : SPECS) {
      try (RowStore rows = new RowStore(CHANNELS, inFile())) {
        requireSame(spec, collect(rows, spec, Integer.MAX_VALUE, readings(9_000)));
        assertTrue(rows.fileBytes() > 0 && rows.heapBytes() <= 20_000);
      }
    }
  }

  @Test
  void thinnedWindows_areStillThoseOfTheWindower() throws Exception {
    for (WindowSpec spec : List.of(SPECS.get(0), SPECS.get(1), SPECS.get(3))) {
      try (RowStore rows = new RowStore(CHANNELS, inFile())) {
        Samples samples = collect(rows, spec, 1_200, readings(30_000));
        assertTrue(samples.size() <= 1_200 && samples.size() > 600, "" + samples.size());
        Map<Long, Window> byOffset = new HashMap<>();
        expected(spec, readings(30_000)).forEach(w -> byOffset.put(w.last().offset(), w));
        for (Window window : samples.windows()) {
          requireSame(byOffset.get(window.last().offset()), window);
        }
      }
    }
  }

  @Test
  void roomOfBlocksThatWent_isTakenAgain() throws Exception {
    WindowSpec spec = SPECS.get(0);
    long[] bytes = new long[2];
    for (int i = 0; i < 2; i++) {
      try (RowStore rows = new RowStore(CHANNELS, inFile())) {
        collect(rows, spec, 2_000, readings(i == 0 ? 20_000 : 200_000));
        bytes[i] = rows.heapBytes() + rows.fileBytes();
      }
    }
    assertTrue(bytes[1] <= 1.3 * bytes[0], bytes[0] + " bytes, and " + bytes[1] + " of ten times");
  }

  @Test
  void rowsThatNoWindowReads_takeNoRoom() throws Exception {
    WindowSpec spec = new WindowSpec(4, Stride.rows(1_000), 2, 0, 0);
    try (RowStore rows = new RowStore(CHANNELS, Room.standard())) {
      Samples samples = collect(rows, spec, Integer.MAX_VALUE, readings(100_000));
      requireSame(spec, samples, readings(100_000));
      assertTrue(rows.heapBytes() < 0.3 * 100_000 * (32 + 8 * CHANNELS), "" + rows.heapBytes());
    }
  }

  @Test
  void whatIsLeftAfterSomeWent_keepsItsWindowsAndItsRuns() throws Exception {
    WindowSpec spec = SPECS.get(0);
    try (RowStore rows = new RowStore(CHANNELS, Room.standard())) {
      Samples all = collect(rows, spec, Integer.MAX_VALUE, readings(9_000));
      boolean[] gone = new boolean[all.size()];
      SplittableRandom random = new SplittableRandom(4);
      for (int i = 0; i < gone.length; i++) {
        gone[i] = (i > 0 && random.nextInt(5) > 0) ? gone[i - 1] : random.nextBoolean();
      }
      Samples rest = all.without(gone);
      int at = 0;
      for (int i = 0; i < gone.length; i++) {
        if (!gone[i]) {
          requireSame(all.window(i), rest.window(at));
          assertEquals(all.key(i), rest.key(at));
          assertEquals(all.end(i), rest.end(at));
          assertEquals(i > 0 && !gone[i - 1] && all.follows(i), rest.follows(at), "window " + i);
          at++;
        }
      }
      assertEquals(at, rest.size());
    }
  }

  @Test
  void levelsOfTheRows_areThoseOfTheWholeWindowsToTheBit() throws Exception {
    for (WindowSpec spec : SPECS) {
      try (RowStore rows = new RowStore(CHANNELS, inFile())) {
        Samples samples = collect(rows, spec, Integer.MAX_VALUE, readings(9_000));
        Indices some = Indices.where(samples.size(), i -> i / 40 % 5 != 2);
        for (boolean steps : new boolean[] {false, spec.length() > 1}) {
          Preprocessing how =
              new Preprocessing(
                  Normalisation.Mode.KEY, Scaling.ROBUST, Preprocessing.DEFAULT.clip(), steps);
          Normalisation level = LevelPass.of(how, samples, some, spec, CHANNELS);
          requireSame(naive(how, samples, some, spec), level);
        }
      }
    }
  }

  @Test
  void closedRows_makeNoWindow() throws Exception {
    RowStore rows = new RowStore(CHANNELS, inFile());
    Samples samples = collect(rows, SPECS.get(0), Integer.MAX_VALUE, readings(2_000));
    rows.close();
    String message =
        assertThrows(IllegalStateException.class, () -> samples.window(0)).getMessage();
    assertTrue(message.contains("closed"), message);
  }

  /** Each reading of the windows once, from whole windows. */
  private static Normalisation naive(
      Preprocessing how, Samples samples, Indices some, WindowSpec spec) {
    LevelFitter fitter = new LevelFitter(how, CHANNELS);
    double[] values = new double[spec.length() * CHANNELS];
    float[] observed = new float[values.length];
    Map<Integer, Long> next = new HashMap<>();
    for (int i : some.stream().toArray()) {
      long oldest = samples.end(i) - spec.length() + 1;
      long from = Math.max(0, next.getOrDefault(samples.key(i), 0L) - oldest);
      Window window = samples.window(i);
      window.copyTo(values, 0, observed, 0);
      fitter.add(window.key(), values, observed, (int) from);
      next.put(samples.key(i), samples.end(i) + 1);
    }
    return fitter.fit();
  }

  private static void requireSame(Normalisation expected, Normalisation found) {
    Map<String, Normalisation.Level> wanted = new TreeMap<>(expected.keys());
    wanted.put("pooled", expected.pooled());
    Map<String, Normalisation.Level> levels = new TreeMap<>(found.keys());
    levels.put("pooled", found.pooled());
    assertEquals(wanted.keySet(), levels.keySet());
    wanted.forEach(
        (key, level) -> {
          assertArrayEquals(level.centre(), levels.get(key).centre());
          assertArrayEquals(level.scale(), levels.get(key).scale());
        });
  }

  private Room inFile() {
    return new Room(20_000, 50_000, 0, folder);
  }

  private static Samples collect(RowStore rows, WindowSpec spec, int most, List<Reading> readings)
      throws TrainingException {
    WindowCollector collector = new WindowCollector(rows, spec, most, 1);
    for (Reading reading : readings) {
      collector.add(reading);
    }
    collector.end();
    return Samples.of(collector.blocks());
  }

  private static void requireSame(WindowSpec spec, Samples samples) {
    requireSame(spec, samples, readings(9_000));
  }

  private static void requireSame(WindowSpec spec, Samples samples, List<Reading> readings) {
    List<Window> expected = expected(spec, readings);
    assertEquals(expected.size(), samples.size());
    assertTrue(samples.size() > 20, "only " + samples.size());
    for (int i = 0; i < expected.size(); i++) {
      requireSame(expected.get(i), samples.window(i));
      assertEquals(expected.get(i).endTime(), samples.endTime(i));
    }
  }

  private static void requireSame(Window expected, Window found) {
    assertEquals(expected.lead(), found.lead());
    assertEquals(expected.length(), found.length());
    for (int row = -expected.lead(); row < expected.length(); row++) {
      Reading one = expected.row(row);
      Reading other = found.row(row);
      assertEquals(one.key(), other.key());
      assertEquals(one.time(), other.time());
      assertEquals(one.recordTime(), other.recordTime());
      assertEquals(one.offset(), other.offset());
      assertArrayEquals(one.values(), other.values());
    }
    assertEquals(expected.carriedChannels(), found.carriedChannels());
    for (int shift = 0; shift <= expected.lead(); shift++) {
      requireSameValues(expected.earlier(shift), found.earlier(shift));
    }
  }

  private static void requireSameValues(Window expected, Window found) {
    double[][] values = new double[2][expected.length() * CHANNELS];
    float[][] observed = new float[2][expected.length() * CHANNELS];
    expected.copyTo(values[0], 0, observed[0], 0);
    found.copyTo(values[1], 0, observed[1], 0);
    assertArrayEquals(values[0], values[1]);
    assertArrayEquals(observed[0], observed[1]);
  }

  /** Key by key, in the order of their appearance. */
  private static List<Window> expected(WindowSpec spec, List<Reading> readings) {
    Map<String, Windower<Void>> windowers = new HashMap<>();
    Map<String, List<Window>> windows = new LinkedHashMap<>();
    for (Reading reading : readings) {
      Windower<Void> windower =
          windowers.computeIfAbsent(reading.key(), key -> Windower.offline(spec));
      windows.computeIfAbsent(reading.key(), name -> new ArrayList<>());
      windower.arrive(reading, keeping(windows));
    }
    windowers.values().forEach(windower -> windower.end(keeping(windows)));
    return windows.values().stream().flatMap(List::stream).toList();
  }

  private static Windower.Outcome<Void> keeping(Map<String, List<Window>> windows) {
    return (key, reading, cut) -> {
      if (cut == Cut.COMPLETE) {
        windows.get(key.key()).add(key.window());
      }
    };
  }

  /** Of three keys, with values missing, readings late, old and after a gap, and a rare key. */
  private static List<Reading> readings(int count) {
    SplittableRandom random = new SplittableRandom(11);
    List<Reading> readings = new ArrayList<>();
    long now = 1_000_000;
    for (int i = 0; i < count; i++) {
      now += random.nextInt(400) == 0 ? 100_000 : random.nextInt(300);
      long time = random.nextInt(60) == 0 ? now - 3_000 : now;
      long recordTime = random.nextInt(700) == 0 ? time - 30_000 : time + random.nextInt(5);
      String key = random.nextInt(50) == 0 ? "rare" : random.nextBoolean() ? "a" : "b";
      double[] values = {random.nextDouble(), i % 7, random.nextDouble() < 0.4 ? 0.0 : -0.0};
      for (int c = 0; c < CHANNELS; c++) {
        values[c] = random.nextInt(12) == 0 ? Double.NaN : values[c];
      }
      readings.add(new Reading(key, time, values, recordTime, 3L * i));
    }
    return readings;
  }
}
