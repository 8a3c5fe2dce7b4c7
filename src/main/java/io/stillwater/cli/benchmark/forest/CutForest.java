package io.stillwater.cli.benchmark.forest;

import com.amazon.randomcutforest.RandomCutForest;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Standard;
import java.util.Arrays;

/**
 * A robust random cut forest (Guha et al. 2016), by AWS's own library: {@value #TREES} trees of
 * {@value #SAMPLES} points, a point being the last {@value #SHINGLE} standardised rows, or one row
 * of a table. It is a streaming method: it learns the training rows in their order, and then each
 * test row after it has judged it, anomalous ones too.
 */
public final class CutForest implements Method {
  static final int TREES = 50;
  static final int SAMPLES = 256;
  static final int SHINGLE = 8;

  @Override
  public String name() {
    return "rcf";
  }

  /** One seed only: on wide rows a run takes minutes. */
  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public String configuration() {
    return String.join(" ", name(), "" + TREES, "" + SAMPLES, "" + SHINGLE);
  }

  @Override
  public Judgement judge(Case on, long seed) {
    Standard standard = new Standard(on.training().values());
    double[][] training = standard.of(on.training().values());
    double[][] test = standard.of(on.test().values());
    int shingle = on.form() == Case.Form.SAMPLES ? 1 : SHINGLE;
    RandomCutForest forest = forest(shingle * test[0].length, 31 * seed + on.name().hashCode());
    score(forest, training, shingle);
    double[] scores;
    if (on.form() == Case.Form.CONTINUED) {
      int lead = Math.min(training.length, shingle - 1);
      double[][] rows = Arrays.copyOf(lastOf(training, lead), lead + test.length);
      System.arraycopy(test, 0, rows, lead, test.length);
      double[] all = score(forest, rows, shingle);
      scores = Arrays.copyOfRange(all, lead, all.length);
    } else {
      scores = score(forest, test, shingle);
    }
    return new Judgement(scores, Double.NaN);
  }

  private static double[][] lastOf(double[][] rows, int count) {
    return Arrays.copyOfRange(rows, rows.length - count, rows.length);
  }

  private static RandomCutForest forest(int dimensions, long seed) {
    return RandomCutForest.builder()
        .dimensions(dimensions)
        .numberOfTrees(TREES)
        .sampleSize(SAMPLES)
        .parallelExecutionEnabled(false) // else the order of its threads would count
        .randomSeed(seed)
        .build();
  }

  /** (rows) the score of each before it is learnt; NaN before the first whole shingle. */
  private static double[] score(RandomCutForest forest, double[][] rows, int shingle) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] scores = new double[rows.length];
    Arrays.fill(scores, Double.NaN);
    for (int i = shingle - 1; i < rows.length; i++) {
      float[] point = new float[shingle * columns];
      for (int j = 0; j < point.length; j++) {
        point[j] = (float) rows[i - shingle + 1 + j / columns][j % columns];
      }
      scores[i] = forest.getAnomalyScore(point);
      forest.update(point);
    }
    return scores;
  }
}
