package io.stillwater.bench;

import io.stillwater.detect.Detector;
import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.CsvOptions;
import io.stillwater.source.CsvReadings;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Progress;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.WindowPlan;
import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * AUROC on the tabular sets of ADBench, one row a window: training is the first half of the normal
 * rows in file order, test the others and all anomalies.
 *
 * <p>Arguments: the folder of the data set; {@code ../shared/data/adbench} where none is given.
 */
public final class AdBench {
  private AdBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : Path.of("..", "shared", "data", "adbench");
    System.out.printf(Locale.ROOT, "mean AUROC %.1f%n", run(folder, true));
  }

  /** The mean AUROC over all sets, in percent. */
  static double run(Path folder, boolean print) throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList();
    }
    double sum = 0;
    for (Path file : files) {
      double auroc = 100 * auroc(file);
      sum += auroc;
      if (print) {
        System.out.printf(Locale.ROOT, "%-26s %5.1f%n", file.getFileName(), auroc);
      }
    }
    return sum / files.size();
  }

  private static double auroc(Path file) throws Exception {
    List<Reading> training = new ArrayList<>();
    List<Reading> test = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    List<String> channels = split(file, training, test, labels);
    TrainingPlan plan =
        TrainingPlan.of(file.getFileName().toString(), Files.createTempDirectory("adbench"))
            .with(WindowPlan.of(1, Stride.rows(1)));
    double[] scores = new double[test.size()];
    boolean[] anomalous = new boolean[test.size()];
    try (Detector detector =
        Trainer.train(plan, new ListReadings(channels, false, training), Progress.NONE)
            .bundle()
            .open(RuntimeOptions.standard())) {
      List<Window> windows = test.stream().map(row -> new Window(new Reading[] {row}, 0)).toList();
      List<Verdict> verdicts = detector.judge(windows);
      for (int i = 0; i < scores.length; i++) {
        scores[i] = verdicts.get(i).score();
        anomalous[i] = labels.get(i);
      }
    }
    return new Ranking(scores, anomalous).auroc();
  }

  private static List<String> split(
      Path file, List<Reading> training, List<Reading> test, List<Boolean> labels) {
    List<Reading> rows = read(file, CsvOptions.DEFAULT.withDrop(List.of("label")));
    List<Reading> marks = read(file, CsvOptions.DEFAULT.withChannels(List.of("label")));
    long normal = marks.stream().filter(m -> m.values()[0] == 0).count();
    for (int i = 0; i < rows.size(); i++) {
      boolean anomaly = marks.get(i).values()[0] != 0;
      if (!anomaly && training.size() < normal / 2) {
        training.add(rows.get(i));
      } else {
        test.add(rows.get(i));
        labels.add(anomaly);
      }
    }
    try (CsvReadings names =
        CsvReadings.open(
            List.of(file),
            CsvOptions.DEFAULT.withDrop(List.of("label")).withTime(CsvOptions.NONE))) {
      return names.channels();
    }
  }

  private static List<Reading> read(Path file, CsvOptions options) {
    List<Reading> rows = new ArrayList<>();
    try (CsvReadings readings =
        CsvReadings.open(List.of(file), options.withTime(CsvOptions.NONE))) {
      readings.forEachRemaining(rows::add);
    }
    return rows;
  }
}
