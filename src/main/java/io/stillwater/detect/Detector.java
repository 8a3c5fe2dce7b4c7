package io.stillwater.detect;

import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges windows: denoising error, score, p-value, threshold. Safe for use by several threads if
 * the scorer is.
 */
public final class Detector implements AutoCloseable {
  private final WindowScorer scorer;
  private final Calibration calibration;
  private final Threshold threshold;
  private final NewestJudge newest; // null for none
  private final StillnessJudge stillness;

  /** Without a judgement of the newest readings. */
  public Detector(WindowScorer scorer, Calibration calibration, Threshold threshold) {
    this(scorer, calibration, threshold, Optional.empty());
  }

  /** Nothing is said of windows that are calmer than normal. */
  public Detector(
      WindowScorer scorer,
      Calibration calibration,
      Threshold threshold,
      Optional<NewestJudge> newest) {
    this(scorer, calibration, threshold, newest, new StillnessJudge(List.of(), 0));
  }

  /**
   * @param newest judges the newest readings of each window; empty where nothing does
   * @param stillness raises the verdicts of windows that are calmer than normal
   */
  public Detector(
      WindowScorer scorer,
      Calibration calibration,
      Threshold threshold,
      Optional<NewestJudge> newest,
      StillnessJudge stillness) {
    this.scorer = scorer;
    this.calibration = calibration;
    this.threshold = threshold;
    this.newest = newest.orElse(null);
    this.stillness = stillness;
  }

  /** One verdict for each window, in the same order. */
  public List<Verdict> judge(List<Window> windows) {
    List<WindowError> errors = scorer.errors(windows);
    List<Verdict> verdicts = new ArrayList<>(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      verdicts.add(verdict(windows.get(i), errors.get(i)));
    }
    return verdicts;
  }

  /**
   * A verdict with another score; what judged the newest readings does not hold for it.
   *
   * @param score as the threshold wants it
   */
  public Verdict with(Verdict verdict, double score) {
    boolean beyond = score > threshold.score();
    return new Verdict(verdict.window(), verdict.error(), score, calibration.pValue(score), beyond);
  }

  private Verdict verdict(Window window, WindowError error) {
    double score = threshold.own(window.key(), calibration.score(error.logLevels()));
    Newest recent = newest == null ? null : newest.judge(window.key(), error, threshold);
    int[] still = stillness.still(window);
    if (still.length == 0) {
      return verdict(window, error, score, recent);
    }
    double raised = Math.max(score, stillness.score());
    return verdict(window, error.ledBy(still), raised, StillnessJudge.raised(recent));
  }

  private Verdict verdict(Window window, WindowError error, double score, Newest recent) {
    boolean beyond = score > threshold.score();
    return new Verdict(window, error, score, calibration.pValue(score), beyond, recent);
  }

  /** See {@link WindowScorer#expected}. */
  public double[] expected(Window window) {
    return scorer.expected(window);
  }

  /** The scorer behind the verdicts. */
  public WindowScorer scorer() {
    return scorer;
  }

  /** What normal windows score. */
  public Calibration calibration() {
    return calibration;
  }

  /** Where an anomaly begins. */
  public Threshold threshold() {
    return threshold;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
