package io.stillwater.cli.demo;

import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.console.UserError;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.csv.CsvReadings;
import io.stillwater.source.csv.RowRange;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file as a demo: its first rows are trained on, the others are shown. */
final class FileDemo {
  static final double ROWS_PER_SECOND = 20;

  private final DemoPlan plan;
  private final long trainRows;

  FileDemo(DemoPlan plan) {
    this.plan = plan;
    long rows = CsvReadings.countRows(plan.data(), plan.csv());
    this.trainRows = plan.trainRows() == null ? rows / 3 : plan.trainRows();
    if (trainRows < 1 || trainRows >= rows) {
      throw new UserError(
          plan.data()
              + " has "
              + rows
              + " rows, of which "
              + trainRows
              + " would be trained on; give --train-rows a number from 1 to "
              + (rows - 1)
              + ", or a longer file.");
    }
  }

  /** Trains, and writes the bundle to {@code folder}. */
  void train(Path folder, Console console) throws TrainingException, BundleException, IOException {
    TrainingPlan training =
        TrainingPlan.of("demo", folder)
            .with(plan.data().getFileName() + ", first " + trainRows + " rows")
            .with(plan.seed())
            .with(plan.runtime());
    try (CsvReadings rows = open(RowRange.first(trainRows));
        ProgressBar bar = new ProgressBar(console, plan.json(), System::nanoTime)) {
      rows.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      Trainer.train(training, rows, bar);
    }
  }

  /** The rows that are shown. */
  CsvReadings rest() {
    return open(RowRange.from(trainRows));
  }

  private CsvReadings open(RowRange rows) {
    return CsvReadings.open(List.of(plan.data()), plan.csv().withRows(rows));
  }
}
