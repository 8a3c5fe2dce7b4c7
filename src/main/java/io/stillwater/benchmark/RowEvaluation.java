package io.stillwater.benchmark;

import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.detect.Detector;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.Table;
import io.stillwater.evaluate.report.EvaluationReport;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.RowRange;
import io.stillwater.source.score.RowScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a bundle for readings on labelled rows.
 *
 * @param adapting how limits follow keys, where it is to be otherwise than the bundle says
 */
public record RowEvaluation(Bundle bundle, RuntimeOptions runtime, Adapting adapting, Rows rows)
    implements BundleEvaluation {
  /**
   * Labelled rows, and normal ones.
   *
   * @param files labelled, in the order of time
   * @param label the column that tells anomalous rows
   * @param normal files that the simple baselines learn from; none for no baselines
   */
  public record Rows(CsvOptions csv, List<Path> files, String label, List<Path> normal) {
    public Rows {
      files = List.copyOf(files);
      normal = List.copyOf(normal);
    }
  }

  @Override
  public Results run(Console console, boolean quiet) throws Exception {
    Manifest manifest = bundle.manifest();
    Table all = LabelledFile.read(rows.files(), rows.csv(), manifest.channelNames(), rows.label());
    boolean series = manifest.window().length() > 1 || all.timed();
    PromiseKept promise =
        new PromiseKept(
            manifest.threshold(), manifest.policy(), all.timed(), manifest.window().gapMillis());
    List<Method> methods = new ArrayList<>();
    try (ProgressBar bar = new ProgressBar(console, quiet, System::nanoTime)) {
      methods.add(scored(all, promise, bar));
    }
    methods.addAll(baselines(console));
    LabelledFile source =
        new LabelledFile(all, normal(all), series ? Case.Form.APART : Case.Form.SAMPLES);
    List<Figure> columns = Columns.of(series, series);
    try (OutcomeLines lines = new OutcomeLines("Evaluating", columns, console, quiet)) {
      List<String> keys = source.names();
      List<Outcome> outcomes =
          new Evaluation(source, Archive.NONE, false).run(keys, methods, lines);
      int cases = keys.size() * methods.size();
      List<Outcome> whole = outcomes.subList(cases, outcomes.size());
      if (!quiet) {
        whole.forEach(lines::line);
        console.out().println(promise.text());
      }
      return results(outcomes.subList(0, cases), whole, promise, lines, columns);
    }
  }

  private Results results(
      List<Outcome> cases,
      List<Outcome> whole,
      PromiseKept promise,
      OutcomeLines lines,
      List<Figure> columns) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cases", Benchmark.json(cases));
    json.put("whole", Benchmark.json(whole));
    json.put("promise", promise.json());
    String name = bundle.manifest().name();
    return new Results(
        new EvaluationReport(name, promise.text(), columns, whole, cases, lines.scored()), json);
  }

  /** The bundle's scores of all rows, in the order of the files, as {@code score} has them. */
  private Method scored(Table all, PromiseKept promise, ProgressBar bar)
      throws BundleException, IOException {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    int[] row = {0};
    try (Detector detector = bundle.open(runtime)) {
      RowScorer scorer =
          RowScorer.of(
              bundle,
              detector,
              adapting,
              (reading, verdict, alarm) -> {
                promise.add(reading, verdict, alarm, all.labels()[row[0]++]);
                scores
                    .computeIfAbsent(reading.key(), key -> new ArrayList<>())
                    .add(verdict == null ? Double.NaN : verdict.score());
              });
      scorer.score(new TableReadings(all), bar);
    }
    String name = bundle.manifest().name();
    return new Said(name, scores, bundle.manifest().threshold().score());
  }

  private List<Method> baselines(Console console) {
    if (rows.normal().isEmpty()) {
      console.err().println("Without simple baselines: they need normal rows, by --train FILE.");
      return List.of();
    }
    return Methods.baselines(console.err()).stream().<Method>map(FilledMethod::new).toList();
  }

  private Table normal(Table all) {
    return rows.normal().isEmpty()
        ? all.pick()
        : LabelledFile.read(
            rows.normal(),
            rows.csv().withRows(RowRange.from(0)),
            bundle.manifest().channelNames(),
            null);
  }
}
