package io.stillwater.bench;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.CsvOptions;
import io.stillwater.source.CsvReadings;
import io.stillwater.source.RowRange;
import io.stillwater.train.Progress;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import io.stillwater.window.Windower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The protocol for SKAB: of each of the 34 experiments the first 400 rows are training, the rest is
 * test, pooled by row. A row's score is that of the window which ends there; the first windows of
 * the test reach back into the training rows, as they would in a stream.
 */
public final class Skab {
  private static final int TRAINING = 400;
  private static final CsvOptions CSV =
      CsvOptions.DEFAULT.withDrop(List.of("anomaly", "changepoint"));

  private final Path folder;
  private final Path bundles;

  /**
   * @param folder of the data set
   * @param bundles where to write the bundles
   */
  public Skab(Path folder, Path bundles) {
    this.folder = folder;
    this.bundles = bundles;
  }

  /**
   * The test rows of one experiment.
   *
   * @param name folder and file
   * @param scores NaN where there is no full window
   * @param beyond whether the score is beyond the bundle's own threshold
   * @param meanAbs mean |z| over channels, with a median of five
   */
  public record Rows(
      String name, double[] scores, boolean[] beyond, double[] meanAbs, boolean[] labels) {}

  /** The 34 experiments. */
  public List<Path> experiments() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String group : List.of("valve1", "valve2", "other")) {
      try (Stream<Path> found = Files.list(folder.resolve(group))) {
        found.filter(f -> f.toString().endsWith(".csv.gz")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  /** Trains and scores one experiment. */
  public Rows run(Path file) throws Exception {
    String name = folder.relativize(file).toString().replace(".csv.gz", "");
    TrainingPlan plan = TrainingPlan.of(name, bundles.resolve(name.replace('/', '-')));
    try (CsvReadings training = open(file, CSV.withRows(RowRange.first(TRAINING)));
        Detector detector =
            Trainer.train(plan, training, Progress.NONE).bundle().open(RuntimeOptions.standard())) {
      return score(name, file, detector);
    }
  }

  private Rows score(String name, Path file, Detector detector) throws Exception {
    List<Reading> rows = read(file, CSV);
    double[] scores = new double[rows.size()];
    boolean[] beyond = new boolean[rows.size()];
    Arrays.fill(scores, Double.NaN);
    Windower<Void> windower = Windower.offline(spec(name));
    List<Window> windows = new ArrayList<>();
    for (Reading row : rows) {
      KeyWindow<Void> key = windower.add(row);
      if (windower.cut() == Cut.COMPLETE) {
        windows.add(key.window());
      }
    }
    for (Verdict verdict : detector.judge(windows)) {
      int row = (int) verdict.window().last().offset();
      scores[row] = verdict.score();
      beyond[row] = verdict.beyond();
    }
    boolean[] labels = new boolean[rows.size()];
    List<Reading> labelled = read(file, CsvOptions.DEFAULT.withChannels(List.of("anomaly")));
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labelled.get(i).values()[0] > 0;
    }
    int end = rows.size();
    return new Rows(
        name,
        Arrays.copyOfRange(scores, TRAINING, end),
        Arrays.copyOfRange(beyond, TRAINING, end),
        Arrays.copyOfRange(meanAbs(rows), TRAINING, end),
        Arrays.copyOfRange(labels, TRAINING, end));
  }

  private WindowSpec spec(String name) throws Exception {
    return Bundle.load(bundles.resolve(name.replace('/', '-'))).manifest().window();
  }

  private static double[] meanAbs(List<Reading> rows) {
    int channels = rows.get(0).values().length;
    double[] mean = new double[channels];
    double[] deviation = new double[channels];
    for (Reading row : rows.subList(0, TRAINING)) {
      for (int c = 0; c < channels; c++) {
        mean[c] += row.values()[c] / TRAINING;
      }
    }
    for (Reading row : rows.subList(0, TRAINING)) {
      for (int c = 0; c < channels; c++) {
        deviation[c] += Math.pow(row.values()[c] - mean[c], 2) / TRAINING;
      }
    }
    double[] strange = new double[rows.size()];
    for (int i = 0; i < strange.length; i++) {
      for (int c = 0; c < channels; c++) {
        double z = (rows.get(i).values()[c] - mean[c]) / Math.sqrt(deviation[c] + 1e-12);
        strange[i] += Math.abs(z) / channels;
      }
    }
    return Ranking.medianOfFive(strange);
  }

  private static List<Reading> read(Path file, CsvOptions options) {
    List<Reading> rows = new ArrayList<>();
    try (CsvReadings readings = open(file, options)) {
      readings.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static CsvReadings open(Path file, CsvOptions options) {
    return CsvReadings.open(List.of(file), options);
  }

  /** All experiments in one, row after row. */
  public static Rows pool(List<Rows> all) {
    int size = all.stream().mapToInt(r -> r.scores().length).sum();
    Rows pooled =
        new Rows(
            "pooled", new double[size], new boolean[size], new double[size], new boolean[size]);
    int at = 0;
    for (Rows rows : all) {
      int length = rows.scores().length;
      System.arraycopy(rows.scores(), 0, pooled.scores(), at, length);
      System.arraycopy(rows.beyond(), 0, pooled.beyond(), at, length);
      System.arraycopy(rows.meanAbs(), 0, pooled.meanAbs(), at, length);
      System.arraycopy(rows.labels(), 0, pooled.labels(), at, length);
      at += length;
    }
    return pooled;
  }
}
