package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.diffusion.Ancestral;
import io.stillwater.diffusion.Denoiser;
import io.stillwater.diffusion.Technique;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.manifest.View;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.csv.CsvRows;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.data.NormalWindows;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.network.LearnedSteps;
import io.stillwater.train.report.Drawing;
import io.stillwater.train.report.Likeness;
import io.stillwater.train.report.WindowSet;
import io.stillwater.train.sample.FileSampling;
import io.stillwater.window.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sample}: new normal windows, and how like the data they are. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws new normal windows from a bundle's denoiser, and says how like the data they are:"
          + " values (Wasserstein-1 and Kolmogorov-Smirnov distances), spectra and correlations,"
          + " beside the same distances between two halves of the data.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stillwater sample --bundle models/mine --data normal.csv",
      "  stillwater sample --bundle models/mine --count 100 --out drawn.csv",
      "  stillwater sample --bundle models/mine --data normal.csv --sampler ddim --steps 50 --json",
      "  stillwater sample --bundle models/fan --sounds normal --count 4 --steps 32 --out drawn"
    })
final class SampleCommand implements Callable<Integer> {
  private static final int WINDOWS = 500;
  private static final int FILES = 16;
  private static final int MOST_VALUES = 1 << 23; // of the data, and of what is drawn

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description =
          "Bundle to draw from: its network, or its first denoiser where it has none; of long"
              + " windows what that sees, the newest 16 readings.")
  private Path folder;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many windows (default: 500), or of bundles for images and sounds how many files"
              + " (default: 16).")
  private Integer drawn;

  @Mixin private SamplerArguments samplers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the noise; the same seed draws the same windows (default: 0).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv|DIR",
      description =
          "File for the windows, in the units of the data: columns key (the window) and channels;"
              + " packed if its name ends in .gz. Of bundles for images and sounds a folder, for"
              + " PNG and WAV files and one contact sheet.")
  private Path out;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Normal data to compare with, best those it was trained on (default: the few golden"
              + " windows of the bundle).")
  private List<Path> files;

  @Mixin private MediaArguments media;

  @Option(names = "--json", description = "Write one JSON object, and no progress.")
  private boolean json;

  @Mixin private CsvArguments csv;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  private int count;
  private boolean learnedVariance; // used, for the report

  @Override
  public Integer call() throws BundleException, TrainingException, IOException {
    Console console = Stillwater.console(spec.commandLine());
    Bundle bundle = Bundle.load(folder);
    Manifest manifest = bundle.manifest();
    Technique technique = technique(used(manifest));
    Drawing drawing = new Drawing(samplers.sampler(technique), samplers.levels(technique), seed);
    return bundle.files().isEmpty()
        ? windows(bundle, drawing, console)
        : files(bundle, drawing, console);
  }

  private int windows(Bundle bundle, Drawing drawing, Console console)
      throws BundleException, TrainingException, IOException {
    Manifest manifest = bundle.manifest();
    count = drawn == null ? WINDOWS : drawn;
    requireRoom(manifest);
    RuntimeOptions options = runtime.options(console);
    try (OnnxScorer scorer = bundle.scorer(options);
        LearnedSteps learned = learned(bundle, drawing, options);
        ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      List<Window> normal = normal(bundle, console, bar);
      Denoiser denoiser = learned == null ? scorer.denoiser() : learned;
      learnedVariance = learned != null;
      WindowSet drawn = drawing.draw(denoiser, count, scorer.view().tokens(), bar);
      if (out != null) {
        CsvRows.write(new DrawnReadings(manifest, drawn, normal), out);
      }
      bar.step("Comparing", Double.NaN, normal.size() + " windows of data");
      LikenessReport report = compare(manifest, drawn, normal, scorer.view());
      bar.end();
      print(report, manifest, normal.size(), console);
    }
    return Failures.OK;
  }

  private int files(Bundle bundle, Drawing drawing, Console console)
      throws BundleException, IOException {
    if (out == null) {
      throw new UserError("give --out DIR, a folder for the drawn files.");
    }
    RuntimeOptions options = runtime.options(console);
    Optional<MediaSource> normal =
        media.given() ? Optional.of(media.sourceFor(bundle, console)) : Optional.empty();
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      FileSampling.Drawn result =
          new FileSampling(bundle, normal, drawing, out, options)
              .draw(drawn == null ? FILES : drawn, bar);
      bar.end();
      console.out().println(json ? result.json() : result.text(out));
    }
    return Failures.OK;
  }

  /** With the variance of its steps, where the sampler asks for it and the network has it. */
  private static LearnedSteps learned(Bundle bundle, Drawing drawing, RuntimeOptions options)
      throws BundleException {
    return drawing.sampler() instanceof Ancestral
        ? LearnedSteps.of(bundle, options).orElse(null)
        : null;
  }

  /** The denoiser that {@link OnnxScorer#denoiser} takes. */
  private static DenoiserInfo used(Manifest manifest) {
    return manifest.denoisers().stream()
        .map(DenoiserInfo::inner)
        .filter(DenoiserInfo.Network.class::isInstance)
        .findFirst()
        .orElse(manifest.denoisers().get(0));
  }

  /** What a network was trained by; the memory has seen every level, as EDM's networks have. */
  private static Technique technique(DenoiserInfo denoiser) {
    return denoiser instanceof DenoiserInfo.Network network
        ? Technique.of(network.network().technique())
        : Technique.EDM;
  }

  private void requireRoom(Manifest manifest) {
    int most = MOST_VALUES / (manifest.window().length() * manifest.channels().size());
    if (count < 2 || count > most) {
      throw new UserError(
          "--count must be in 2.." + most + " for windows of this bundle: was " + count + ".");
    }
  }

  private List<Window> normal(Bundle bundle, Console console, ProgressBar bar)
      throws BundleException, TrainingException {
    Manifest manifest = bundle.manifest();
    if (files == null) {
      List<Window> golden = bundle.normalWindows();
      console
          .err()
          .println(
              "Warning: compared with the "
                  + golden.size()
                  + " golden windows of the bundle, too few to say much. Give --data with normal"
                  + " readings.");
      return golden;
    }
    int most = MOST_VALUES / (manifest.window().length() * manifest.channels().size());
    try (Readings readings =
        csv.open(files, manifest.channelNames(), manifest.window().grid(), console.err())) {
      List<Window> windows =
          NormalWindows.read(manifest.window().on(Grid.NONE), readings, most, bar);
      if (windows.size() < 2) {
        throw new UserError(
            "the data make one full window, and two are needed to compare with. Give more rows.");
      }
      return windows;
    }
  }

  private static LikenessReport compare(
      Manifest manifest, WindowSet drawn, List<Window> normal, View view) {
    WindowSet data = WindowSet.of(normal, manifest.normalisation()).seen(view);
    boolean steps = manifest.normalisation().how().difference();
    return new LikenessReport(
        manifest.channelNames(),
        Likeness.of(steps ? drawn.later() : drawn, steps ? data.later() : data),
        Likeness.ofHalves(steps ? data.later() : data));
  }

  private void print(LikenessReport report, Manifest manifest, int windows, Console console) {
    String against =
        files == null
            ? "golden windows"
            : files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      object.put("windows", count);
      object.put("denoiser", used(manifest).kind());
      object.put("sampler", samplers.name());
      object.put("steps", samplers.steps());
      object.put("learned_variance", learnedVariance);
      object.put("seed", seed);
      object.put("data", against);
      object.put("data_windows", windows);
      console.out().println(report.addTo(object));
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d windows drawn from the %s by %s in %d steps%s, beside %,d of %s%n%n",
              count,
              used(manifest).kind(),
              samplers.name(),
              samplers.steps(),
              learnedVariance ? " of learnt variance" : "",
              windows,
              against);
      report.print(console.out());
    }
  }
}
