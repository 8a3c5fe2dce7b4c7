package io.stillwater.detect.streaming;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which bursts are alarms, so that normal ones alarm no more often than is allowed.
 *
 * <p>A burst is an alarm where at most ⌊budget · days⌋ bursts before it had a score at least as
 * high. Where bursts can be exchanged, the i-th of them is an alarm with probability min(1, (1 +
 * ⌊budget · days⌋)/i): as many alarms as the budget allows, and at first about one for each time
 * that their number grows by e. What is stranger than everything before always is one.
 *
 * <table>
 * <caption>a budget of 1 a day</caption>
 * <tr><th>after days</th><td>0</td><td>0.1</td><td>0.2</td><td>3</td></tr>
 * <tr><th>score</th><td>3</td><td>2</td><td>4</td><td>1</td></tr>
 * <tr><th>alarm</th><td>yes</td><td>no</td><td>yes</td><td>yes, 3 were higher</td></tr>
 * </table>
 *
 * <p>The newest {@value #MOST} bursts are remembered. Not thread-safe.
 */
final class AlarmBudget {
  static final int MOST = 256;
  private static final double DAY = 86_400_000;

  private final double budget; // for a day of the key
  private final Deque<Burst> past = new ArrayDeque<>();
  private long since = Long.MIN_VALUE; // event time of the first row, or of the oldest burst kept

  private record Burst(long time, double score) {}

  /**
   * @param budget alarms for a day; infinite for no bound
   */
  AlarmBudget(double budget) {
    if (!(budget > 0)) {
      throw new IllegalArgumentException(
          "a budget of false alarms must be above 0 for each key and day: was " + budget);
    }
    this.budget = budget;
  }

  /** A row came, whatever it was. */
  void passing(long time) {
    if (since == Long.MIN_VALUE) {
      since = time;
    }
  }

  /** Whether a burst that is told now is an alarm. */
  boolean allows(long time, double score) {
    long asHigh = past.stream().filter(burst -> burst.score() >= score).count();
    past.addLast(new Burst(time, score));
    boolean allowed = asHigh <= Math.floor(budget * Math.max(0, time - since) / DAY);
    if (past.size() > MOST) {
      since = past.removeFirst().time();
    }
    return allowed;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(since);
    out.writeInt(past.size());
    for (Burst burst : past) {
      out.writeLong(burst.time());
      out.writeDouble(burst.score());
    }
  }

  void read(DataInput in) throws IOException {
    since = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      past.addLast(new Burst(in.readLong(), in.readDouble()));
    }
  }
}
