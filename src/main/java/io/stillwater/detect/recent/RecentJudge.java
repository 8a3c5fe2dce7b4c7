package io.stillwater.detect.recent;

import io.stillwater.detect.Calibration;
import io.stillwater.detect.Verdict;

/**
 * Judges a key's windows by its own recent scores as well: an alarm has to be beyond the trained
 * limit, and rarer than {@link Adaptation#SHARE} among the key's scores of the last days. So the
 * second limit can raise the first, never lower it.
 *
 * <p>What is remembered of a key lies in its {@link RecentScores}; this object has no state and may
 * be shared by threads.
 */
public final class RecentJudge {
  private final Adaptation adaptation;
  private final ScoreScale scale;
  private final Calibration calibration;

  /**
   * @param calibration of the detector whose verdicts come in
   */
  public RecentJudge(Adaptation adaptation, Calibration calibration) {
    this.adaptation = adaptation;
    this.scale = ScoreScale.of(calibration);
    this.calibration = calibration;
  }

  /**
   * What a window came to.
   *
   * @param verdict by both limits, with the p-value among the key's own scores
   * @param changed whether there is now something else to remember of the key
   * @param move whether normal was found to have moved, or to be back; null for neither
   */
  public record Outcome(Verdict verdict, boolean changed, Move move) {}

  /** How it is set. */
  public Adaptation adaptation() {
    return adaptation;
  }

  /** How scores are binned. */
  ScoreScale scale() {
    return scale;
  }

  /** Judges a key's next window, and remembers its score where it is one to be looked at. */
  public Outcome judge(RecentScores key, Verdict trained) {
    long time = trained.window().endTime();
    long slot = adaptation.slot(time);
    Move move = null;
    boolean entered = key.entersSlot(slot);
    if (entered) {
      move = close(key);
      key.enter(slot, adaptation.slots(), scale);
    }
    int bin = scale.bin(trained.score());
    Verdict verdict = trained.with(key.pValue(bin), trained.beyond() && key.rare(slot, bin));
    boolean looked = adaptation.cell(time) > key.cell;
    if (looked) {
      key.cell = adaptation.cell(time);
      key.slots.getLast().scores().add(bin, 1);
    }
    return new Outcome(verdict, entered || looked, move);
  }

  /** Judges one of the key's newest windows again, after a restart, as it was judged before. */
  public Verdict again(RecentScores key, Verdict trained) {
    int bin = scale.bin(trained.score());
    boolean rare = key.rare(adaptation.slot(trained.window().endTime()), bin);
    return trained.with(Double.NaN, trained.beyond() && rare);
  }

  /** From when on the key's normal has been elsewhere; null if it has not moved. */
  public Long movedSince(RecentScores key) {
    return key.movedSince() == MoveTest.NONE ? null : time(key.movedSince());
  }

  /** The present slot of the key is over. */
  private Move close(RecentScores key) {
    if (key.slots.isEmpty()) {
      return null;
    }
    RecentScores.Slot over = key.slots.getLast();
    long before = key.movedSince();
    long told = key.test.take(over.index(), over.scores(), this::pValue);
    if (told == MoveTest.NONE) {
      return null;
    }
    boolean began = before == MoveTest.NONE;
    if (!began) {
      key.forget(before, told);
    }
    return new Move(began, time(told));
  }

  private double pValue(int bin) {
    return calibration.pValue(scale.lowest(bin)).value();
  }

  private long time(long slot) {
    return slot * adaptation.holdBackMillis();
  }
}
