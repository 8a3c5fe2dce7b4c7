package io.stillwater.benchmark.forest;

import com.amazon.randomcutforest.RandomCutForest;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Standard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    int[] moving = moving(training, test);
    training = of(training, moving);
    test = of(test, moving);
    int shingle = on.form() == Case.Form.SAMPLES ? 1 : SHINGLE;
    RandomCutForest forest = forest(shingle * moving.length, 31 * seed + on.name().hashCode());
    for (float[] point : points(training, shingle)) {
      forest.update(point);
    }
    if (on.form() != Case.Form.CONTINUED) {
      return new Judgement(score(forest, test, shingle), Double.NaN);
    }
    int lead = Math.min(training.length, shingle - 1);
    double[][] rows = Arrays.copyOf(lastOf(training, lead), lead + test.length);
    System.arraycopy(test, 0, rows, lead, test.length);
    double[] all = score(forest, rows, shingle);
    return new Judgement(Arrays.copyOfRange(all, lead, all.length), Double.NaN);
  }

  /** The columns that are not one number throughout, which no cut can divide; at least one. */
  private static int[] moving(double[][] training, double[][] test) {
    double[] first = training[0];
    int[] moving =
        IntStream.range(0, first.length)
            .filter(
                c ->
                    Stream.of(training, test)
                        .flatMap(Arrays::stream)
                        .anyMatch(row -> row[c] != first[c]))
            .toArray();
    return moving.length == 0 ? new int[1] : moving;
  }

  private static double[][] of(double[][] rows, int[] columns) {
    return Arrays.stream(rows)
        .map(row -> IntStream.of(columns).mapToDouble(c -> row[c]).toArray())
        .toArray(double[][]::new);
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

  /** The shingles that end at each row, from the first whole one on. */
  private static List<float[]> points(double[][] rows, int shingle) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    List<float[]> points = new ArrayList<>();
    for (int i = shingle - 1; i < rows.length; i++) {
      float[] point = new float[shingle * columns];
      for (int j = 0; j < point.length; j++) {
        point[j] = (float) rows[i - shingle + 1 + j / columns][j % columns];
      }
      points.add(point);
    }
    return points;
  }

  /** (rows) the score of each before it is learnt; NaN before the first whole shingle. */
  private static double[] score(RandomCutForest forest, double[][] rows, int shingle) {
    double[] scores = new double[rows.length];
    Arrays.fill(scores, Double.NaN);
    int at = shingle - 1;
    for (float[] point : points(rows, shingle)) {
      scores[at++] = forest.getAnomalyScore(point);
      forest.update(point);
    }
    return scores;
  }
}
