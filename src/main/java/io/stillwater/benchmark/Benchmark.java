package io.stillwater.benchmark;

import io.stillwater.console.Console;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.Published;
import io.stillwater.evaluate.report.EvaluationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /**
   * What came of it.
   *
   * @param cases outcomes of single cases
   * @param whole outcomes of several together
   * @param promises false alarms beside what was promised, for programs
   */
  public record Results(
      List<Outcome> cases,
      List<Outcome> whole,
      List<Map<String, Object>> promises,
      EvaluationReport report) {
    public Results {
      cases = List.copyOf(cases);
      whole = List.copyOf(whole);
      promises = List.copyOf(promises);
    }
  }

  /** Runs all. */
  public Results run() throws Exception {
    String name = plan.collection.folder();
    List<Figure> columns =
        Columns.of(plan.collection != Collection.ADBENCH, plan.collection == Collection.NAB);
    try (OutcomeLines lines = new OutcomeLines("Benchmark " + name, columns, console, quiet)) {
      List<Outcome> outcomes = plan.evaluation.run(plan.cases, plan.methods, lines);
      List<Outcome> cases = outcomes.stream().filter(o -> plan.cases.contains(o.on())).toList();
      List<Outcome> whole = whole(outcomes, cases);
      if (!quiet) {
        console.out().println();
        whole.forEach(lines.table()::line);
        for (Published other : Published.of(plan.collection)) {
          lines.table().line(other.on(), other.method(), other.figures(), "published");
        }
      }
      List<Realised> realised = Realised.of(plan.methods, cases);
      if (!quiet && !realised.isEmpty()) {
        console.out().println();
        realised.forEach(promise -> console.out().println(promise.text()));
      }
      String kept = realised.stream().map(Realised::text).collect(Collectors.joining(" "));
      EvaluationReport report =
          new EvaluationReport(
              plan.collection.name(),
              plan.cases.size() + " cases by the protocol of the collection. " + kept,
              columns,
              whole,
              cases,
              lines.scored());
      return new Results(cases, whole, realised.stream().map(Realised::json).toList(), report);
    }
  }

  private List<Outcome> whole(List<Outcome> outcomes, List<Outcome> cases) {
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
    return whole;
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
