package io.stillwater.console;

/** Told how far long work is. Called by the thread that does the work; must return at once. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (what, fraction, detail) -> {};

  /**
   * One step forward.
   *
   * @param what the stage, a few words
   * @param fraction of the stage that is done, from 0 to 1; NaN where the size is unknown
   * @param detail what was done so far, in words
   */
  void step(String what, double fraction, String detail);
}
