package io.stillwater.cli.benchmark;

import io.stillwater.cli.Console;
import io.stillwater.cli.ProgressBar;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs methods on a collection and says what they reached, line by line. Not thread-safe. */
public final class Benchmark {
  private final Plan plan;
  private final Console console;
  private final boolean quiet;

  /**
   * What to run.
   *
   * @param collection whose protocol holds
   * @param evaluation of it
   * @param cases their names
   * @param methods to run on each
   */
  public record Plan(
      Collection collection, Evaluation evaluation, List<String> cases, List<Method> methods) {
    public Plan {
      cases = List.copyOf(cases);
      methods = List.copyOf(methods);
    }
  }

  /**
   * @param quiet where the output is for machines
   */
  public Benchmark(Plan plan, Console console, boolean quiet) {
    this.plan = plan;
    this.console = console;
    this.quiet = quiet;
  }

  /** Runs all. Returns the outcomes of cases, then those of the whole, then means. */
  public List<Outcome> run() throws Exception {
    OutcomeTable table = new OutcomeTable(console.out(), columns());
    List<Outcome> outcomes;
    try (ProgressBar bar = new ProgressBar(console, quiet, System::nanoTime)) {
      if (!quiet) {
        table.head();
      }
      outcomes = plan.evaluation.run(plan.cases, plan.methods, new Lines(table, bar));
    }
    List<Outcome> cases = outcomes.stream().filter(o -> plan.cases.contains(o.on())).toList();
    List<Outcome> whole = new ArrayList<>(outcomes.subList(cases.size(), outcomes.size()));
    whole.addAll(means("mean", plan.cases, cases));
    plan.collection
        .subsets()
        .forEach(
            (name, subset) -> {
              if (plan.cases.containsAll(subset)) {
                whole.addAll(means("mean of " + name, subset, cases));
              }
            });
    if (!quiet) {
      console.out().println();
      whole.forEach(table::line);
      published(table);
    }
    List<Outcome> all = new ArrayList<>(cases);
    all.addAll(whole);
    return all;
  }

  private void published(OutcomeTable table) {
    for (Published other : Published.of(plan.collection)) {
      table.line(other.on(), other.method(), other.figures(), "published");
    }
  }

  private List<Figure> columns() {
    List<Figure> columns = new ArrayList<>(List.of(Figure.AUROC, Figure.AUPR));
    if (plan.collection != Collection.ADBENCH) {
      columns.addAll(List.of(Figure.VUS_ROC, Figure.VUS_PR));
    }
    columns.addAll(List.of(Figure.F1, Figure.FALSE_ALARMS, Figure.MISSED));
    if (plan.collection != Collection.ADBENCH) {
      columns.addAll(List.of(Figure.AFFILIATION_F1, Figure.EVENT_RECALL, Figure.DELAY));
    }
    if (plan.collection == Collection.NAB) {
      columns.addAll(List.of(Figure.NAB_STANDARD, Figure.NAB_LOW_FP, Figure.NAB_LOW_FN));
    }
    return columns;
  }

  private static List<Outcome> means(String on, List<String> cases, List<Outcome> outcomes) {
    return outcomes.stream()
        .map(Outcome::method)
        .distinct()
        .map(
            method ->
                Outcome.mean(
                    on,
                    outcomes.stream()
                        .filter(o -> o.method().equals(method) && cases.contains(o.on()))
                        .toList()))
        .toList();
  }

  /** A line as soon as there is something to say. */
  private final class Lines implements Evaluation.Listener {
    private final OutcomeTable table;
    private final ProgressBar bar;

    Lines(OutcomeTable table, ProgressBar bar) {
      this.table = table;
      this.bar = bar;
    }

    @Override
    public void begins(String on, String method, double done) {
      bar.step("Benchmark " + plan.collection.folder(), done, on + ", " + method);
    }

    @Override
    public void ends(Case on, Archive.Run run, Outcome outcome) {
      if (!quiet) {
        bar.end();
        table.line(outcome);
        String note = run.judgement().note();
        if (!note.isEmpty()) {
          console.err().println("Warning: " + on.name() + ", " + outcome.method() + ": " + note);
        }
      }
    }
  }

  /** The outcomes as JSON has them. */
  public static List<Map<String, Object>> json(List<Outcome> outcomes) {
    return outcomes.stream().map(Benchmark::json).toList();
  }

  private static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("case", outcome.on());
    object.put("method", outcome.method());
    object.put("seed", outcome.seed());
    object.put("rows", outcome.rows());
    object.put("anomalies", outcome.anomalies());
    outcome.figures().forEach((figure, value) -> object.put(figure.id(), value));
    object.put("seconds", outcome.seconds());
    return object;
  }
}
