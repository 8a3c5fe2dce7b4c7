package io.stillwater.benchmark;

import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.report.Scored;
import java.util.ArrayList;
import java.util.List;

/** Says what comes as soon as it comes, and keeps what a page needs. Not thread-safe. */
public final class OutcomeLines implements Evaluation.Listener, AutoCloseable {
  private final String what;
  private final Console console;
  private final boolean quiet;
  private final OutcomeTable table;
  private final ProgressBar bar;
  private final List<Scored> scored = new ArrayList<>();

  /**
   * @param what is done, for the progress bar
   * @param quiet where the output is for machines
   */
  public OutcomeLines(String what, List<Figure> columns, Console console, boolean quiet) {
    this.what = what;
    this.console = console;
    this.quiet = quiet;
    this.table = new OutcomeTable(console.out(), columns);
    this.bar = new ProgressBar(console, quiet, System::nanoTime);
  }

  @Override
  public void begins(String on, String method, double done) {
    bar.step(what, done, on + ", " + method);
  }

  @Override
  public void ends(Case on, Archive.Run run, Outcome outcome) {
    if (outcome.seed() == 0) {
      scored.add(
          new Scored(
              on.name(),
              outcome.method(),
              run.judgement().scores(),
              run.judgement().limit(),
              on.test().labels()));
    }
    String note = run.judgement().note();
    if (!quiet) {
      bar.end();
      table.line(outcome);
    }
    if (!note.isEmpty()) {
      console.err().println("Warning: " + on.name() + ", " + outcome.method() + ": " + note);
    }
  }

  /** The scores at the first seed. */
  public List<Scored> scored() {
    return List.copyOf(scored);
  }

  /** A line at the end. */
  public void line(Outcome outcome) {
    table.line(outcome);
  }

  /** The table, for lines at its end. */
  OutcomeTable table() {
    return table;
  }

  @Override
  public void close() {
    bar.close();
  }
}
