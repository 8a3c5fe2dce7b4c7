package io.stillwater.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.benchmark.CsvTables;
import io.stillwater.benchmark.Trained;
import io.stillwater.evaluate.Baselines;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Collection;
import io.stillwater.evaluate.Ranking;
import io.stillwater.model.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SkabQualityIT {
  private static final double BASELINE = 0.83;
  private static final int ROWS = 23_801;

  private double[] scores = {};
  private double[] meanAbs = {};
  private boolean[] labels = {};

  @Test
  void defaultDetector_ranksRowsBetterThanMeanDeviation() throws Exception {
    Optional<Path> folder = PublicData.folder("skab");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    assertEquals(34, Collection.SKAB.cases(folder.get()).size());
    for (String name : Collection.SKAB.cases(folder.get())) {
      add(Collection.SKAB.read(folder.get(), name, CsvTables::read));
    }
    assertEquals(ROWS, labels.length);
    for (double score : scores) {
      assertFalse(Double.isNaN(score), "a row of the test has no score");
    }
    Ranking ours = new Ranking(scores, labels);
    Ranking baseline = new Ranking(meanAbs, labels);
    System.out.println("SKAB, pooled: AUROC " + ours.auroc() + ", mean |z| " + baseline.auroc());
    assertTrue(ours.auroc() > BASELINE, "AUROC " + ours.auroc());
    for (double falseAlarms : new double[] {0.29, 0.20, 0.136}) {
      double f1 = ours.f1(ours.limitAt(falseAlarms));
      double least = baseline.f1(baseline.limitAt(falseAlarms));
      System.out.println("F1 at " + falseAlarms + ": " + f1 + ", mean |z| " + least);
      assertTrue(f1 > least, f1 + " at " + falseAlarms + ", mean |z| has " + least);
    }
  }

  private void add(Case on) throws Exception {
    scores = joined(scores, Trained.defaults(RuntimeOptions.standard()).judge(on, 0).scores());
    // The median reaches back into the training rows, as the windows do.
    double[][] training = on.training().values();
    double[][] rows = joined(training, on.test().values());
    double[] medians = medianOfFive(Baselines.meanDeviation().fit(training, 0).score(rows));
    meanAbs = joined(meanAbs, Arrays.copyOfRange(medians, training.length, rows.length));
    int before = labels.length;
    boolean[] more = on.test().labels();
    labels = Arrays.copyOf(labels, before + more.length);
    System.arraycopy(more, 0, labels, before, more.length);
  }

  private static double[][] joined(double[][] first, double[][] second) {
    double[][] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  /** The median of each value and the four before it. */
  private static double[] medianOfFive(double[] values) {
    double[] medians = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] last = Arrays.copyOfRange(values, Math.max(0, i - 4), i + 1);
      Arrays.sort(last);
      int half = last.length / 2;
      medians[i] = last.length % 2 == 1 ? last[half] : (last[half - 1] + last[half]) / 2;
    }
    return medians;
  }
}
