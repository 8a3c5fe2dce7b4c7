package io.stillwater.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says on standard error how far a command is: on a terminal one line that is written over, at most
 * ten times a second; elsewhere one line for each step, so that logs stay short. Not thread-safe.
 */
public final class ProgressBar implements Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final long NANOS_BETWEEN = 100_000_000;

  private final PrintWriter out;
  private final boolean live;
  private final LongSupplier nanos;
  private String step = "";
  private long shownAt;
  private boolean shown;

  /**
   * @param console where to write
   * @param quiet to write nothing: where the output is for machines
   * @param nanos a clock
   */
  public ProgressBar(Console console, boolean quiet, LongSupplier nanos) {
    this.out = quiet ? null : console.err();
    this.live = console.live();
    this.nanos = nanos;
  }

  /**
   * Reports.
   *
   * @param what the step, in two or three words
   * @param fraction of the step, in [0, 1]; NaN if unknown
   * @param detail a few words more; may be empty
   */
  @Override
  public void step(String what, double fraction, String detail) {
    if (out == null) {
      return;
    }
    boolean next = !what.equals(step);
    if (live) {
      if (next) {
        end();
      }
      if (next || nanos.getAsLong() - shownAt >= NANOS_BETWEEN || fraction >= 1) {
        show(what, fraction, detail);
      }
    } else if (next) {
      out.println(what + " ...");
    }
    step = what;
  }

  private void show(String what, double fraction, String detail) {
    String bar = Double.isNaN(fraction) ? "" : bar(fraction);
    out.print(String.format(Locale.ROOT, "\r\033[K%-22s %s %s", what, bar, detail));
    out.flush();
    shownAt = nanos.getAsLong();
    shown = true;
  }

  static String bar(double fraction) {
    double bounded = Math.max(0, Math.min(1, fraction));
    int full = (int) Math.round(bounded * WIDTH);
    String line = "█".repeat(full) + "░".repeat(WIDTH - full);
    return String.format(Locale.ROOT, "%s %3.0f %%", line, 100 * bounded);
  }

  /** Ends the line that is being written over. */
  public void end() {
    if (shown) {
      out.println();
      shown = false;
    }
  }

  @Override
  public void close() {
    if (out != null) {
      end();
    }
  }
}
