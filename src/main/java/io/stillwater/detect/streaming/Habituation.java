package io.stillwater.detect.streaming;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Errors beside what was told lately: a stream that often surprises has to surprise more.
 *
 * <p>A burst is told where it begins, and again only where its error is {@value #RISE} times that
 * of the {@value #WITHIN} rows before. What was told, an error of at most {@value #MOST} each, adds
 * up and fades by e in {@value #FADING} rows. The score is the error over {@value #PRIOR} and that
 * sum.
 *
 * <table>
 * <caption>nothing told before</caption>
 * <tr><th>error</th><td>0.5</td><td>0.5</td><td>0.8</td><td>0.1</td></tr>
 * <tr><th>score</th><td>5</td><td>0.83</td><td>1.33</td><td>0.07</td></tr>
 * <tr><th>told</th><td>yes</td><td>no</td><td>yes</td><td>no</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
final class Habituation {
  static final int WITHIN = 75;
  static final double RISE = 1.5;
  static final double PRIOR = 0.1;
  static final double MOST = 1;
  static final int FADING = 4000;

  private final Deque<Past> highest = new ArrayDeque<>(); // of the rows within, errors descending
  private double surprise;
  private long rows;

  private record Past(long row, double error) {}

  /** The next row's error, at least 0. */
  StreamingScore next(double error) {
    while (!highest.isEmpty() && highest.getFirst().row < rows - WITHIN) {
      highest.removeFirst();
    }
    boolean told = error > 0 && (highest.isEmpty() || error > RISE * highest.getFirst().error);
    while (!highest.isEmpty() && highest.getLast().error <= error) {
      highest.removeLast();
    }
    highest.addLast(new Past(rows, error));
    double score = error / (PRIOR + surprise);
    surprise *= Math.exp(-1.0 / FADING);
    surprise += told ? Math.min(error, MOST) : 0;
    rows++;
    return new StreamingScore(score, told);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(surprise);
    out.writeLong(rows);
    out.writeInt(highest.size());
    for (Past past : highest) {
      out.writeLong(past.row);
      out.writeDouble(past.error);
    }
  }

  void read(DataInput in) throws IOException {
    surprise = in.readDouble();
    rows = in.readLong();
    highest.clear();
    for (int left = in.readInt(); left > 0; left--) {
      highest.addLast(new Past(in.readLong(), in.readDouble()));
    }
  }
}
