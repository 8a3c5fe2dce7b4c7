package io.stillwater.evaluate.metric;

import java.util.List;

/**
 * ROC and precision-recall areas with buffers around the labelled ranges: one slice of the volume
 * for each width of buffer. A slice costs one pass over the rows, whatever the count of thresholds:
 * each row adds to the first threshold that flags it, and the rest is running sums. Immutable.
 */
final class Slices {
  private final int rows;
  private final List<Range> ranges;
  private final boolean[] labels;
  private final int positives;
  private final ThresholdGrid grid;
  private final double[] flagged; // (thresholds)
  private final double[] hits; // (thresholds) flagged rows that are labelled

  /**
   * @param scores (rows) numbers
   * @param labels (rows) of both kinds
   * @param thresholds at least 2
   */
  Slices(double[] scores, boolean[] labels, int thresholds) {
    this.rows = scores.length;
    this.labels = labels.clone();
    this.ranges = Range.runs(labels);
    this.positives = Rows.count(labels);
    this.grid = new ThresholdGrid(scores, thresholds);
    double[] all = new double[thresholds];
    double[] labelled = new double[thresholds];
    for (int i = 0; i < rows; i++) {
      all[grid.first(i)]++;
      labelled[grid.first(i)] += labels[i] ? 1 : 0;
    }
    this.flagged = ThresholdGrid.cumulated(all);
    this.hits = ThresholdGrid.cumulated(labelled);
  }

  /** The areas of the slice of the volume at that width of buffer. */
  CurveAreas slice(int width) {
    SoftLabels soft = new SoftLabels(rows, ranges, width);
    double[] credit = credit(soft.values());
    double[] found = found(soft.zones());
    CurveAreas curve = new CurveAreas();
    for (int j = 0; j < grid.size(); j++) {
      add(curve, j, credit[j], positives + credit[j] / 2, found[j]);
    }
    return curve;
  }

  /**
   * The areas as the range AUC takes them: positives are the mean of labels and soft labels at
   * every threshold, and zones that adjoin are one.
   */
  CurveAreas rangeAuc(int width) {
    double[] values = new SoftLabels(rows, ranges, width).values();
    double[] credit = credit(values);
    boolean[] touched = new boolean[rows];
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      touched[i] = values[i] > 0;
      sum += values[i];
    }
    double[] found = found(Range.runs(touched));
    CurveAreas curve = new CurveAreas();
    for (int j = 0; j < grid.size(); j++) {
      add(curve, j, credit[j], (positives + sum) / 2, found[j]);
    }
    return curve;
  }

  private void add(CurveAreas curve, int threshold, double credit, double positive, double found) {
    double hit = hits[threshold] + credit;
    double recall = Math.min(1, hit / positive);
    curve.add(
        (flagged[threshold] - hit) / (rows - positive), recall * found, hit / flagged[threshold]);
  }

  /** (thresholds) soft labels of the flagged rows that are not labelled. */
  private double[] credit(double[] values) {
    double[] added = new double[grid.size()];
    for (int i = 0; i < rows; i++) {
      if (values[i] > 0 && !labels[i]) {
        added[grid.first(i)] += values[i];
      }
    }
    return ThresholdGrid.cumulated(added);
  }

  /** (thresholds) the share of zones in which some row is flagged. */
  private double[] found(List<Range> zones) {
    double[] added = new double[grid.size()];
    for (Range zone : zones) {
      added[grid.first(zone)]++;
    }
    double[] found = ThresholdGrid.cumulated(added);
    for (int j = 0; j < found.length; j++) {
      found[j] /= zones.size();
    }
    return found;
  }
}
