package io.stillwater.train.network;

/** Told how a training goes, by the thread that trains; must return at once. */
public interface TrainingListener {
  /** Tells nobody. */
  TrainingListener NONE = (point, pace) -> {};

  /**
   * How fast it goes.
   *
   * @param fraction of the steps that is done
   * @param operations floating-point operations a second, of the matrix products
   * @param secondsLeft if it goes on to the last step
   */
  record Pace(double fraction, double operations, double secondsLeft) {}

  /** Called every few steps, with the newest losses. */
  void at(TrainingPoint point, Pace pace);
}
