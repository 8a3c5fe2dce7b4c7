package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.score.FolderScoring;
import io.stillwater.source.score.RowScoring;
import io.stillwater.source.score.ScoreFile;
import io.stillwater.source.score.Scoring;
import io.stillwater.source.score.StreamScoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code score}: a score for every row of a file. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores every row of a file as the stream would have known it at that moment.",
      "Writes one row for each input row, in order: time, key, score, p_value, p_recent (among the"
          + " key's own scores of the last days, once they are known), alarm (1 beyond the limits, as"
          + " the scores topic has it). Rows without a full window have no score and no alarm.",
      "Rows that the bundle was trained on are known again: they have the scores that they had while"
          + " they were held out, and that is said.",
      "With --streaming there is no training: each key's stream is judged by its own past from its"
          + " first row on, as serve does for a topic without a bundle; p_value is the share of the"
          + " key's own past scores that were as high.",
      "With --images or --sounds one row for each file: file, score, p_value, alarm.",
      "--maps DIR draws every image with its heat, on one scale for all images: grey where half of"
          + " normal images' cells score as high, redder with the logarithm of the p-value, full red"
          + " at the bundle's limit. Regions beyond it have white frames and a line in regions.csv:"
          + " file, x, y, width, height, score. Of sounds it draws the spectrogram, low frequencies at"
          + " the bottom; parts.csv has file, from_s, to_s, low_hz, high_hz, score.",
      ""
    },
    footer = {
      "",
      "Ends with 1 where an image or sound could not be read.",
      "",
      "Examples:",
      "  stillwater score --bundle models/mine --data new.csv --out scores.csv",
      "  stillwater score --bundle models/mine --data day.csv.gz --skip-rows 400 --out -",
      "  stillwater score --streaming --data new.csv --out scores.csv",
      "  stillwater score --bundle models/fan --sounds today --out scores.csv --maps today-maps",
      "  stillwater score --bundle models/belt --images today --out scores.csv --maps belt-maps"
    })
final class ScoreCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private By by;

  /** What to score with. */
  private static final class By {
    @Option(names = "--bundle", paramLabel = "DIR", description = "Bundle to score with.")
    private Path folder;

    @Option(
        names = "--streaming",
        description = "Without a bundle: learn as it goes, from the first row on.")
    private boolean streaming;
  }

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
      required = true,
      paramLabel = "FILE.csv",
      description = "File to write; - for standard output.")
  private Path out;

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description =
          "Folder for pictures, NAME.png for each file NAME: of images their heat maps, and"
              + " regions.csv; of sounds their spectrograms with what is strange, and parts.csv.")
  private Path maps;

  @Option(names = "--json", description = "Write the counts as one JSON object, and no progress.")
  private boolean json;

  @Option(
      names = "--budget",
      paramLabel = "ALARMS",
      description =
          "With --streaming: false alarms allowed per key and day (default: "
              + ServeCommand.BUDGET
              + "); rows without a time have no such bound.")
  private Double budget;

  @Mixin private CsvArguments csv;
  @Mixin private AdaptArguments adapt;
  @Mixin private RuntimeArguments runtime;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BundleException, IOException {
    Console console = Stillwater.console(spec.commandLine());
    if (json && out.toString().equals("-")) {
      throw new UserError("--json and --out - both write to standard output; give --out a file.");
    }
    if ((files == null) != media.given()) {
      throw new UserError("give either --data FILE…, --images DIR or --sounds DIR.");
    }
    if (by.streaming && media.given()) {
      throw new UserError("--streaming is for readings: give --data FILE, or --bundle DIR.");
    }
    if (budget != null && !by.streaming) {
      throw new UserError(
          "--budget belongs to --streaming: a bundle has the budget that it was trained with.");
    }
    if (budget != null && !(budget > 0)) {
      throw new UserError("--budget must be above 0 alarms for a key and day: was " + budget + ".");
    }
    if (maps != null && !media.given()) {
      throw new UserError("--maps draws images and sounds: give --images DIR or --sounds DIR.");
    }
    try (ProgressBar bar = new ProgressBar(console, json, System::nanoTime)) {
      Scoring.Tally tally = scoring(console).score(bar);
      bar.end();
      report(tally, console);
      return media.given() && tally.unscored() > 0 ? Failures.FAILED : Failures.OK;
    }
  }

  private Scoring scoring(Console console) throws BundleException {
    ScoreFile scores = new ScoreFile(out, console.out());
    Scoring.Rows rows = (channels, grid) -> csv.open(files, channels, grid, console.err());
    if (by.streaming) {
      double allowed = budget == null ? Double.parseDouble(ServeCommand.BUDGET) : budget;
      return new StreamScoring(allowed, rows, scores);
    }
    Bundle bundle = Bundle.load(by.folder);
    RuntimeOptions options = runtime.options(console);
    return media.given()
        ? new FolderScoring(
            bundle,
            options,
            media.sourceFor(bundle, console),
            scores,
            maps,
            (file, why) -> console.err().println("Not scored: " + file + ": " + why))
        : new RowScoring(bundle, options, adapt.adapting(), rows, scores);
  }

  /** Says what was written. */
  private void report(Scoring.Tally tally, Console console) {
    long scored = tally.all() - tally.unscored();
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      object.put(tally.items(), tally.all());
      object.put("scored", scored);
      object.put("unscored", tally.unscored());
      object.put("alarms", tally.alarms());
      tally
          .seen()
          .ifPresent(
              seen ->
                  object
                      .put("trained_held_out", seen.heldOut())
                      .put("trained_meaningless", seen.remembered()));
      if (!tally.said().isEmpty()) {
        tally.said().forEach(object.putArray("warnings")::add);
      }
      console.out().println(object);
      return;
    }
    tally.seen().ifPresent(seen -> warn(seen, console));
    tally.said().forEach(sentence -> console.err().println("Warning: " + sentence));
    console
        .err()
        .printf(
            Locale.ROOT,
            "%,d %s: %,d scored, %,d %s; %,d alarms%n",
            tally.all(),
            tally.items(),
            scored,
            tally.unscored(),
            tally.why(),
            tally.alarms());
  }

  private static void warn(Scoring.Seen seen, Console console) {
    if (seen.heldOut() > 0) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "Warning: the bundle was trained on %,d of these rows; they have the scores that they"
                  + " had while they were held out in training.%n",
              seen.heldOut());
    }
    if (seen.remembered() > 0) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "Warning: the bundle was trained on %,d of these rows and never tried on them: their"
                  + " scores say nothing. To look for faults in training data use stillwater"
                  + " detect.%n",
              seen.remembered());
    }
  }
}
