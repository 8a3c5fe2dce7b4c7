package io.stillwater.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.score.ScoreFile;
import io.stillwater.train.CrossFit;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.survey.FileCrossFit;
import io.stillwater.train.survey.FileSurvey;
import io.stillwater.train.survey.Stretch;
import io.stillwater.train.survey.Survey;
import io.stillwater.train.survey.SurveyPage;
import io.stillwater.window.Stride;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code detect}: what is strange in one file, without labels and without a bundle. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is strange in a file, without labels, without training data and without a bundle.",
      "Every row is judged by models that did not see its part of the file: fifths of each key's time"
          + " are held out in turn. It is done three times, later without the rows that were"
          + " strangest, so that faults do not vouch for themselves; what is most of the file counts"
          + " as normal. The strangest stretches are told, at most --false-share of them false in the"
          + " mean; of twenty files without anything strange about one reports something.",
      "With --images or --sounds: which files of a folder are unlike the others.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater detect --data day.csv",
      "  stillwater detect --data log-*.csv.gz --key machine --drop label --out scores.csv --report"
          + " page.html",
      "  stillwater detect --data table.csv --window 1 --json",
      "  stillwater detect --sounds recordings --out scores.csv"
    })
final class DetectCommand implements Callable<Integer> {
  /** Windows that are scored at most; their errors are held in memory. */
  private static final int MOST = 1_000_000;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV, Parquet or Arrow files, folders of them, or - for standard input, in the order of time;"
              + " CSV also packed.")
  private List<Path> files;

  @Mixin private MediaArguments media;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description =
          "Write a row for each row of the input: time, key, score (how far it stands out), p_value,"
              + " alarm (1 in a stretch that is told); of a folder: file, score, p_value, alarm.")
  private Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with the scores and the channels, strange stretches marked.")
  private Path report;

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "Readings in a window (default: "
              + WindowPlan.LENGTH
              + ", or "
              + WindowPlan.SHORT
              + " where there are fewer than some 400; 1 for tables, whose rows are no series).")
  private Integer window;

  @Option(
      names = "--false-share",
      paramLabel = "SHARE",
      defaultValue = "" + Survey.FALSE_SHARE,
      description = "Share of what is told that may be false (default: ${DEFAULT-VALUE}).")
  private double falseShare;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "20",
      description = "Stretches to tell at most, the strangest (default: ${DEFAULT-VALUE}).")
  private int most;

  @Mixin private PreprocessingArguments preprocessing;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of everything drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Write one JSON object, and no progress.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  /** What came of it, for people and for programs. */
  interface Found {
    /** Writes the scores of all. */
    void write(ScoreFile out);

    /** Says what is strange. */
    void print(PrintWriter out);

    /** The same as one JSON object. */
    ObjectNode json();
  }

  @Override
  public Integer call() throws TrainingException, BundleException, IOException {
    Console console = Stillwater.console(spec.commandLine());
    requireSense();
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      if (media.given()) {
        amongFiles(console, bar);
      } else {
        amongRows(console, bar);
      }
    }
    return Failures.OK;
  }

  private void tell(Found found, Console console) {
    ScoreFile scores = out == null ? null : new ScoreFile(out, console.out());
    if (scores != null) {
      found.write(scores);
    }
    if (json) {
      console.out().println(found.json());
    } else {
      found.print(scores != null && scores.toStandard() ? console.err() : console.out());
    }
  }

  private void amongFiles(Console console, ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    RuntimeOptions options = runtime.options(console);
    List<String> refused = new ArrayList<>();
    FileCrossFit fit =
        new FileCrossFit(
            media.source(console),
            seed,
            options,
            (file, why) -> {
              console.err().println("Not judged: " + file + ": " + why);
              refused.add(file);
            });
    Map<String, Double> scores = fit.scores(bar);
    bar.end();
    tell(new FilesFound(FileSurvey.of(scores, falseShare), refused, most), console);
  }

  private void amongRows(Console console, ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    TrainingPlan plan = plan().with(runtime.options(console));
    try (Readings readings = csv.open(files, null, Grid.NONE, console.err());
        CrossFit fit = CrossFit.of(plan, readings, bar)) {
      bar.end();
      fit.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      Survey survey = Survey.of(fit, falseShare);
      List<Stretch.Told> told = survey.told(fit, most);
      if (report != null) {
        Files.writeString(report, new SurveyPage(name(), fit, survey, told).html());
        console.err().println("Report: " + report);
      }
      tell(new RowsFound(fit, survey, told, () -> csv.reopen()), console);
    }
  }

  private void requireSense() {
    if ((files == null) != media.given()) {
      throw new UserError("give either --data FILE…, --images DIR or --sounds DIR.");
    }
    if (media.given() && report != null) {
      throw new UserError("--report draws series: it is for --data FILE.");
    }
    if (!(falseShare > 0 && falseShare <= 0.5)) {
      throw new UserError("--false-share must be above 0 and at most 0.5: was " + falseShare + ".");
    }
    if (most < 1) {
      throw new UserError("--most must be at least 1: was " + most + ".");
    }
    if (json && out != null && out.toString().equals("-")) {
      throw new UserError("--json and --out - both write to standard output; give --out a file.");
    }
  }

  private TrainingPlan plan() {
    boolean rows = window != null && window == 1;
    WindowPlan windows =
        window == null ? WindowPlan.fitting(Stride.rows(1)) : WindowPlan.of(window, Stride.rows(1));
    try {
      TrainingPlan plan = TrainingPlan.of("detect", Path.of("detect"));
      return (rows ? plan.with(MemoryFit.DEFAULT) : plan)
          .with(windows.atMost(MOST))
          .with(preprocessing.preprocessing(rows))
          .with(seed);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  private String name() {
    return files.stream()
        .map(file -> file.getFileName().toString())
        .limit(3)
        .collect(Collectors.joining(", ", "", files.size() > 3 ? ", …" : ""));
  }
}
