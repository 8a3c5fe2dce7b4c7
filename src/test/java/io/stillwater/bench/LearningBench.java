package io.stillwater.bench;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.detect.PoissonInterval;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Keys that learn as they go, without a bundle, on the test files of SMD, whose rows are minutes:
 * episodes at normal rows for a key and day, share of normal rows in alarm, labelled events found,
 * time for a reading, bytes of state.
 *
 * <p>Arguments: budgets, alarms for a key and day (0.3, 1, 3).
 */
public final class LearningBench {
  private static final long MINUTE = 60_000;
  private static final double DAY = 1_440; // rows

  private int normalEpisodes;
  private int normalRows;
  private int inAlarm;
  private int events;
  private int found;
  private long nanos;
  private long rows;
  private int bytes;

  private LearningBench() {}

  public static void main(String[] args) throws Exception {
    Path data = PublicData.folder("smd").orElseThrow(() -> new Exception(PublicData.MISSING));
    CaseSource source = Collection.SMD.in(data, CsvTables::read);
    System.out.println(
        "b    machine         false episodes a day (90 %)   in alarm   events    µs a reading   KiB");
    for (String budget : args.length > 0 ? args : new String[] {"0.3", "1", "3"}) {
      LearningBench all = new LearningBench();
      for (String name : source.names()) {
        Case machine = source.read(name);
        LearningBench one = new LearningBench();
        one.judge(machine.test(), Double.parseDouble(budget));
        one.print(budget, name);
        all.add(one);
      }
      all.print(budget, "all");
    }
  }

  private void judge(Table table, double budget) throws Exception {
    KeyStream stream = new KeyStream(budget);
    boolean[] labels = table.labels();
    boolean[] alarmed = new boolean[labels.length];
    int calm = KeyStream.OVER;
    long begun = System.nanoTime();
    for (int i = 0; i < labels.length; i++) {
      double[] values = table.rows().get(i).values();
      Reading reading = new Reading("k", i * MINUTE, values, i * MINUTE, i);
      Verdict verdict = stream.next(new Window(new Reading[] {reading}, 0));
      calm = verdict.beyond() ? 0 : calm + 1;
      alarmed[i] = calm < KeyStream.OVER;
    }
    nanos = System.nanoTime() - begun;
    rows = labels.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.write(new DataOutputStream(out), table.channels());
    bytes = out.size();
    count(labels, alarmed);
  }

  private void count(boolean[] labels, boolean[] alarmed) {
    for (int i = 0; i < labels.length; i++) {
      normalRows += labels[i] ? 0 : 1;
      inAlarm += !labels[i] && alarmed[i] ? 1 : 0;
      if (labels[i] && (i == 0 || !labels[i - 1])) {
        events++;
        found += any(alarmed, i, end(labels, i)) ? 1 : 0;
      }
      if (alarmed[i] && (i == 0 || !alarmed[i - 1])) {
        normalEpisodes += any(labels, i, end(alarmed, i)) ? 0 : 1;
      }
    }
  }

  private static int end(boolean[] marks, int from) {
    int end = from;
    while (end < marks.length && marks[end]) {
      end++;
    }
    return end;
  }

  private static boolean any(boolean[] marks, int from, int to) {
    for (int i = from; i < to; i++) {
      if (marks[i]) {
        return true;
      }
    }
    return false;
  }

  private void add(LearningBench other) {
    normalEpisodes += other.normalEpisodes;
    normalRows += other.normalRows;
    inAlarm += other.inAlarm;
    events += other.events;
    found += other.found;
    nanos += other.nanos;
    rows += other.rows;
    bytes = Math.max(bytes, other.bytes);
  }

  private void print(String budget, String name) {
    double days = normalRows / DAY;
    PoissonInterval interval = PoissonInterval.of(normalEpisodes);
    System.out.printf(
        Locale.ROOT,
        "%-4s %-14s %6d  %5.2f  %5.2f to %5.2f   %6.2f %%  %3d of %3d   %8.1f   %8d%n",
        budget,
        name,
        normalEpisodes,
        normalEpisodes / days,
        interval.low() / days,
        interval.high() / days,
        100.0 * inAlarm / normalRows,
        found,
        events,
        nanos / 1e3 / rows,
        bytes / 1024);
  }
}
