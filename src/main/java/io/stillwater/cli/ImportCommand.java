package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.PolicySpec;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.foreign.ForeignModel;
import io.stillwater.model.foreign.ForeignSchedule;
import io.stillwater.model.foreign.ImportedGraph;
import io.stillwater.model.foreign.Trial;
import io.stillwater.model.foreign.WindowLayout;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.ImportedFit;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.report.DenoisingCheck;
import io.stillwater.window.Stride;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import}: a denoiser that was trained elsewhere becomes a bundle. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a bundle of a denoiser that PyTorch or diffusers trained: an ONNX file that predicts the"
          + " noise, v or the clean sample from noisy windows and the number of the step. It is"
          + " calibrated on data of normal operation, best such as it was not trained on.",
      "How to write such a file: docs/import.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater import --onnx denoiser.onnx --scheduler scheduler_config.json --data normal.csv"
          + " --bundle models/theirs",
      "  stillwater import --onnx denoiser.onnx --scheduler scheduler_config.json --scaler"
          + " scaler.json --data normal.csv --bundle models/theirs",
      "  stillwater import --onnx unet2d.onnx --scheduler scheduler_config.json --scaler"
          + " grey.json --images normal --bundle models/belt",
      "  stillwater import --onnx unet.onnx --scheduler scheduler_config.json --layout"
          + " channels-length --window 64 --levels 0.3,1 --data normal.csv --bundle models/theirs"
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin private ForeignArguments foreign;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV, Parquet or Arrow files of normal operation, or folders of them, in the order of time.")
  private List<Path> files;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Folder of normal images instead of --data, for a model of grey tiles: its input is (batch,"
              + " 1, height, width). It sees the grey from 0 to 1 as --scaler says.")
  private Path images;

  @Option(
      names = "--tile-scale",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --images: means of N by N pixels become a tile's pixel (default:"
              + " ${DEFAULT-VALUE}).")
  private int scale;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write; its name is the bundle's.")
  private Path folder;

  @Option(
      names = "--stride",
      paramLabel = "DURATION|ROWS",
      converter = Strides.class,
      defaultValue = "1",
      description =
          "Score a key's window once in so much time, or, for data without time, once in so many"
              + " rows (default: at every reading).")
  private Stride stride;

  @Mixin private PromiseArguments promise;

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

  @Override
  public Integer call() throws TrainingException, BundleException, IOException {
    Console console = Stillwater.console(spec.commandLine());
    ForeignModel model = foreign.model();
    ForeignSchedule schedule = foreign.schedule();
    RuntimeOptions options = runtime.options(console);
    if ((files == null) == (images == null)) {
      throw new UserError("import takes one source: give --data FILE… or --images DIR.");
    }
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      TrainingResult result =
          images == null
              ? ofRows(model, schedule, options, console, bar)
              : ofImages(model, schedule, options, console, bar);
      bar.step("Checking", Double.NaN, folder.toString());
      List<DenoisingCheck> checks = check(result.bundle(), options);
      bar.end();
      warn(checks, console.err());
      report(result, checks, console.out());
    }
    return Failures.OK;
  }

  private TrainingResult ofRows(
      ForeignModel model,
      ForeignSchedule schedule,
      RuntimeOptions options,
      Console console,
      ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    try (Readings readings = csv.open(files, null, Grid.NONE, console.err())) {
      TrainingPlan plan = plan(model, schedule, readings.channels().size(), bar).with(options);
      TrainingResult result = Trainer.train(plan, readings, bar);
      bar.end();
      result.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      return result;
    }
  }

  private TrainingResult ofImages(
      ForeignModel model,
      ForeignSchedule schedule,
      RuntimeOptions options,
      Console console,
      ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    MediaTraining training =
        new MediaTraining(
            MediaSource.of(MediaFamily.IMAGES, images),
            folder,
            promise.ofFiles(PolicySpec.EACH),
            Mounting.FREE,
            seed,
            options,
            warning -> console.err().println("Warning: " + warning));
    return new ImageImport(foreign, scale).run(model, schedule, training, bar);
  }

  private TrainingPlan plan(
      ForeignModel model, ForeignSchedule schedule, int channels, ProgressBar bar)
      throws IOException {
    try {
      WindowLayout layout = foreign.layout(model, channels);
      NoiseLevels levels = foreign.levels();
      ImportedGraph graph = ImportedGraph.of(model, schedule, layout, levels);
      bar.step("Trying", Double.NaN, model.sample().toString());
      Trial.run(graph);
      String names =
          files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
      return TrainingPlan.of(folder.toAbsolutePath().normalize().getFileName().toString(), folder)
          .with(names + foreign.origin())
          .with(WindowPlan.of(layout.length(), stride))
          .with(foreign.preprocessing())
          .with(new ImportedFit(graph, foreign.level(channels)))
          .with(promise.promise())
          .with(seed);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  private List<DenoisingCheck> check(Bundle bundle, RuntimeOptions options) throws BundleException {
    Manifest manifest = bundle.manifest();
    double[] sigmas = manifest.denoisers().get(0).levels();
    try (OnnxScorer scorer = bundle.scorer(options)) {
      return DenoisingCheck.of(
          scorer.denoiser(), manifest.normalisation(), bundle.normalWindows(), sigmas, seed);
    }
  }

  private void warn(List<DenoisingCheck> checks, PrintWriter err) {
    if (checks.stream().allMatch(DenoisingCheck::bad)) {
      err.println(
          "Warning: the model leaves more noise than knowing the variance of each channel would."
              + " Check that prediction_type and betas are those of its training, and that the data"
              + " are scaled as they were there (--scaler).");
    }
  }

  private void report(TrainingResult result, List<DenoisingCheck> checks, PrintWriter out) {
    Manifest manifest = result.bundle().manifest();
    if (json) {
      ObjectNode object = InspectCommand.object(result.bundle());
      object.put("bundle", folder.toString());
      object.put("key_days", result.keyDays());
      object.set("warnings", new ObjectMapper().valueToTree(result.warnings()));
      object.set("denoising", new ObjectMapper().valueToTree(checks));
      out.println(object);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %s, windows of %s; calibrated on %,d windows%n",
        folder,
        InspectCommand.counted(manifest.channels().size(), "channel"),
        InspectCommand.window(manifest.window()),
        manifest.training().heldOut());
    for (DenoiserInfo denoiser : manifest.denoisers()) {
      out.println("Denoiser: " + denoiser.text());
    }
    for (DenoisingCheck check : checks) {
      out.printf(
          Locale.ROOT,
          "At σ %.3g it leaves %.3g of the noise's %.3g; knowing the variances would leave %.3g%n",
          check.sigma(),
          check.error(),
          check.sigma() * check.sigma(),
          check.plain());
    }
    out.println("Threshold: " + InspectCommand.threshold(manifest.threshold()));
  }
}
