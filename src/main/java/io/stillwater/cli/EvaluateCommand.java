package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.benchmark.Benchmark;
import io.stillwater.benchmark.Columns;
import io.stillwater.benchmark.FilledMethod;
import io.stillwater.benchmark.LabelledFile;
import io.stillwater.benchmark.Methods;
import io.stillwater.benchmark.OutcomeLines;
import io.stillwater.benchmark.PromiseKept;
import io.stillwater.benchmark.Said;
import io.stillwater.benchmark.TableReadings;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.detect.Detector;
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
import io.stillwater.source.csv.RowRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a bundle finds what is labelled. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores labelled files as the stream would have been scored, and says how well a bundle finds"
          + " what is labelled, at how many false alarms, beside simple floors.",
      "A line for each key, and for all keys together. Nothing is adjusted to the labels"
          + " but NAB's best threshold.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater evaluate --bundle models/mine --data day.csv --label anomaly",
      "  stillwater evaluate --bundle models/mine --data day.csv --label anomaly --train normal.csv"
          + " --report day.html"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description = "Bundle to evaluate.")
  private Path folder;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Labelled CSV files, in the order of time; also gzipped.")
  private List<Path> files = List.of();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "With --data: column that tells anomalous rows, by a number above 0.")
  private String label;

  @Mixin private MediaArguments media;

  @Option(
      names = "--labels",
      paramLabel = "FILE.csv",
      description =
          "With --images or --sounds: columns file (its name below the folder), label (0 where it is"
              + " normal, else 1 or a word) and, for images, mask (an image that is light where the"
              + " defect is, named from the folder of the labels).")
  private Path labels;

  @Option(
      names = "--train",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV files of normal rows, or a folder of normal images or sounds, such as those that the"
              + " bundle was trained on: the simple floors learn from them. Without it there are no"
              + " floors.")
  private List<Path> training = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with curves, scores, events found and missed.")
  private Path page;

  @Option(names = "--json", description = "Write one JSON object, and no progress.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private AdaptArguments adapt;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  /**
   * What came of it.
   *
   * @param promise false alarms beside what was promised
   */
  private record Results(
      String name, List<Outcome> cases, List<Outcome> whole, PromiseKept promise) {}

  @Override
  public Integer call() throws Exception {
    Console console = Stillwater.console(spec.commandLine());
    if (media.given()) {
      return new MediaEvaluating(
              Bundle.load(folder), media, labels, training, page, runtime.options(console))
          .call(console, json);
    }
    if (files.isEmpty() || label == null) {
      throw new UserError(
          "evaluate needs labelled data: give --data FILE… with --label COLUMN, or --images DIR or"
              + " --sounds DIR with --labels FILE.csv.");
    }
    Bundle bundle = Bundle.load(folder).forReadings();
    Manifest manifest = bundle.manifest();
    Table all = LabelledFile.read(files, csv.options(), manifest.channelNames(), label);
    boolean series = manifest.window().length() > 1 || all.timed();
    PromiseKept promise =
        new PromiseKept(
            manifest.threshold(), manifest.policy(), all.timed(), manifest.window().gapMillis());
    List<Method> methods = new ArrayList<>();
    methods.add(scored(bundle, all, promise, console));
    methods.addAll(floors(console));
    LabelledFile source =
        new LabelledFile(all, normal(manifest, all), series ? Case.Form.APART : Case.Form.SAMPLES);
    List<Figure> columns = Columns.of(series, series);
    try (OutcomeLines lines = new OutcomeLines("Evaluating", columns, console, json)) {
      List<String> keys = source.names();
      List<Outcome> outcomes =
          new Evaluation(source, Archive.NONE, false).run(keys, methods, lines);
      int cases = keys.size() * methods.size();
      Results results =
          new Results(
              manifest.name(),
              outcomes.subList(0, cases),
              outcomes.subList(cases, outcomes.size()),
              promise);
      if (!json) {
        results.whole.forEach(lines::line);
      }
      report(results, columns, lines, console);
    }
    return Failures.OK;
  }

  private void report(Results results, List<Figure> columns, OutcomeLines lines, Console console)
      throws IOException {
    if (page != null) {
      EvaluationReport report =
          new EvaluationReport(
              results.name,
              results.promise.text(),
              columns,
              results.whole,
              results.cases,
              lines.scored());
      Files.writeString(page, report.html());
    }
    if (!json) {
      console.out().println(results.promise.text());
      return;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("bundle", folder.toString());
    object.put("cases", Benchmark.json(results.cases));
    object.put("whole", Benchmark.json(results.whole));
    object.put("promise", results.promise.json());
    console.out().println(new ObjectMapper().writeValueAsString(object));
  }

  /** The bundle's scores of all rows, in the order of the files, as {@code score} has them. */
  private Method scored(Bundle bundle, Table all, PromiseKept promise, Console console)
      throws BundleException, IOException {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    int[] row = {0};
    try (Detector detector = bundle.open(runtime.options(console));
        ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      RowScorer scorer =
          RowScorer.of(
              bundle,
              detector,
              adapt.adapting(),
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

  private List<Method> floors(Console console) {
    if (training.isEmpty()) {
      console.err().println("Without simple floors: they need normal rows, by --train FILE.");
      return List.of();
    }
    List<Method> floors = new ArrayList<>();
    Methods.floors(console.err()).forEach(floor -> floors.add(new FilledMethod(floor)));
    return floors;
  }

  private Table normal(Manifest manifest, Table all) {
    return training.isEmpty()
        ? all.pick()
        : LabelledFile.read(
            training, csv.options().withRows(RowRange.from(0)), manifest.channelNames(), null);
  }
}
