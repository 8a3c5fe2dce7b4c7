package io.stillwater.benchmark.media;

import io.stillwater.benchmark.OutcomeTable;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.report.EvaluationReport;
import io.stillwater.evaluate.report.Scored;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs methods on labelled files, and says what they reached, line by line. Not thread-safe. */
public final class MediaEvaluation {
  /** A mask is set where its image is lighter than this, of a full scale of 65,535. */
  private static final int LIGHT = 32_767;

  private final MediaCase on;
  private final long seed;
  private final Console console;
  private final boolean quiet;
  private final boolean masked;

  /**
   * @param seed of everything drawn
   * @param quiet where the output is for machines
   */
  public MediaEvaluation(MediaCase on, long seed, Console console, boolean quiet) {
    this.on = on;
    this.seed = seed;
    this.console = console;
    this.quiet = quiet;
    this.masked = on.masked();
    if (masked && !on.training().images()) {
      throw new UserError(
          "there are masks among the labels, but sounds have none; leave them out.");
    }
  }

  /**
   * What came of it.
   *
   * @param outcomes of all files and of each kind, method by method
   * @param promises false alarms beside what was promised
   * @param scored what the methods said
   */
  public record Results(
      List<Figure> columns,
      List<Outcome> outcomes,
      List<FilePromise> promises,
      List<Scored> scored) {
    public Results {
      columns = List.copyOf(columns);
      outcomes = List.copyOf(outcomes);
      promises = List.copyOf(promises);
      scored = List.copyOf(scored);
    }

    /** A page. */
    public EvaluationReport report(String name) {
      String kept = String.join(" ", promises.stream().map(FilePromise::text).toList());
      List<Outcome> whole =
          outcomes.stream().filter(outcome -> outcome.on().equals(MediaMeasures.ALL)).toList();
      List<Outcome> kinds =
          outcomes.stream().filter(outcome -> !outcome.on().equals(MediaMeasures.ALL)).toList();
      return new EvaluationReport(
          name,
          "A row is a file: normal ones first, then by kind. " + kept,
          columns,
          whole,
          kinds,
          scored);
    }
  }

  /** Figures that have a column. */
  private List<Figure> columns() {
    List<Figure> columns = new ArrayList<>(List.of(Figure.AUROC, Figure.AUPR));
    if (masked) {
      columns.addAll(List.of(Figure.PIXEL_AUROC, Figure.AUPRO, Figure.PIXEL_AUPR));
    }
    columns.addAll(List.of(Figure.FALSE_ALARMS, Figure.MISSED));
    return columns;
  }

  /** Runs all. */
  public Results run(List<MediaMethod> methods) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    List<FilePromise> promises = new ArrayList<>();
    List<Scored> scored = new ArrayList<>();
    OutcomeTable table = new OutcomeTable(console.out(), columns());
    for (MediaMethod method : methods) {
      MediaMeasures measures = run(method);
      List<Outcome> own = measures.outcomes();
      if (!quiet) {
        own.forEach(table::line);
      }
      outcomes.addAll(own);
      scored.add(measures.scored());
      FilePromise promise = measures.promise(method.promised());
      if (promise != null) {
        promises.add(promise);
      }
    }
    if (!quiet && !promises.isEmpty()) {
      console.out().println();
      promises.forEach(promise -> console.out().println(promise.text()));
    }
    return new Results(columns(), outcomes, promises, scored);
  }

  private MediaMeasures run(MediaMethod method) throws Exception {
    long start = System.nanoTime();
    MediaMeasures measures = new MediaMeasures(method.name(), seed, masked);
    List<String> refused = new ArrayList<>();
    try (ProgressBar bar = new ProgressBar(console, quiet, System::nanoTime);
        MediaMethod.Judge judge = method.train(on, new MediaMethod.Run(seed, bar))) {
      measures.limit(judge.limit());
      int count = on.test().size();
      for (int i = 0; i < count; i++) {
        LabelledItem item = on.test().get(i);
        bar.step("Judging, " + method.name(), (double) i / count, i + " files");
        try {
          judge(judge, item, measures);
        } catch (UndecodableEvent e) {
          refused.add("Not judged: " + item.key() + ": " + e.getMessage());
        }
      }
      bar.end();
    }
    refused.forEach(console.err()::println);
    measures.seconds((System.nanoTime() - start) / 1e9);
    return measures;
  }

  private void judge(MediaMethod.Judge judge, LabelledItem item, MediaMeasures measures)
      throws UndecodableEvent, IOException {
    // Of a defect without a mask nobody knows which pixels are its own.
    boolean map = masked && (item.mask() != null || !item.anomalous());
    MediaMethod.Judged judged = judge.judge(item, map);
    if (map) {
      Plane plane = judged.map();
      measures.pixels().add(plane.values(), mask(item, plane), plane.width());
    }
    measures.add(item, judged.score());
  }

  private static boolean[] mask(LabelledItem item, Plane like) throws IOException {
    boolean[] mask = new boolean[like.values().length];
    if (item.mask() == null) {
      return mask;
    }
    Path file = item.mask();
    Pixels pixels;
    try {
      pixels = MediaCut.grey(Files.readAllBytes(file));
    } catch (UndecodableEvent e) {
      throw new UserError("the mask " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
    if (pixels.height() != like.height() || pixels.width() != like.width()) {
      throw new UserError(
          "the mask %s has %d x %d pixels, its image %s %d x %d: they must be of one size."
              .formatted(
                  file, pixels.width(), pixels.height(), item.key(), like.width(), like.height()));
    }
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (pixels.samples()[i] & 0xffff) > LIGHT;
    }
    return mask;
  }
}
