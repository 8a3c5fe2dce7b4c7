package io.stillwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.PolicySpec;
import io.stillwater.console.Console;
import io.stillwater.console.Progress;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.detect.Detector;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.FileJudge;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.FileScores;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.survey.FileSurvey;
import io.stillwater.train.threshold.Promise;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code detect --images} and {@code detect --sounds}: which files of a folder are unlike the
 * others. Thirds of the files, by blocks of neighbours, are held out in turn and scored by what was
 * trained on the others.
 *
 * @param out where all scores go; null for nowhere
 * @param falseShare share of what is told that may be false
 */
record MediaDetecting(
    MediaArguments media, Path out, double falseShare, long seed, RuntimeOptions runtime) {
  private static final int PARTS = 3;
  private static final int BLOCKS = 12;
  private static final int LEAST = 40;
  private static final double LIMIT = 0.05;

  /** What came of all parts, by file. */
  private static final class Found {
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
  }

  int call(Console console, ProgressBar bar, int most, boolean json)
      throws TrainingException, BundleException, IOException {
    List<Path> files = media.source().files();
    if (files.size() < LEAST) {
      throw new UserError(
          files.size()
              + (" files are too few to say which are unlike the others: give at least " + LEAST)
              + ", or train on a folder of normal ones and score these.");
    }
    Found found = new Found();
    for (int part = 0; part < PARTS; part++) {
      part(files, part, found, console, bar);
    }
    bar.end();
    FileSurvey survey = FileSurvey.of(found.scores, falseShare);
    if (out != null) {
      write(survey, found, console);
    }
    if (json) {
      console.out().println(json(survey, found, most));
    } else {
      boolean standard = out != null && out.toString().equals("-");
      print(survey, most, standard ? console.err() : console.out());
    }
    return Failures.OK;
  }

  private void part(List<Path> files, int part, Found found, Console console, ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    Progress progress =
        (what, share, detail) ->
            bar.step("Part " + (part + 1) + " of " + PARTS + ", " + what, share, detail);
    Path work = Files.createTempDirectory("stillwater-detect");
    try {
      Path folder = work.resolve("part");
      Promise promise = new Promise(Promise.DEFAULT.budget(), LIMIT, PolicySpec.EACH);
      MediaSource others = media.source().with(chosen(files, part, false));
      Bundle bundle =
          new MediaTraining(others, folder, promise, false, seed, runtime, warning -> {})
              .run(progress)
              .bundle();
      score(bundle, chosen(files, part, true), found, console, progress);
    } finally {
      delete(work);
    }
  }

  private static List<Path> chosen(List<Path> files, int part, boolean inside) {
    return IntStream.range(0, files.size())
        .filter(i -> ((long) i * BLOCKS / files.size() % PARTS == part) == inside)
        .mapToObj(files::get)
        .toList();
  }

  private void score(
      Bundle bundle, List<Path> files, Found found, Console console, Progress progress)
      throws BundleException {
    try (Detector detector = bundle.open(runtime);
        OpenMedia opened = bundle.openMedia(runtime)) {
      FileJudge judge = new FileJudge(detector, opened.cut(), bundle.manifest().window());
      new FolderScorer(
              judge,
              media.folder(),
              files,
              (file, why) -> {
                console.err().println("Not judged: " + file + ": " + why);
                found.refused.add(file);
              })
          .score(
              progress,
              (key, file, judged) ->
                  found.scores.put(key, opened.files().judge(judged.known()).score()));
    }
  }

  private void write(FileSurvey survey, Found found, Console console) {
    boolean standard = out.toString().equals("-");
    try (FileScores scores = standard ? FileScores.to(console.out()) : FileScores.create(out)) {
      survey.files().stream()
          .sorted(Comparator.comparing(FileSurvey.Judged::file))
          .forEach(
              file -> scores.scored(file.file(), file.standing(), file.pValue(), file.strange()));
      found.refused.forEach(scores::unscored);
    }
  }

  private static void print(FileSurvey survey, int most, PrintWriter out) {
    long strange = survey.strange();
    out.printf(
        Locale.ROOT,
        "%,d files judged: %s%n",
        survey.files().size(),
        strange == 0
            ? "none stands out."
            : String.format(Locale.ROOT, "%,d stand out, the strangest first.", strange));
    survey.files().stream()
        .filter(FileSurvey.Judged::strange)
        .limit(most)
        .forEach(
            file ->
                out.printf(
                    Locale.ROOT, "  %s  %s (p %.0e)%n", file.file(), file.words(), file.pValue()));
    if (strange > most) {
      out.printf(Locale.ROOT, "And %,d more.%n", strange - most);
    }
  }

  private static ObjectNode json(FileSurvey survey, Found found, int most) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("files", survey.files().size() + found.refused.size());
    object.put("judged", survey.files().size());
    object.put("strange", survey.strange());
    ArrayNode told = object.putArray("told");
    survey.files().stream()
        .filter(FileSurvey.Judged::strange)
        .limit(most)
        .forEach(
            file ->
                told.addObject()
                    .put("file", file.file())
                    .put("score", file.standing())
                    .put("p_value", file.pValue())
                    .put("unusual", file.words()));
    return object;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
