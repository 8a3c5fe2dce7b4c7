package io.stillwater.detect;

/**
 * Whether each window of one key is an alarm: beyond the threshold, and not only by readings of an
 * event that is over. An event is over when the newest readings were calm for some windows in a row
 * and the window still holds readings of it ({@link Verdict#trails}).
 *
 * <table>
 * <caption>quiet 2; a window of 4 holds readings of the event for 3 windows after it</caption>
 * <tr><th>beyond</th><td>x</td><td>x</td><td>x</td><td>x</td><td>.</td></tr>
 * <tr><th>newest</th><td>strange</td><td>strange</td><td>calm</td><td>calm</td><td>calm</td></tr>
 * <tr><th>alarm</th><td>x</td><td>x</td><td>x</td><td>.</td><td>.</td></tr>
 * </table>
 *
 * <p>Without a judgement of the newest readings an alarm is whatever is beyond. Not thread-safe.
 */
public final class AlarmTrail {
  private final int quiet;
  private long mark = Verdict.UNMARKED;
  private int calm; // windows in a row

  /**
   * @param quiet calm windows in a row that end an event, at least 1
   */
  public AlarmTrail(int quiet) {
    if (quiet < 1) {
      throw new IllegalArgumentException("quiet must be at least 1 window: was " + quiet);
    }
    this.quiet = quiet;
  }

  /** The next window of the key. */
  public boolean alarm(Verdict verdict) {
    calm = verdict.newest() != null && verdict.newest().calm() ? calm + 1 : 0;
    mark = verdict.mark(mark);
    return verdict.beyond() && !(calm >= quiet && verdict.trails(mark));
  }
}
