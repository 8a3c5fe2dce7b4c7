package io.stillwater.source.score;

import io.stillwater.console.Progress;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.streaming.KeyStream;
import io.stillwater.detect.streaming.StreamingDetector;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.window.Cut;
import io.stillwater.window.CutCounts;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Scores every row of a file by its key's own past, as the service does for a topic that no bundle
 * watches. Rows are taken in the order of the file; one from before its key's newest is late, one
 * far ahead of what follows is set aside, and neither has a score.
 */
public final class StreamScorer {
  private static final WindowSpec WINDOW =
      new WindowSpec(StreamingDetector.SPAN, Stride.rows(1), 0, 0, 0);
  private static final int MOST_WAITING = 1 << 16; // rows behind one that waits

  private final Windower<Key> windower;
  private final RowScorer.Output output;
  private final Deque<Row> rows = new ArrayDeque<>();
  private final CutCounts cuts = new CutCounts();
  private long count;

  /** A row that has not gone out yet. */
  private static final class Row {
    private final Reading reading;
    private boolean waits;
    private Verdict verdict;

    Row(Reading reading) {
      this.reading = reading;
    }
  }

  /** What is kept of a key. */
  private static final class Key {
    private final KeyStream stream;
    private Row held;
    private Row newest;

    Key(double budget) {
      stream = new KeyStream(budget);
    }

    /** One is told of twice where it waited, or where it is the last of a clock set back. */
    Row rowOf(Reading reading) {
      if (held != null && held.reading.values() == reading.values()) {
        return held;
      }
      return newest != null && newest.reading.values() == reading.values() ? newest : null;
    }
  }

  /**
   * @param budget alarms allowed for a key and day; infinite where rows have no time
   * @param output takes the rows back, in the order of the file
   */
  public StreamScorer(double budget, RowScorer.Output output) {
    windower =
        Windower.learning(WINDOW, Integer.MAX_VALUE, 0, key -> new Key(budget), (key, why) -> {});
    this.output = output;
  }

  /** Scores everything. */
  public void score(Readings data, Progress progress) throws IOException {
    while (data.hasNext()) {
      next(data.next());
      if (count % 1000 == 0) {
        progress.step("Scoring", data.progress(), count + " rows");
      }
    }
    end();
    progress.step("Scoring", 1, count + " rows");
  }

  /** Takes the next row. */
  void next(Reading row) throws IOException {
    windower.arrive(row, this::came);
    count++;
    if (rows.size() >= MOST_WAITING) {
      windower.end(rows.getFirst().reading.key(), this::came);
    }
    flush();
  }

  /** There are no more rows. */
  void end() throws IOException {
    windower.end(this::came);
    flush();
  }

  /** What the rows so far led to. */
  public CutCounts cuts() {
    return cuts;
  }

  private void came(KeyWindow<Key> window, Reading reading, Cut cut) {
    cuts.add(reading, cut);
    if (cut == Cut.BACK) {
      return; // it was late, and went out as that
    }
    Key key = window.memory();
    Row row = key.rowOf(reading);
    if (row == null) {
      row = new Row(reading);
      rows.addLast(row);
    }
    row.waits = cut == Cut.HELD;
    key.held = row.waits ? row : key.held == row ? null : key.held;
    key.newest = row;
    if (cut != Cut.HELD && cut != Cut.ASIDE && cut != Cut.LATE) {
      row.verdict = key.stream.next(new Window(new Reading[] {reading}, 0));
    }
  }

  private void flush() throws IOException {
    while (!rows.isEmpty() && !rows.getFirst().waits) {
      Row row = rows.removeFirst();
      output.row(row.reading, row.verdict, row.verdict != null && row.verdict.beyond());
    }
  }
}
