package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.benchmark.BundleEvaluation;
import io.stillwater.benchmark.RowEvaluation;
import io.stillwater.benchmark.media.FolderEvaluation;
import io.stillwater.benchmark.media.LabelFile;
import io.stillwater.benchmark.media.MediaCase;
import io.stillwater.console.Console;
import io.stillwater.console.UserError;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.media.MediaSource;
import java.nio.file.Files;
import java.nio.file.Path;
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
          + " what is labelled, at how many false alarms, beside simple baselines.",
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
      description = "Labelled CSV, Parquet or Arrow files, in the order of time; CSV also gzipped.")
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
              + " bundle was trained on: the simple baselines learn from them. Without it there are"
              + " no baselines.")
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

  @Override
  public Integer call() throws Exception {
    Console console = Stillwater.console(spec.commandLine());
    BundleEvaluation.Results results = evaluation(console).run(console, json);
    if (page != null) {
      Files.writeString(page, results.page().html());
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("bundle", folder.toString());
      object.putAll(results.json());
      console.out().println(new ObjectMapper().writeValueAsString(object));
    }
    return Failures.OK;
  }

  private BundleEvaluation evaluation(Console console) throws BundleException {
    if (!media.given() && (files.isEmpty() || label == null)) {
      throw new UserError(
          "evaluate needs labelled data: give --data FILE… with --label COLUMN, or --images DIR or"
              + " --sounds DIR with --labels FILE.csv.");
    }
    Bundle bundle = Bundle.load(folder);
    if (media.given()) {
      MediaCase on = labelled(bundle);
      return new FolderEvaluation(bundle, runtime.options(console), on);
    }
    return new RowEvaluation(
        bundle.forReadings(),
        runtime.options(console),
        adapt.adapting(),
        new RowEvaluation.Rows(csv.options(), files, label, training));
  }

  private MediaCase labelled(Bundle bundle) throws BundleException {
    bundle.media(media.family());
    if (labels == null) {
      throw new UserError(
          "--"
              + media.family().word()
              + " needs --labels FILE.csv with the columns file,label and, for images, mask.");
    }
    if (training.size() > 1) {
      throw new UserError("--train takes one folder of normal files: were " + training + ".");
    }
    MediaSource normal =
        training.isEmpty()
            ? new MediaSource(media.family(), media.folder(), List.of())
            : MediaSource.of(media.family(), training.get(0));
    return new MediaCase(bundle.manifest().name(), normal, LabelFile.read(labels, media.folder()));
  }
}
