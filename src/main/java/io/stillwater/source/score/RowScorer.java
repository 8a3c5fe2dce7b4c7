package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.detect.AlarmTrail;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.detect.recent.RecentKeys;
import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.SeenWindows;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.Cut;
import io.stillwater.window.CutCounts;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every row of a file the verdict that the stream would have had at that moment: that of the
 * window which the row completed, or, for a row inside a cell of the stride, that of its key's
 * window before. A row without a full window has none. Whether it is an alarm follows the rule by
 * which the stream ends episodes, {@link AlarmTrail}.
 *
 * <table>
 * <caption>length 2, stride 20 ms, one key</caption>
 * <tr><th>time</th><th>window</th><th>verdict</th></tr>
 * <tr><td>0</td><td></td><td>none</td></tr>
 * <tr><td>10</td><td></td><td>none</td></tr>
 * <tr><td>20</td><td>10, 20</td><td>its own</td></tr>
 * <tr><td>30</td><td></td><td>that of 20</td></tr>
 * </table>
 *
 * <p>Windows and scores come from the classes that serve. Not thread-safe.
 */
public final class RowScorer {
  private static final int BATCH = 256;
  private static final int MOST_WAITING = 1 << 16; // rows behind one that waits

  private final Detector detector;
  private final RecentKeys recent;
  private final SeenWindows seen;
  private final Windower<Latest> windower;
  private final Output output;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> windows = new ArrayList<>();
  private long heldOut;
  private long remembered;
  private final CutCounts cuts = new CutCounts();

  /** Takes the rows back, in the order of the file. */
  public interface Output {
    /**
     * One row.
     *
     * @param verdict null if the row had no full window
     * @param alarm whether it is one
     */
    void row(Reading reading, Verdict verdict, boolean alarm) throws IOException;
  }

  /** A row that waits for the model: its own window, or the row whose verdict it shares. */
  private static final class Row {
    private final Reading reading;
    private Window window;
    private Row shares;
    private boolean waits; // for what becomes of it
    private Known known = Known.NOTHING;
    private Verdict verdict;
    private boolean alarm;
    private AlarmTrail trail; // of its key, where it has a window

    Row(Reading reading) {
      this.reading = reading;
    }
  }

  /** What a key is remembered by. */
  private static final class Latest {
    private final AlarmTrail trail;
    private Row row; // the newest that has a verdict
    private Row newest; // of all
    private Row before; // the newest
    private Known known = Known.NOTHING;

    Latest(int quiet) {
      trail = new AlarmTrail(quiet);
    }

    /** One is told of twice where it waited, or where it is the last of a clock set back. */
    Row rowOf(Reading reading) {
      if (newest != null && newest.reading.values() == reading.values()) {
        return newest;
      }
      return before != null && before.reading.values() == reading.values() ? before : null;
    }
  }

  /**
   * What the bundle knows of a window.
   *
   * @param seen whether it was trained on it
   * @param score of it while it was held out; NaN if it never was
   */
  private record Known(boolean seen, double score) {
    private static final Known NOTHING = new Known(false, Double.NaN);
  }

  /**
   * As a bundle is served; windows that were trained on are scored as they were while held out.
   *
   * @param adapting how limits follow keys, where it is to be otherwise than the bundle says
   */
  public static RowScorer of(Bundle bundle, Detector detector, Adapting adapting, Output output)
      throws BundleException {
    Manifest manifest = bundle.manifest();
    return new RowScorer(
        manifest.window().on(Grid.NONE), // which rows were put on already
        manifest.policy().quiet(),
        detector,
        adapting.of(manifest.adaptation()),
        bundle.seen(),
        output);
  }

  /**
   * @param quiet calm windows in a row that end an alarm
   * @param adaptation how limits follow keys
   * @param seen windows that were trained on
   */
  RowScorer(
      WindowSpec spec,
      int quiet,
      Detector detector,
      Adaptation adaptation,
      SeenWindows seen,
      Output output) {
    this.detector = detector;
    this.recent = new RecentKeys(adaptation, detector);
    this.seen = seen;
    this.output = output;
    this.windower =
        new Windower<>(spec, Integer.MAX_VALUE, 0, key -> new Latest(quiet), (key, why) -> {});
  }

  /** Scores everything. */
  public void score(Readings data, Progress progress) throws IOException {
    long count = 0;
    while (data.hasNext()) {
      windower.arrive(data.next(), this::came);
      if (windows.size() >= BATCH || rows.size() >= 16 * BATCH) {
        flush();
      }
      if (rows.size() >= MOST_WAITING) {
        windower.end(rows.get(0).reading.key(), this::came);
        flush();
      }
      if (++count % 1000 == 0) {
        progress.step("Scoring", data.progress(), count + " rows");
      }
    }
    windower.end(this::came);
    flush();
    progress.step("Scoring", 1, count + " rows");
  }

  /** What became of a reading, the newest or one that waited; the rows stay in their order. */
  private void came(KeyWindow<Latest> key, Reading reading, Cut cut) {
    Latest latest = key.memory();
    cuts.add(reading, cut);
    if (cut == Cut.BACK) {
      return; // it was late, and went out as that
    }
    Row row = latest.rowOf(reading);
    if (row == null) {
      row = new Row(reading);
      rows.add(row);
      latest.before = latest.newest;
      latest.newest = row;
    }
    row.waits = cut == Cut.HELD;
    switch (cut) {
      case COMPLETE -> {
        row.window = key.window();
        row.known = known(row.window, latest);
        row.trail = latest.trail;
        windows.add(row);
        latest.row = row;
      }
      case SAME_CELL -> row.shares = latest.row;
      case WARMING, MISSING -> {
        latest.row = null;
        latest.known = Known.NOTHING;
      }
      case LATE, HELD, ASIDE, BACK -> {}
    }
  }

  private Known known(Window window, Latest latest) {
    if (!seen.isEmpty() && seen.looksAt(window)) {
      latest.known = new Known(seen.has(window), seen.score(window));
    }
    return latest.known;
  }

  /** Rows so far that were trained on, and have the score that they had while held out. */
  public long heldOut() {
    return heldOut;
  }

  /** Rows so far that were trained on and never held out. */
  public long remembered() {
    return remembered;
  }

  /** What the rows so far led to. */
  public CutCounts cuts() {
    return cuts;
  }

  private Verdict verdict(Row row, Verdict verdict) {
    boolean told = !Double.isNaN(row.known.score());
    return told ? detector.with(verdict, row.known.score()) : verdict;
  }

  private void flush() throws IOException {
    List<Verdict> verdicts = detector.judge(windows.stream().map(r -> r.window).toList());
    for (int i = 0; i < verdicts.size(); i++) {
      Row row = windows.get(i);
      row.verdict = recent.judge(verdict(row, verdicts.get(i)));
      row.alarm = row.trail.alarm(row.verdict);
      row.window = null;
    }
    int done = 0;
    while (done < rows.size() && !rows.get(done).waits) {
      Row row = rows.get(done++);
      Row judged = row.shares == null ? row : row.shares;
      boolean told = !Double.isNaN(judged.known.score());
      heldOut += told ? 1 : 0;
      remembered += judged.known.seen() && !told ? 1 : 0;
      output.row(row.reading, judged.verdict, judged.alarm);
    }
    rows.subList(0, done).clear();
    windows.clear();
  }
}
