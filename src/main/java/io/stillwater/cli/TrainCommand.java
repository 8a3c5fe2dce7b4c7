package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.PolicySpec;
import io.stillwater.cli.topic.KafkaOptions;
import io.stillwater.cli.topic.TopicArguments;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.train.Open;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.Units;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.Trimming;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Stride;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: from normal readings to a bundle. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns what is normal, from files or from a range of a topic, and writes a bundle.",
      "The readings should be of normal operation; a part of them is held out to set the threshold.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater train --data normal.csv --bundle models/mine",
      "  stillwater train --data log-*.csv.gz --key machine --drop label --budget 0.1 --bundle"
          + " models/line1",
      "  stillwater train --data normal.csv --denoiser both --bundle models/mine",
      "  stillwater train --data hour.csv --from models/mine --denoiser both --bundle models/next",
      "  stillwater train --data table.csv --window 1 --limit 0.01 --bundle models/table",
      "  stillwater train --sounds normal --limit 0.01 --bundle models/fan",
      "  stillwater train --images normal --space tiles --denoiser both --bundle models/belt",
      "  stillwater train --images normal --fixed-mount --limit 0.01 --bundle models/press",
      "  stillwater train --topic readings --from 2026-11-01T00:00:00Z --to 2026-11-08T00:00:00Z"
          + " --bundle models/mine"
    })
final class TrainCommand implements Callable<Integer> {
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
      names = "--fixed-mount",
      negatable = true,
      description =
          "With --images: camera and thing never move, so that each place of the image is compared"
              + " with what is usual there, and all images are of one size; or they do (--no-fixed-mount)."
              + " Left out, it is found out from the images, and the last line says it.")
  private Boolean fixedMount;

  @Mixin private TopicArguments topic;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write; its name is the bundle's.")
  private Path bundle;

  @Option(
      names = "--units",
      paramLabel = "NAME=UNIT,…|FILE",
      description =
          "Units of channels, for people: pairs such as flow=m³/h,speed=rpm, or a file with one in"
              + " each line.")
  private String units;

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "Readings in a window (default: "
              + WindowPlan.LENGTH
              + ", or "
              + WindowPlan.SHORT
              + " where there are fewer than some 400, or as --from-bundle has it; 1 for tables, and where"
              + " rows without times do not depend on each other). From 32 on a window is looked"
              + " at on two scales: the newest 16 readings, and 16 means over all of it; by a network on the"
              + " newest 16 alone.")
  private Integer window;

  @Option(
      names = "--stride",
      paramLabel = "DURATION|ROWS",
      converter = Strides.class,
      defaultValue = "1",
      description =
          "Score a key's window once in so much time, or, for data without time, once in so many"
              + " rows (default: at every reading).")
  private Stride stride;

  @Option(
      names = "--trim",
      paramLabel = "warn|auto|none|SHARE",
      converter = Trimmings.class,
      defaultValue = "warn",
      description =
          "Windows that are unlike all others, perhaps faults: tell of them (warn), leave them out"
              + " (auto), do not look (none); or leave out that share of the windows, the worst first"
              + " (default: ${DEFAULT-VALUE}).")
  private Trimming trimming;

  @Mixin private PreprocessingArguments preprocessing;

  @Mixin private PromiseArguments promise;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of everything drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private DenoiserArguments denoisers;

  @Mixin private SpaceArguments space;

  @Option(names = "--json", description = "Write one JSON object, and no progress.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private KafkaOptions kafka;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws TrainingException, BundleException, IOException {
    Console console = Stillwater.console(spec.commandLine());
    PrintWriter err = console.err();
    if (media.given()) {
      return ofMedia(console);
    }
    if (fixedMount != null) {
      throw new UserError("--fixed-mount is for --images DIR.");
    }
    TrainingPlan plan = plan().with(runtime.options(console));
    try (Readings readings = open(err);
        ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      String other = denoisers.otherChannels(readings.channels());
      if (other != null) {
        err.println("Warning: " + other);
      }
      TrainingResult result = Trainer.train(plan, readings, bar);
      DenoiserArguments.forget(bundle);
      bar.end();
      result.warnings().forEach(warning -> err.println("Warning: " + warning));
      report(result, console.out());
    }
    return Failures.OK;
  }

  private int ofMedia(Console console) throws TrainingException, BundleException, IOException {
    if (files != null || topic.name() != null) {
      throw new UserError(
          "train takes one source: --images or --sounds, without --data or --topic.");
    }
    if (fixedMount != null && media.family() != MediaFamily.IMAGES) {
      throw new UserError("--fixed-mount is for --images: sounds have no places.");
    }
    Promise promised =
        promise.ofFiles(
            media.family() == MediaFamily.IMAGES ? PolicySpec.EACH : PolicySpec.DEFAULT);
    MediaTraining training =
        new MediaTraining(
            media.source(console),
            bundle,
            promised,
            Mounting.of(fixedMount),
            seed,
            runtime.options(console),
            warning -> console.err().println("Warning: " + warning));
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      TrainingResult result = space.train(training, denoisers, spec, bundle, bar);
      bar.end();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %s; %,d files say what normal is; a file is an alarm from p %s on%n",
              bundle,
              result.bundle().media().cut(),
              result.windows(),
              promised.limit());
    }
    return Failures.OK;
  }

  private Readings open(PrintWriter err) throws IOException {
    if ((files == null) == (topic.name() == null)) {
      throw new UserError(
          "train takes either files or a topic: give --data FILE… or --topic TOPIC"
              + (files == null ? "." : ", not both."));
    }
    return files == null
        ? csv.of(topic.open(csv.zone(), kafka.client()), err)
        : csv.open(files, null, Grid.NONE, err);
  }

  private TrainingPlan plan() throws BundleException {
    String origin =
        files == null
            ? "topic " + topic.name()
            : files.stream()
                .map(file -> file.getFileName().toString())
                .limit(5)
                .collect(Collectors.joining(", ", "", files.size() > 5 ? ", …" : ""));
    String name = bundle.toAbsolutePath().normalize().getFileName().toString();
    try {
      return TrainingPlan.of(name, bundle)
          .with(origin)
          .with(units())
          .with(windows().with(trimming))
          .with(preprocessing.preprocessing(table()))
          .with(denoisers.fits(table(), bundle, startFrom()))
          .with(promise.promise())
          .with(seed)
          .with(open());
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  private WindowPlan windows() throws BundleException {
    if (window != null) {
      return WindowPlan.of(window, stride);
    }
    OptionalInt given = denoisers.window(startFrom());
    return given.isPresent() ? WindowPlan.of(given.getAsInt(), stride) : WindowPlan.fitting(stride);
  }

  /** What was not said. */
  private Open open() {
    boolean series = window != null || preprocessing.ofSeries() || stride.amount() > 1;
    boolean found = !series && !denoisers.learns();
    boolean form = found || table();
    return new Open(found, form && preprocessing.open(), form && denoisers.open());
  }

  private boolean table() {
    return window != null && window == 1;
  }

  private Units units() {
    try {
      return units == null ? Units.NONE : Units.parse(units);
    } catch (IOException e) {
      throw new UserError(
          "--units is '"
              + (units + "', neither pairs such as flow=m³/h,speed=rpm nor a file to read: ")
              + e.getMessage(),
          e);
    }
  }

  private Path startFrom() {
    return files == null || topic.from() == null ? null : Path.of(topic.from());
  }

  private void report(TrainingResult result, PrintWriter out) {
    Manifest manifest = result.bundle().manifest();
    if (json) {
      ObjectNode object = InspectCommand.object(result.bundle());
      object.put("bundle", bundle.toString());
      object.put("report", result.bundle().report().toString());
      object.put("key_days", result.keyDays());
      object.set("warnings", new ObjectMapper().valueToTree(result.warnings()));
      out.println(object);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %s, windows of %s; %,d windows remembered, %,d held out%n",
        bundle,
        InspectCommand.counted(manifest.channels().size(), "channel"),
        InspectCommand.window(manifest.window()),
        manifest.training().references(),
        manifest.training().heldOut());
    manifest.denoisers().forEach(denoiser -> out.println("Denoiser: " + denoiser.text()));
    out.println("Threshold: " + InspectCommand.threshold(manifest.threshold()));
    out.println("Report: " + result.bundle().report());
  }
}
