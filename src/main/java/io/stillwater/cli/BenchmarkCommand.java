package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.benchmark.Benchmark;
import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.Methods;
import io.stillwater.benchmark.RunFolder;
import io.stillwater.benchmark.media.FilePromise;
import io.stillwater.benchmark.media.MediaCollection;
import io.stillwater.benchmark.media.MediaEvaluation;
import io.stillwater.benchmark.media.MediaMethod;
import io.stillwater.benchmark.media.MediaMethods;
import io.stillwater.console.Console;
import io.stillwater.console.UserError;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.CaseSource;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Evaluation;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.WholeFiles;
import io.stillwater.evaluate.report.EvaluationReport;
import io.stillwater.train.media.ForeignBackbone;
import io.stillwater.train.threshold.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code benchmark}: detectors and simple baselines on a public collection, by its protocol. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs detectors and simple baselines on a public collection, by its protocol, and writes a"
          + " line for each case, the means, and published figures beside them.",
      "A row's score uses rows up to its own only; limits come from training rows only; nothing is"
          + " adjusted to the labels but NAB's best threshold, as its protocol has it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater benchmark skab --data ../shared/data",
      "  stillwater benchmark smd --data ../shared/data --methods default,both,knn --out runs/smd"
          + " --resume",
      "  stillwater benchmark skab --data ../shared/data --whole",
      "  stillwater benchmark mtd --data ../shared/data --methods default,pca",
      "  stillwater benchmark nab --data ../shared/data --cases realTweets --retrospective"
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "skab|msl|smd|nab|adbench|mtd|drone_audio",
      description = "The collection: its files and their protocol.")
  private String name;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the collection's folder.")
  private Path data;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to run: default (what train makes without options), memory, gaussian, network, both,"
              + " streaming (learns as it goes, without training), detect (of"
              + " the test rows as one file), random, mean|z|, pca, knn, variance (of the newest 16"
              + " rows), difference (squared step from the row before), rcf, discords (the matrix"
              + " profile)"
              + " (default: "
              + Methods.DEFAULT
              + "; for nab "
              + Methods.UNTRAINED
              + "; with --whole "
              + Methods.WHOLE
              + "). For mtd and drone_audio: default, random, mean|z|, pca, 1nn, tiles (a memory of"
              + " tiles, by the worst one; default: all of them), and with --features also features"
              + " and features-alone.")
  private List<String> methods = List.of();

  @Option(
      names = "--cases",
      paramLabel = "PATTERN",
      defaultValue = "",
      description = "Only cases in whose name this regular expression is found.")
  private Pattern cases;

  @Option(
      names = "--retrospective",
      description =
          "Beside the causal scores: for each row the mean over all windows that cover it, later rows"
              + " included.")
  private boolean retrospective;

  @Option(
      names = "--whole",
      description =
          "Judge each file as a whole by itself, as detect does, with nothing set apart for training:"
              + " what learns learns from the rows that it judges, without labels.")
  private boolean whole;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.html, results.json, and all scores of all runs.")
  private Path out;

  @Option(
      names = "--resume",
      description =
          "Take runs that --out holds already, if data, method and program are what they were.")
  private boolean resume;

  @Option(
      names = "--limit",
      paramLabel = "P",
      defaultValue = "0.05",
      description =
          "For mtd and drone_audio: the share of normal files that may be alarms (default:"
              + " ${DEFAULT-VALUE}).")
  private double limit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "For mtd and drone_audio: seed of everything drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--features",
      paramLabel = "FILE.onnx",
      description =
          "For mtd: a network of features, with its side file beside it, for the methods features"
              + " (as train --features) and features-alone (as train --features-alone).")
  private Path features;

  @Option(names = "--json", description = "Write one JSON object, and no progress.")
  private boolean json;

  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Console console = Stillwater.console(spec.commandLine());
    if (resume && out == null) {
      throw new UserError("--resume needs the folder of an earlier run: give --out DIR.");
    }
    Optional<MediaCollection> media = MediaCollection.named(name);
    if (media.isPresent()) {
      return ofMedia(media.get(), console);
    }
    Collection collection = collection();
    List<Method> chosen =
        Methods.named(methods(collection), runtime.options(console), console.err());
    Archive archive = out == null ? Archive.NONE : new RunFolder(out.resolve("runs"), resume);
    CaseSource parted = collection.in(folder(), CsvTables::read);
    CaseSource source = whole ? new WholeFiles(parted) : parted;
    Benchmark.Plan plan =
        new Benchmark.Plan(
            collection, new Evaluation(source, archive, retrospective), cases(source), chosen);
    Benchmark.Results found = new Benchmark(plan, console, json).run();
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("collection", collection.folder());
    results.put("cases", Benchmark.json(found.cases()));
    results.put("whole", Benchmark.json(found.whole()));
    results.put("promises", found.promises());
    return write(results, found.report(), console);
  }

  private int ofMedia(MediaCollection collection, Console console) throws Exception {
    if (resume || retrospective || whole || !cases.pattern().isEmpty()) {
      throw new UserError(
          name
              + " is a collection of files: it takes no --resume, --retrospective, --whole or --cases.");
    }
    Promise promise = new Promise(Promise.DEFAULT.budget(), limit, Promise.DEFAULT.policy());
    List<MediaMethod> chosen =
        MediaMethods.named(
            methods.isEmpty() ? List.of(MediaMethods.DEFAULT.split(",")) : methods,
            backbone(collection),
            promise,
            runtime.options(console));
    MediaEvaluation.Results found =
        new MediaEvaluation(collection.read(folder()), seed, console, json).run(chosen);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("collection", name);
    results.put("seed", seed);
    results.put("whole", Benchmark.json(found.outcomes()));
    results.put("promises", found.promises().stream().map(FilePromise::json).toList());
    return write(results, found.report(name), console);
  }

  private Optional<ForeignBackbone> backbone(MediaCollection collection) throws IOException {
    if (features == null) {
      return Optional.empty();
    }
    if (collection != MediaCollection.MTD) {
      throw new UserError("--features is for images: " + name + " has none.");
    }
    return Optional.of(ForeignBackbone.of(features, null, false));
  }

  private int write(Map<String, Object> results, EvaluationReport report, Console console)
      throws IOException {
    if (out != null) {
      Files.createDirectories(out);
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(out.resolve("results.json").toFile(), results);
      Files.writeString(out.resolve("report.html"), report.html());
      console.err().println("Results: " + out.resolve("report.html"));
    }
    if (json) {
      console.out().println(new ObjectMapper().writeValueAsString(results));
    }
    return Failures.OK;
  }

  private Collection collection() {
    if (features != null) {
      throw new UserError("--features is for collections of images: " + name + " is none.");
    }
    for (Collection collection : Collection.values()) {
      if (collection.folder().equals(name)) {
        return collection;
      }
    }
    String names =
        Stream.concat(
                Arrays.stream(Collection.values()).map(Collection::folder),
                Arrays.stream(MediaCollection.values()).map(MediaCollection::folder))
            .collect(Collectors.joining(", "));
    throw new UserError("there is no collection " + name + ": expected one of " + names + ".");
  }

  private List<String> methods(Collection collection) {
    String defaults =
        whole ? Methods.WHOLE : collection == Collection.NAB ? Methods.UNTRAINED : Methods.DEFAULT;
    return methods.isEmpty() ? List.of(defaults.split(",")) : methods;
  }

  private Path folder() {
    Path folder = data.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "there is no folder "
              + folder
              + ": --data should be the folder that holds '"
              + name
              + "'.");
    }
    return folder;
  }

  private List<String> cases(CaseSource source) throws IOException {
    List<String> all = source.names();
    List<String> chosen = all.stream().filter(cases.asPredicate()).toList();
    if (chosen.isEmpty()) {
      throw new UserError(
          all.isEmpty()
              ? data.resolve(name) + " holds no case: expected *.csv.gz files."
              : "no case has '"
                  + cases
                  + "' in its name: there are "
                  + String.join(", ", all)
                  + ".");
    }
    return chosen;
  }
}
