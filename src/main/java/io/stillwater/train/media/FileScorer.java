package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.util.ArrayList;
import java.util.List;

/** The scores of all windows of each file, file by file. Not thread-safe. */
public final class FileScorer {
  private static final int BATCH = 256;

  private final Detector detector;
  private final WindowSpec spec;
  private final List<Window> waiting = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private String file;

  /** Takes the scores of a file. */
  @FunctionalInterface
  public interface Output {
    /**
     * One file.
     *
     * @param key of the file
     * @param scores (windows), at least one
     */
    void file(String key, double[] scores);

    /** One window of the file that follows, in order. */
    default void window(Verdict verdict) {}
  }

  public FileScorer(Detector detector, WindowSpec spec) {
    this.detector = detector;
    this.spec = spec;
  }

  /** Scores readings whose keys are files, one after another. */
  public void score(Readings readings, Progress progress, Output output) {
    Windower<Void> windower = null;
    int files = 0;
    while (readings.hasNext()) {
      Reading reading = readings.next();
      if (!reading.key().equals(file)) {
        finish(output);
        file = reading.key();
        windower = Windower.offline(spec);
        progress.step("Scoring", readings.progress(), ++files + " files");
      }
      KeyWindow<Void> key = windower.add(reading);
      if (windower.cut() == Cut.COMPLETE) {
        waiting.add(key.window());
      }
      if (waiting.size() >= BATCH) {
        flush(output);
      }
    }
    finish(output);
    progress.step("Scoring", 1, files + " files");
  }

  private void flush(Output output) {
    for (Verdict verdict : detector.judge(waiting)) {
      output.window(verdict);
      scores.add(verdict.score());
    }
    waiting.clear();
  }

  private void finish(Output output) {
    if (!waiting.isEmpty()) {
      flush(output);
    }
    if (!scores.isEmpty()) {
      output.file(file, scores.stream().mapToDouble(Double::doubleValue).toArray());
      scores.clear();
    }
    file = null;
  }
}
