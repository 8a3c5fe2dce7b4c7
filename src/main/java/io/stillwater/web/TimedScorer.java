package io.stillwater.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.window.Window;
import java.util.List;

/** A scorer whose batches are timed. Safe for use by several threads if the timed one is. */
final class TimedScorer implements WindowScorer {
  private final WindowScorer scorer;
  private final Timer timer;

  /**
   * @param scorer what is timed; closed with this one
   * @param detector the label of the metric
   */
  TimedScorer(WindowScorer scorer, String detector, MeterRegistry registry) {
    this.scorer = scorer;
    this.timer =
        Timer.builder("stillwater.scoring")
            .description("Time to score one batch of windows.")
            .tag("detector", detector)
            .register(registry);
  }

  @Override
  public int length() {
    return scorer.length();
  }

  @Override
  public int channels() {
    return scorer.channels();
  }

  @Override
  public List<WindowError> errors(List<Window> windows) {
    return timer.record(() -> scorer.errors(windows));
  }

  @Override
  public double[] expected(Window window) {
    return scorer.expected(window);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
